#include "base/clock.hpp"

#include <algorithm>

namespace examhall::base {
namespace {
Instant wall_now() { return std::chrono::time_point_cast<Span>(std::chrono::system_clock::now()); }
}  // namespace

AnchoredClock::AnchoredClock(Instant not_before)
    : wall_anchor_{std::max(wall_now(), not_before)}, steady_anchor_{std::chrono::steady_clock::now()} {}

Instant AnchoredClock::now() const {
  const auto elapsed = std::chrono::steady_clock::now() - steady_anchor_;
  return wall_anchor_ + std::chrono::duration_cast<Span>(elapsed);
}

Span AnchoredClock::divergence() const { return wall_now() - now(); }

}  // namespace examhall::base
