#include "proctoring/card.hpp"

#include <algorithm>

namespace examhall::proctoring {
namespace {

/// The oldest; all 0 if nothing waits.
exam::OutageNoted proposed(const exam::FoldedBatch& batch) {
  const auto open = exam::proposed_outages(batch);
  return open.empty() ? exam::OutageNoted{} : open.front();
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
  const exam::OutageNoted outage = proposed(batch.state);
  return {{"code", b.code},
          {"title", b.title},
          {"level", b.level},
          {"zone", b.zone},
          {"start", base::to_millis(b.window.start)},
          {"end", base::to_millis(b.window.end)},
          {"phase", to_text(exam::phase_at(b, latest_deadline(batch, now), now).phase)},
          {"outage_proposed", outage.lost.count()},
          {"outage_from", base::to_millis(outage.from)}};
}

}  // namespace examhall::proctoring
