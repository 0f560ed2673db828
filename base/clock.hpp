#pragma once
// The one clock of a server. Whatever decides by time is given the time as an argument or this interface,
// so that tests run hours in microseconds and a jump of the wall clock decides nothing.
#include <atomic>

#include "base/time.hpp"

namespace examhall::base {

class Clock {
 public:
  virtual ~Clock() = default;
  /// The exam's time. Never goes back. Callable from any thread.
  virtual Instant now() const = 0;
};

/// Ties exam time to the machine's monotonic clock, which runs on while the server is down: a restart in the
/// middle of a batch goes on in the same time, whatever became of the wall clock meanwhile.
struct ClockAnchor {
  std::string boot_id;  ///< the anchor means nothing after the machine was started anew
  Span offset{0};       ///< exam time (ms since 1970) minus the monotonic clock
  bool operator==(const ClockAnchor&) const = default;
};

/// Of the running kernel; empty if it cannot be told.
std::string boot_id();

/// Reads the wall clock once, at construction; from then on only the steady clock moves it.
class AnchoredClock final : public Clock {
 public:
  /// Anchored to the wall clock, but never before `not_before` (the last instant that the journal knows):
  /// a wall clock set back across a restart must not reopen what was closed.
  explicit AnchoredClock(Instant not_before = Instant{});
  /// Goes on where an anchor of this boot left off.
  explicit AnchoredClock(const ClockAnchor& anchor);
  Instant now() const override;
  ClockAnchor anchor() const;
  /// Wall clock minus exam time: what the operator is warned about once it passes a second.
  Span divergence() const;

 private:
  Instant wall_anchor_;
  std::chrono::steady_clock::time_point steady_anchor_;
};

/// Stands still until it is told to move, by one thread. For tests.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : now_{start} {}
  Instant now() const override { return now_; }
  void set(Instant t) { now_ = t; }
  void advance(Span by) { now_ = now() + by; }

 private:
  std::atomic<Instant> now_;
};

}  // namespace examhall::base
