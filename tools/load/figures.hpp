#pragma once
// What all candidates of a run share: figures, the paper's items, the clock. One thread.
#include <map>
#include <memory>

#include "base/clock.hpp"
#include "client/core/item_bodies.hpp"
#include "load/distribution.hpp"

namespace examhall::load {

/// One measurement and when it was due.
struct Sample {
  char kind;  ///< a: an ack; l: the generator's own lag
  Micros at, took;
};

struct Figures {
  Distribution login;           ///< from the first connect to the welcome
  Distribution reconnect;       ///< from a lost line to the next welcome
  Distribution first_question;  ///< from the start
  Distribution whole_paper;     ///< from the start
  Distribution ack;             ///< from when the answer was due
  Distribution loop_lag;     ///< how late this program's own timers were; a stall counts for all it covered
  Distribution opening_lag;  ///< the same while papers were arriving
  std::uint64_t papers_coming = 0;              ///< candidates who sit and do not have the whole paper yet
  std::map<std::string, std::uint64_t> errors;  ///< by id
  std::map<std::string, std::uint64_t> stops;   ///< by reason
  std::uint64_t online = 0, sitting = 0, given = 0, acked = 0, receipts = 0, bad_receipts = 0, unplanned = 0,
                finished = 0;
  std::vector<Sample> series;  ///< kept if asked for
};

/// Microseconds of the steady clock, and the exam's milliseconds on the same scale.
class Stopwatch {
 public:
  Micros now() const {
    return std::chrono::duration_cast<Micros>(std::chrono::steady_clock::now() - steady_anchor_);
  }
  /// When a time of `clock` is, or was.
  Micros at(base::Instant t) const { return t - anchor_; }
  base::Instant instant(Micros t) const { return anchor_ + std::chrono::duration_cast<base::Span>(t); }
  const base::Clock& clock() const { return clock_; }

 private:
  base::AnchoredClock clock_;
  base::Instant anchor_ = clock_.now();
  std::chrono::steady_clock::time_point steady_anchor_ = std::chrono::steady_clock::now();
};

}  // namespace examhall::load
