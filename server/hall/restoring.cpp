// Where the hall's state comes from: the journal after a restart, the office's publications at any time.
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "hall/hall.hpp"

namespace examhall::hall {
namespace {

std::string outcome_of(const exam::Rules& rules, base::Span lost) {
  if (rules.outage == exam::OutageRule::none) return "none";
  if (lost > rules.outage_limit) return "over_limit";
  return rules.outage == exam::OutageRule::automatic ? "compensated" : "proposed";
}

// From the outage's begin, or from their own if that came later, to its end. Whoever has not begun and has a
// time of their own loses only what the end of the window would take from it.
base::Span lost_by(const exam::Attempt& a, const exam::Batch& batch, const exam::OutageNoted& outage) {
  const base::Span whole = outage.to - outage.from;
  if (a.begun_at) return std::min(whole, outage.to - *a.begun_at);
  if (!batch.rules.attempt_time) return whole;
  return std::clamp(outage.to + *batch.rules.attempt_time - batch.window.end, base::Span{0}, whole);
}

}  // namespace

void Hall::restore(exam::Fold&& fold) { restored_ = std::move(fold); }

void Hall::publish(Publication publication) {
  const base::Instant now = clock_.now();
  LiveBatch* batch = batch_of(publication.batch.id);
  if (batch == nullptr) batch = take_up(publication, now);
  if (batch == nullptr) return;
  for (const Enrolled& enrolled : publication.roster) enrol(*batch, enrolled);
  wake(*batch, now);  // its start may have passed while nobody was there to see it
}

// nullptr if it cannot be run.
LiveBatch* Hall::take_up(Publication& publication, base::Instant now) {
  const auto known = restored_.batches.find(publication.batch.id);
  const bool is_known = known != restored_.batches.end();
  const std::string& paper = is_known ? known->second.batch.paper : publication.batch.paper;
  if (!publication.paper || publication.paper->hash != paper) {
    spdlog::critical("batch not taken up: its paper is not the one that the journal names batch={} paper={}",
                     publication.batch.code, paper);
    return nullptr;
  }
  auto& slot = batches_[publication.batch.id];
  slot = std::make_unique<LiveBatch>();
  slot->paper = std::move(publication.paper);
  if (is_known) {
    slot->state = std::move(known->second);
    restored_.batches.erase(known);
  } else {
    slot->state.batch = publication.batch;
    record(*slot, exam::BatchScheduled{publication.batch}, now);
  }
  slot->closing = slot->state.closed;
  return slot.get();
}

Seat& Hall::enrol(LiveBatch& batch, const Enrolled& enrolled) {
  const auto present = by_attempt_.find(enrolled.attempt);
  if (present != by_attempt_.end()) {  // a corrected name or a code drawn anew; never what the journal holds
    const auto old = by_ticket_.find(present->second->enrolled.person.ticket);
    if (old != by_ticket_.end() && old->second == present->second) by_ticket_.erase(old);
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
    if (!exam::has_ended(a.status)) ++batch.open;
    if (a.online) record(seat, exam::SeatLost{a.fence}, now);
    schedule(seat, now);
    return seat;
  }
  ++batch.open;
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
    finish_compensation(*batch, now);
    base::Instant from = std::max(last_alive, b.window.start);
    // A run too short for a heartbeat still settled what came before it.
    for (const exam::OutageNoted& o : batch->state.outages) from = std::max(from, o.to);
    if (from >= std::max(b.window.end, latest_deadline(*batch, from)) || from >= now) continue;
    const exam::OutageNoted outage{from, now, now - from, outcome_of(b.rules, now - from)};
    spdlog::warn("outage noted batch={} lost_ms={} outcome={}", b.code, outage.lost.count(), outage.outcome);
    record(*batch, outage, now);
    if (outage.outcome == "compensated") compensate_all(*batch, outage, now);
    wake(*batch, now);
  }
}

// A crash can come between an outage's first compensation and its last.
void Hall::finish_compensation(LiveBatch& batch, base::Instant now) {
  const std::uint64_t since = std::exchange(batch.state.compensating, 0);
  if (since == 0) return;
  const exam::OutageNoted outage = batch.state.outages.back();
  for (auto& seat : batch.seats) {
    if (seat->state.compensated < since) compensate(batch, *seat, outage, now);
  }
}

std::uint32_t Hall::compensate_all(LiveBatch& batch, const exam::OutageNoted& outage, base::Instant now) {
  std::uint32_t count = 0;
  for (auto& seat : batch.seats) count += compensate(batch, *seat, outage, now) ? 1 : 0;
  return count;
}

bool Hall::compensate(LiveBatch& batch, Seat& seat, const exam::OutageNoted& outage, base::Instant now) {
  const exam::Compensate command{lost_by(seat.state.attempt, batch.state.batch, outage), "outage"};
  const auto decision = exam::decide(batch.state.batch, seat.state.attempt, command, now);
  if (decision.events.empty()) return false;
  record_all(seat, decision.events, now, {});
  waiting_.after_all([this, &seat, message = deadline_message(seat, "compensated", command.time, {}, now)] {
    say(seat, message);
  });
  schedule(seat, now);
  return true;
}

}  // namespace examhall::hall
