// How an attempt ends: by hand, at the deadline, by staff; and how a batch does.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "hall/hall.hpp"

namespace examhall::hall {

void Hall::handle(Guest& guest, const protocol::HandIn& m, base::Instant at) {
  const protocol::About about{"hand_in", std::nullopt};
  if (guest.seat == nullptr) return say_error(guest.link, "not_logged_in", about);
  Seat& seat = *guest.seat;
  const auto decision =
      exam::decide(seat.batch->state.batch, seat.state.attempt, exam::HandIn{guest.fence, m.unanswered}, at);
  if (decision.refusal) {
    return say_error(guest.link, to_text(decision.refusal->id), about, decision.refusal->when);
  }
  end_with(seat, decision.events, at);
}

void Hall::collect(Seat& seat, base::Instant now) {
  end_with(seat, exam::decide(seat.batch->state.batch, seat.state.attempt, exam::Collect{}, now).events, now);
}

void Hall::end_with(Seat& seat, const std::vector<exam::Event>& events, base::Instant at) {
  record_all(seat, events, at, [this, &seat](const journal::Committed& c) {
    // A termination may have been undone while it was on its way to the disk.
    if (seat.state.ending) {
      seat.state.ending->seq = c.seq;
      seat.state.ending->link = base::to_hex(c.link);
    }
    announce_end(seat);
  });
}

protocol::Ended Hall::ended_message(const Seat& seat) {
  const exam::Ending& ending = *seat.state.ending;
  const exam::Attempt& attempt = seat.state.attempt;
  std::vector<std::pair<std::uint32_t, std::string>> given;
  for (std::uint32_t i = 0; i < attempt.answers.size(); ++i) {
    const exam::Given& g = attempt.answers[i];
    if (g.no != 0 && g.response != "null") given.emplace_back(i, g.response);
  }
  protocol::Receipt receipt;
  receipt.batch = seat.batch->state.batch.code;
  receipt.ticket = seat.enrolled.person.ticket;
  receipt.paper = seat.batch->paper->hash;
  receipt.round = ending.round;
  receipt.how = to_text(ending.status);
  receipt.at = ending.at;
  receipt.items = static_cast<std::uint32_t>(attempt.answers.size());
  receipt.answered = static_cast<std::uint32_t>(given.size());
  receipt.answers = base::to_hex(base::sha256(protocol::answers_text(given)));
  receipt.seq = ending.seq;
  receipt.link = ending.link;
  const protocol::SignedReceipt signed_receipt = protocol::sign_receipt(receipt, key_);
  ++counters_.receipts;
  return {receipt.how, ending.at, signed_receipt.text, signed_receipt.signature};
}

void Hall::announce_end(Seat& seat) {
  if (!seat.link || !seat.state.ending) return;
  say(seat.link, ended_message(seat));
  if (const auto guest = guests_.find(seat.link.get()); guest != guests_.end()) {
    dismiss(guest->second, CloseCode::ended, "ended");
  }
}

void Hall::close_if_done(LiveBatch& batch, base::Instant now) {
  if (batch.closing || batch.state.closed) return;
  const exam::Phase phase = exam::phase_at(batch.state.batch, latest_deadline(batch, now), now).phase;
  if (phase != exam::Phase::closed) return;
  const bool all = std::all_of(batch.seats.begin(), batch.seats.end(),
                               [](const auto& s) { return exam::has_ended(s->state.attempt.status); });
  if (!all) return;
  batch.closing = true;
  spdlog::info("batch closed batch={} candidates={}", batch.state.batch.code, batch.seats.size());
  record(batch, exam::BatchClosed{}, now,
         [this, &batch](const journal::Committed&) { settings_.on_closed(closed_batch(batch)); });
}

ClosedBatch Hall::closed_batch(const LiveBatch& batch) const {
  ClosedBatch out{batch.state.batch, {}};
  for (const auto& seat : batch.seats) {
    ClosedBatch::Candidate c{seat->enrolled.attempt, seat->enrolled.person.ticket, seat->state.attempt.status, {}};
    c.tries = seat->state.earlier;
    if (seat->state.ending && seat->state.ending->status != exam::Status::absent) {
      c.tries.push_back(*seat->state.ending);
      c.tries.back().answers = seat->state.attempt.answers;
    }
    out.candidates.push_back(std::move(c));
  }
  return out;
}

std::vector<ClosedBatch> Hall::ungraded() const {
  std::vector<ClosedBatch> out;
  for (const auto& [id, batch] : batches_) {
    if (batch->state.closed && batch->state.graded.empty()) out.push_back(closed_batch(*batch));
  }
  return out;
}

void Hall::note_graded(std::int64_t id, exam::Graded graded, std::function<void()> done) {
  LiveBatch* const batch = batch_of(id);
  if (batch == nullptr) return;
  record(*batch, std::move(graded), clock_.now(), [done = std::move(done)](const journal::Committed&) { done(); });
}

}  // namespace examhall::hall
