#pragma once
// The time by which a run is measured. Any thread.
#include "base/clock.hpp"
#include "load/distribution.hpp"

namespace examhall::load {

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
