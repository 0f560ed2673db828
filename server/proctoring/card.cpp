#include "proctoring/card.hpp"

#include <algorithm>

namespace examhall::proctoring {
namespace {

base::Span proposed(const exam::FoldedBatch& batch) {
  for (const exam::OutageNoted& outage : batch.outages) {
    const bool settled = std::any_of(
        batch.outages.begin(), batch.outages.end(),
        [&](const exam::OutageNoted& o) { return o.outcome == "compensated" && o.from == outage.from; });
    if (outage.outcome == "proposed" && !settled) return outage.lost;
  }
  return base::Span{0};
}

base::Instant latest_deadline(const hall::LiveBatch& batch, base::Instant now) {
  base::Instant latest = batch.state.batch.window.end;
  for (const auto& seat : batch.seats) {
    const exam::Attempt& a = seat->state.attempt;
    if (!exam::has_ended(a.status)) latest = std::max(latest, exam::deadline(batch.state.batch, a, now));
  }
  return latest;
}

}  // namespace

base::Json card_of(const hall::LiveBatch& batch, base::Instant now) {
  const exam::Batch& b = batch.state.batch;
  return {{"code", b.code},
          {"title", b.title},
          {"level", b.level},
          {"zone", b.zone},
          {"start", base::to_millis(b.window.start)},
          {"end", base::to_millis(b.window.end)},
          {"phase", to_text(exam::phase_at(b, latest_deadline(batch, now), now).phase)},
          {"outage_proposed", proposed(batch.state).count()}};
}

}  // namespace examhall::proctoring
