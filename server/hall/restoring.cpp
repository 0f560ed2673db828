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

}  // namespace

void Hall::restore(exam::Fold&& fold) { restored_ = std::move(fold); }

void Hall::publish(Publication publication) {
  const base::Instant now = clock_.now();
  LiveBatch* batch = batch_of(publication.batch.id);
  const bool fresh = batch == nullptr;
  if (fresh) batch = take_up(publication, now);
  if (batch == nullptr) return;
  for (const Enrolled& enrolled : publication.roster) enrol(*batch, enrolled);
  if (fresh) take_up_strays(*batch);
  if (fresh && !publication.opened_by.empty()) {
    paper_opened(publication.batch.id, publication.paper, publication.opened_by);
  }
  wake(*batch, now);  // its start may have passed while nobody was there to see it
}

// nullptr if it cannot be run.
LiveBatch* Hall::take_up(Publication& publication, base::Instant now) {
  const auto known = restored_.batches.find(publication.batch.id);
  const bool is_known = known != restored_.batches.end();
  const exam::Batch& b = is_known ? known->second.batch : publication.batch;
  const bool shut = exam::is_shut(b);
  const bool readable = publication.paper && publication.paper->hash == b.paper;
  if (!readable && !(shut && publication.batch.paper == b.paper && publication.sealed_items > 0)) {
    spdlog::critical("batch not taken up: its paper is not the one that the journal names batch={} paper={}",
                     publication.batch.code, b.paper);
    return nullptr;
  }
  auto& slot = batches_[publication.batch.id];
  slot = std::make_unique<LiveBatch>();
  slot->items = readable ? static_cast<std::uint32_t>(publication.paper->items.size()) : publication.sealed_items;
  if (!shut) slot->paper = publication.paper;
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

void Hall::enrol(LiveBatch& batch, const Enrolled& enrolled) {
  const auto present = by_attempt_.find(enrolled.attempt);
  if (present != by_attempt_.end()) {  // a corrected name or a code drawn anew; never what the journal holds
    const auto old = by_ticket_.find(present->second->enrolled.person.ticket);
    if (old != by_ticket_.end() && old->second == present->second) by_ticket_.erase(old);
    present->second->enrolled = enrolled;
    put_in_place(*present->second);
    by_ticket_[enrolled.person.ticket] = present->second;
    if (watcher_ != nullptr) watcher_->seat_changed(*present->second);
    return;
  }
  Seat& seat = add_seat(batch, enrolled);
  by_ticket_[enrolled.person.ticket] = &seat;
  if (restore_seat(seat)) return;
  ++batch.open;
  record(seat,
         exam::Registered{enrolled.person.ticket, enrolled.person.room, enrolled.seed, enrolled.extra_time, batch.items},
         clock_.now());
}

// Whoever was moved sits where staff have put them, whatever the roster says.
void Hall::put_in_place(Seat& seat) {
  const exam::Attempt& a = seat.state.attempt;
  if (!a.moved) return;
  seat.enrolled.person.room = a.room;
  seat.enrolled.person.seat = a.seat;
}

Seat& Hall::add_seat(LiveBatch& batch, const Enrolled& enrolled) {
  Seat& seat = *batch.seats.emplace_back(std::make_unique<Seat>());
  by_attempt_[enrolled.attempt] = &seat;
  seat.batch = &batch;
  seat.enrolled = enrolled;
  return seat;
}

// False if the journal does not know this attempt.
bool Hall::restore_seat(Seat& seat) {
  const auto known = restored_.attempts.find(seat.enrolled.attempt);
  if (known == restored_.attempts.end()) return false;
  seat.state = std::move(known->second);
  restored_.attempts.erase(known);
  put_in_place(seat);
  const base::Instant now = clock_.now();
  const exam::Attempt& a = seat.state.attempt;
  if (!exam::has_ended(a.status)) ++seat.batch->open;
  if (a.online) record(seat, exam::SeatLost{a.fence}, now);
  schedule(seat, now);
  return true;
}

// The journal knows attempts that the roster has lost: a catalogue restored from an older backup. They have
// no code to come in by, but what they gave is collected, graded and shown as everyone's.
void Hall::take_up_strays(LiveBatch& batch) {
  std::vector<Enrolled> strays;
  for (const auto& [id, folded] : restored_.attempts) {
    if (folded.batch != batch.state.batch.id) continue;
    Enrolled& e = strays.emplace_back();
    e.attempt = id;
    e.person.ticket = folded.ticket;
    e.person.room = folded.attempt.room;
    e.seed = folded.attempt.seed;
    e.extra_time = folded.attempt.accommodation;
  }
  for (const Enrolled& e : strays) restore_seat(add_seat(batch, e));
  if (!strays.empty()) {
    spdlog::error(
        "attempts that the roster does not have were taken up from the journal batch={} attempts={}",
        batch.state.batch.code, strays.size());
  }
}

void Hall::note_outage(base::Instant last_alive) {
  const base::Instant now = clock_.now();
  for (auto& [id, batch] : batches_) {
    const exam::Batch& b = batch->state.batch;
    if (batch->closing || now <= b.window.start || exam::is_shut(b)) continue;
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
  const exam::Window away{outage.from, outage.to};
  const exam::Compensate command{exam::lost_to(away, batch.state.batch, seat.state.attempt), "outage", away};
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
