#include "stall_watch.hpp"

#include <spdlog/spdlog.h>

namespace examhall {
namespace {
/// Longer than anything that the I/O thread does at a time, the start of a national batch included.
constexpr base::Span kLongestTurn{5000};
}  // namespace

void StallWatch::look() {
  const base::Instant now = clock_.now();
  const base::Instant last = last_.value_or(now);
  last_ = now;
  if (now - last <= kLongestTurn) return;
  spdlog::critical("this process did not run for_ms={}", (now - last).count());
  hall_.note_outage(last);
}

void StallWatch::opened(const std::shared_ptr<hall::Link>& link) {
  look();
  hall_.opened(link);
}

void StallWatch::received(const std::shared_ptr<hall::Link>& link, std::string_view frame, base::Instant at) {
  look();
  hall_.received(link, frame, at);
}

void StallWatch::closed(const std::shared_ptr<hall::Link>& link) {
  look();
  hall_.closed(link);
}

void StallWatch::too_fast(const std::shared_ptr<hall::Link>& link, std::string_view frame) {
  look();
  hall_.too_fast(link, frame);
}

void StallWatch::stopping(const std::shared_ptr<hall::Link>& link) { hall_.stopping(link); }

std::optional<hall::Image> StallWatch::image(std::string_view seat_token, const base::Digest& hash) {
  return hall_.image(seat_token, hash);
}

}  // namespace examhall
