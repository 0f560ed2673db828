#pragma once
// Slows guessing down and locks nobody out (docs/decisions/0011): after three failures from one place the
// next attempt upon that account from there waits a second, then two, four, never more than eight. An account
// is not throttled as a whole, for that would let anybody who knows its name keep its owner out; attempts in
// all are limited by how many passwords two threads can check. One thread at a time.
#include <cstddef>
#include <map>
#include <optional>
#include <string_view>

#include "base/digest.hpp"
#include "base/time.hpp"

namespace examhall::staff {

class Throttle {
 public:
  using Key = base::Digest;
  /// `place`: an address, or a browser that has signed in to this account before.
  static Key key(std::string_view login, std::string_view place);

  /// nullopt: go on, and this attempt counts as failed until succeeded() or forgiven(). Else how long to
  /// wait.
  std::optional<base::Span> admit(const Key& key, base::Instant now);
  void succeeded(const Key& key);
  /// The attempt was not checked after all.
  void forgiven(const Key& key);
  std::size_t size() const { return failures_.size(); }

  static constexpr int kFree = 3;
  static constexpr base::Span kLongest = std::chrono::seconds{8};
  static constexpr base::Span kForgottenAfter = std::chrono::minutes{10};
  /// About 2 MB. Past it the one that failed longest ago is forgotten.
  static constexpr std::size_t kMostKeys = 10'000;

 private:
  struct Failures {
    int count = 0;
    base::Instant last{};
    base::Instant next{};
  };
  void forget(base::Instant now);

  std::map<Key, Failures> failures_;
};

}  // namespace examhall::staff
