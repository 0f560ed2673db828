// Where the hall's state comes from: the journal after a restart, the office's publications at any time.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "hall/hall.hpp"

namespace examhall::hall {

void Hall::restore(exam::Fold&& fold) { restored_ = std::move(fold); }

void Hall::publish(Publication publication) {
  auto& slot = batches_[publication.batch.id];
  const base::Instant now = clock_.now();
  if (!slot) {
    slot = std::make_unique<LiveBatch>();
    const auto known = restored_.batches.find(publication.batch.id);
    if (known != restored_.batches.end()) {
      slot->state = std::move(known->second);
      restored_.batches.erase(known);
    } else {
      slot->state.batch = publication.batch;
      record(*slot, exam::BatchScheduled{publication.batch}, now);
    }
    slot->closing = slot->state.closed;
    slot->paper = std::move(publication.paper);
  }
  for (const Enrolled& enrolled : publication.roster) enrol(*slot, enrolled);
  schedule(*slot, now);
}

Seat& Hall::enrol(LiveBatch& batch, const Enrolled& enrolled) {
  const auto present = by_attempt_.find(enrolled.attempt);
  if (present != by_attempt_.end()) {  // a corrected name or a code drawn anew; never what the journal holds
    by_ticket_.erase(present->second->enrolled.person.ticket);
    present->second->enrolled = enrolled;
    by_ticket_[enrolled.person.ticket] = present->second;
    return *present->second;
  }
  Seat& seat = *batch.seats.emplace_back(std::make_unique<Seat>());
  by_attempt_[enrolled.attempt] = &seat;
  const base::Instant now = clock_.now();
  seat.batch = &batch;
  seat.enrolled = enrolled;
  by_ticket_[enrolled.person.ticket] = &seat;
  if (const auto known = restored_.attempts.find(enrolled.attempt); known != restored_.attempts.end()) {
    seat.state = std::move(known->second);
    restored_.attempts.erase(known);
    const exam::Attempt& a = seat.state.attempt;
    if (a.online) record(seat, exam::SeatLost{a.fence}, now);
    schedule(seat, now);
    return seat;
  }
  record(seat,
         exam::Registered{enrolled.person.ticket, enrolled.person.room, enrolled.seed, enrolled.extra_time,
                          static_cast<std::uint32_t>(batch.paper->items.size())},
         now);
  return seat;
}

void Hall::note_outage(base::Instant last_alive) {
  const base::Instant now = clock_.now();
  for (auto& [id, batch] : batches_) {
    const exam::Batch& b = batch->state.batch;
    if (batch->closing || now <= b.window.start) continue;
    const base::Instant from = std::max(last_alive, b.window.start);
    if (from >= std::max(b.window.end, latest_deadline(*batch, from)) || from >= now) continue;
    const base::Span lost = now - from;
    const auto outcome = [&]() -> std::string {
      if (b.rules.outage == exam::OutageRule::none) return "none";
      if (lost > b.rules.outage_limit) return "over_limit";
      return b.rules.outage == exam::OutageRule::automatic ? "compensated" : "proposed";
    }();
    spdlog::warn("outage noted batch={} lost_ms={} outcome={}", b.code, lost.count(), outcome);
    const exam::OutageNoted outage{from, now, lost, outcome};
    record(*batch, outage, now);
    if (outcome == "compensated") compensate_all(*batch, outage, now);
    schedule(*batch, now);
  }
}

// Each gets back what they lost: from the outage's begin, or from their own if that came later, to its end.
void Hall::compensate_all(LiveBatch& batch, const exam::OutageNoted& outage, base::Instant now) {
  for (auto& seat : batch.seats) {
    const base::Instant from = std::max(outage.from, seat->state.attempt.begun_at.value_or(outage.from));
    if (from >= outage.to) continue;
    const exam::Compensate command{outage.to - from, "outage"};
    const auto decision = exam::decide(batch.state.batch, seat->state.attempt, command, now);
    if (decision.events.empty()) continue;
    record_all(*seat, decision.events, now, [this, s = seat.get(), by = command.time](const journal::Committed&) {
      tell_deadline(*s, "compensated", by, {});
    });
    schedule(*seat, now);
  }
}

}  // namespace examhall::hall
