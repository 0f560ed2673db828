#pragma once
// The images that a candidate's screen has asked for: one is fetched after the other, what fails is tried
// again, what has come is kept in memory. No socket and no timer of its own. One thread.
//
// A 404 means "not for this token or not now": such a want waits for the next login or the next time that the
// paper is open, and for nothing else.
#include <deque>
#include <map>
#include <optional>

#include "base/clock.hpp"
#include "client/core/backoff.hpp"
#include "client/core/images.hpp"

namespace examhall::client {

class Observer;

struct ImageTuning {
  base::Span retry_first{200};
  base::Span retry_longest{10'000};
  int damaged_tries = 3;  ///< a body that is not what its name says; then it is given up
};

class ImageShelf {
 public:
  /// `line` may be null: a program that shows nothing.
  /// `changed` is called when next_due() may have changed without a call from outside.
  ImageShelf(ImageLine* line, const base::Clock& clock, Random random, Observer& observer, ImageTuning tuning,
             std::function<void()> changed);

  /// What is here already is told again at once. What is wanted again comes before the others.
  void want(const std::string& hash);
  /// Null until it has arrived.
  const Picture* find(const std::string& hash) const;

  /// The token of the present login, and whether the paper is open.
  void admitted(std::string token, bool open);
  /// Whether the server gives images now: only while the paper is open.
  void set_open(bool open);
  void tick();
  std::optional<base::Instant> next_due() const;
  /// Fetches nothing more.
  void stop();

 private:
  struct Want {
    std::string hash;
    Backoff backoff;
    base::Instant not_before{};
    int damaged = 0;
    bool refused = false;  // with the present token
  };

  void fetch_next();
  void answered(const std::string& hash, ImageLine::Reply reply);
  void arrived(const std::string& hash, ImageLine::Reply reply);
  void put_off(Want& want, ImageTrouble trouble);
  void give_up(const std::string& hash, ImageTrouble trouble);
  void try_refused_again();
  Want* wanted(const std::string& hash);

  ImageLine* line_;
  const base::Clock& clock_;
  Random random_;
  Observer& observer_;
  ImageTuning tuning_;
  std::function<void()> changed_;
  std::deque<Want> wants_;
  std::map<std::string, Picture> here_;
  std::string token_;
  std::uint64_t chance_ = 0;  // grows when what was refused may be given
  bool open_ = false;
  bool stopped_ = false;
  std::optional<std::string> fetching_;
};

}  // namespace examhall::client
