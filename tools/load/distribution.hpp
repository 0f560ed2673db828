#pragma once
// Times of one kind, kept whole: a load report without its tail is a report about nothing. One thread.
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace examhall::load {

using Micros = std::chrono::microseconds;

class Distribution {
 public:
  Distribution() = default;
  explicit Distribution(std::vector<std::uint32_t> micros) : micros_{std::move(micros)}, sorted_{false} {}

  void add(Micros time);
  /// Every single time of another one.
  void add(const Distribution& other);
  std::size_t count() const { return micros_.size(); }
  /// The smallest time that at least this share of all do not exceed (nearest rank). Zero if there is none.
  Micros quantile(double share) const;
  Micros longest() const { return quantile(1.0); }

  /// All of them, in no order that means anything.
  const std::vector<std::uint32_t>& micros() const { return micros_; }

  /// {"count","p50","p90","p99","p999","max"}, milliseconds.
  base::Json to_json() const;
  /// "name  count  p50  p90  p99  p99.9  max", aligned, milliseconds.
  std::string to_row(const std::string& name) const;
  static std::string heading();

 private:
  mutable std::vector<std::uint32_t> micros_;
  mutable bool sorted_ = true;
};

}  // namespace examhall::load
