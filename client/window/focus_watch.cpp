#include "client/window/focus_watch.hpp"

#include <fmt/format.h>

namespace examhall::window {

void FocusWatch::lost(base::Instant now) {
  if (!away_since_) away_since_ = now;
}

std::optional<FocusReport> FocusWatch::tick(base::Instant now) {
  if (!away_since_ || told_ || now - *away_since_ < kShortest) return std::nullopt;
  told_ = true;
  return FocusReport{"focus_lost", "another window"};
}

std::optional<FocusReport> FocusWatch::gained(base::Instant now) {
  if (!away_since_) return std::nullopt;
  const double seconds = static_cast<double>((now - *away_since_).count()) / 1000;
  const bool told = told_;
  reset();
  if (!told) return std::nullopt;
  return FocusReport{"focus_gained", fmt::format("another window for {:.1f} s", seconds)};
}

std::optional<base::Instant> FocusWatch::due() const {
  if (!away_since_ || told_) return std::nullopt;
  return *away_since_ + kShortest;
}

}  // namespace examhall::window
