#pragma once
// How far the server's clock is from this machine's. Candidates see time left by the server's clock, for that
// is the clock that collects their paper. Pure; one thread.
#include <array>
#include <cstddef>
#include <optional>

#include "base/time.hpp"

namespace examhall::client {

using base::Instant;
using base::Span;

/// One question and its reply: sent and answered by this machine's clock, received and replied by the
/// server's.
struct TimeSample {
  Instant asked, received, replied, answered;
};

class ClockOffset {
 public:
  /// A first idea from a message that carries the server's time. Counts only until the first sample.
  void guess(Instant server, Instant local);
  /// Samples that no pair of clocks could have made (a reply before its question) are ignored.
  void add(const TimeSample& sample);

  /// Forgets the samples and keeps the offset as a first idea.
  void start_over() { count_ = 0; }

  /// Server's clock minus ours, from the quickest of the last eight samples: an asymmetric delay can mislead
  /// by at most half of its round trip, so the shortest misleads least (RFC 5905, clock filter).
  Span offset() const { return offset_; }
  /// Round trip of that sample. nullopt before the first.
  std::optional<Span> round_trip() const { return round_trip_; }
  bool known() const { return known_; }

  Instant server_time(Instant local) const { return local + offset_; }
  Instant local_time(Instant server) const { return server - offset_; }

 private:
  struct Measured {
    Span offset{0}, round_trip{0};
  };
  std::array<Measured, 8> last_{};
  std::size_t count_ = 0;
  Span offset_{0};
  std::optional<Span> round_trip_;
  bool known_ = false;
};

}  // namespace examhall::client
