#include "exam_clock.hpp"

#include <spdlog/spdlog.h>

#include "base/file.hpp"
#include "base/mapping.hpp"

namespace examhall {
namespace base {
template <class M>
void map(M& m, ClockAnchor& a) {
  m("boot_id", a.boot_id, 64);
  m("offset_ms", a.offset);
}
}  // namespace base

namespace {

std::optional<base::ClockAnchor> read_anchor(const std::filesystem::path& file) {
  const auto text = base::read_file(file, 4096);
  const auto json = text ? base::parse_json(*text) : base::Result<base::Json, base::Problem>{base::Json{}};
  base::Problems problems;
  if (!text || !json) return std::nullopt;
  const auto anchor = base::read_mapped<base::ClockAnchor>(*json, {}, problems);
  if (base::has_errors(problems) || anchor.boot_id.empty() || anchor.boot_id != base::boot_id()) return std::nullopt;
  // A damaged file: no time can be counted from there.
  if (!exam::in_calendar(base::Instant{anchor.offset})) return std::nullopt;
  return anchor;
}

bool somebody_waits_or_sits(const exam::Fold& fold, base::Instant now) {
  for (const auto& [id, b] : fold.batches) {
    if (!b.closed && now >= b.batch.window.start - b.batch.rules.entry_before) return true;
  }
  return false;
}

}  // namespace

base::AnchoredClock take_up_time(const std::filesystem::path& folder, const exam::Fold& fold, base::Instant last_alive) {
  const auto file = folder / "clock.anchor";
  const auto anchor = read_anchor(file);
  if (anchor && somebody_waits_or_sits(fold, std::max(base::AnchoredClock{*anchor}.now(), last_alive))) {
    spdlog::info("a batch is open: the time of the last run goes on");
    return base::AnchoredClock{*anchor};
  }
  base::AnchoredClock clock{last_alive};
  base::write_file_atomically(file, base::written(clock.anchor()), 0600);
  return clock;
}

}  // namespace examhall
