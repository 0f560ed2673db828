#include "client/core/clock_offset.hpp"

#include <algorithm>

namespace examhall::client {

void ClockOffset::guess(Instant server, Instant local) {
  if (count_ > 0) return;
  offset_ = server - local;
  known_ = true;
}

void ClockOffset::add(const TimeSample& s) {
  const Span elapsed = s.answered - s.asked;
  const Span held = s.replied - s.received;
  if (elapsed < Span{0} || held < Span{0} || held > elapsed) return;
  last_[count_++ % last_.size()] = {((s.received - s.asked) + (s.replied - s.answered)) / 2, elapsed - held};
  const auto end = last_.begin() + static_cast<std::ptrdiff_t>(std::min(count_, last_.size()));
  const auto best = std::min_element(
      last_.begin(), end, [](const Measured& a, const Measured& b) { return a.round_trip < b.round_trip; });
  offset_ = best->offset;
  round_trip_ = best->round_trip;
  known_ = true;
}

}  // namespace examhall::client
