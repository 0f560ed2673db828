#include "proctoring/card.hpp"

#include <algorithm>

namespace examhall::proctoring {
namespace {

/// The oldest; all 0 if nothing waits.
exam::OutageNoted proposed(const exam::FoldedBatch& batch) {
  const auto open = exam::proposed_outages(batch);
  return open.empty() ? exam::OutageNoted{} : open.front();
}

// What nobody was given back because it was too long, until the office has moved everybody's end since.
base::Span over_limit(const exam::FoldedBatch& folded) {
  const auto& moves = folded.batch.end_moves;
  const base::Instant moved = moves.empty() ? base::Instant{} : moves.back().at;
  base::Span lost{0};
  for (const exam::OutageNoted& outage : folded.outages) {
    if (outage.outcome == "over_limit" && outage.to > moved) lost += outage.lost;
  }
  return lost;
}

base::Json card_of(const exam::FoldedBatch& batch, exam::Phase phase) {
  const exam::Batch& b = batch.batch;
  const exam::OutageNoted outage = proposed(batch);
  return {{"code", b.code},
          {"title", b.title},
          {"level", b.level},
          {"zone", b.zone},
          {"start", base::to_millis(b.window.start)},
          {"end", base::to_millis(b.window.end)},
          {"phase", to_text(phase)},
          {"outage_proposed", outage.lost.count()},
          {"outage_from", base::to_millis(outage.from)},
          {"outage_over_limit", over_limit(batch).count()}};
}

}  // namespace

bool depends_on_people(const hall::LiveBatch& batch, base::Instant now) {
  const exam::Batch& b = batch.state.batch;
  return batch.open > 0 && now >= b.window.end && !b.finalised_at && !exam::is_shut(b);
}

std::vector<base::Instant> ends_by_place(const hall::LiveBatch& batch, const Seating& seating,
                                         base::Instant now) {
  if (!depends_on_people(batch, now)) return {};
  std::vector<base::Instant> ends(seating.places(), batch.state.batch.window.end);
  for (const auto& seat : batch.seats) {
    const exam::Attempt& a = seat->state.attempt;
    const auto place = exam::has_ended(a.status) ? std::nullopt : seating.place_of(*seat);
    if (place) ends[*place] = std::max(ends[*place], exam::deadline(batch.state.batch, a, now));
  }
  return ends;
}

exam::Phase Card::phase_for(Sight& sight) const {
  base::Instant latest = batch_.state.batch.window.end;
  for (Seating::PlaceNo place = 0; place < ends_.size(); ++place) {
    if (ends_[place] > latest && sight.sees(seating_, place)) latest = ends_[place];
  }
  return exam::phase_at(batch_.state.batch, latest, now_).phase;
}

Card::Json Card::for_those(Sight& sight) {
  const exam::Phase phase = phase_for(sight);
  Json& made = made_[phase];
  if (!made) made = std::make_shared<const base::Json>(card_of(batch_.state, phase));
  return made;
}

}  // namespace examhall::proctoring
