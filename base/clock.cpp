#include "base/clock.hpp"

#include <algorithm>
#include <fstream>

namespace examhall::base {
namespace {
Instant wall_now() { return std::chrono::time_point_cast<Span>(std::chrono::system_clock::now()); }
}  // namespace

AnchoredClock::AnchoredClock(Instant not_before)
    : wall_anchor_{std::max(wall_now(), not_before)}, steady_anchor_{std::chrono::steady_clock::now()} {}

AnchoredClock::AnchoredClock(const ClockAnchor& anchor) : steady_anchor_{std::chrono::steady_clock::now()} {
  wall_anchor_ = Instant{anchor.offset + std::chrono::floor<Span>(steady_anchor_.time_since_epoch())};
}

ClockAnchor AnchoredClock::anchor() const {
  const auto steady = std::chrono::floor<Span>(steady_anchor_.time_since_epoch());
  return {boot_id(), wall_anchor_.time_since_epoch() - steady};
}

std::string boot_id() {
  std::ifstream in{"/proc/sys/kernel/random/boot_id"};
  std::string id;
  std::getline(in, id);
  return id;
}

Instant AnchoredClock::now() const {
  const auto elapsed = std::chrono::steady_clock::now() - steady_anchor_;
  return wall_anchor_ + std::chrono::duration_cast<Span>(elapsed);
}

Span AnchoredClock::divergence() const { return wall_now() - now(); }

}  // namespace examhall::base
