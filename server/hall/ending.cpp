// How an attempt ends: by hand, at the deadline, by staff; and how a batch does.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "hall/hall.hpp"

namespace examhall::hall {
namespace {

// The ending that was recorded so. By the time of its commit a termination may have come after it, another
// try, or a reinstatement that undid it.
exam::Ending* ending_of(exam::FoldedAttempt& f, exam::Status how, int round, base::Instant at) {
  const auto is_it = [&](const exam::Ending& e) { return e.status == how && e.round == round && e.at == at; };
  if (f.ending && is_it(*f.ending)) return &*f.ending;
  if (f.before_termination && is_it(*f.before_termination)) return &*f.before_termination;
  const auto past = std::find_if(f.earlier.begin(), f.earlier.end(), is_it);
  return past == f.earlier.end() ? nullptr : &*past;
}

}  // namespace

void Hall::handle(Guest& guest, const protocol::HandIn& m, base::Instant at) {
  const protocol::About about{"hand_in", std::nullopt};
  if (guest.seat == nullptr) return say_error(guest.link, "not_logged_in", about);
  if (overloaded(guest, about)) return;
  Seat& seat = *guest.seat;
  const auto decision =
      exam::decide(seat.batch->state.batch, seat.state.attempt, exam::HandIn{guest.fence, m.unanswered}, at);
  if (decision.refusal) return refuse(guest, about, *decision.refusal);
  end_with(seat, exam::Status::handed_in, decision, at);
}

void Hall::end_with(Seat& seat, exam::Status how, const exam::Decision& decision, base::Instant at) {
  const int round = seat.state.attempt.round;
  record_all(seat, decision.events, at, [this, &seat, how, round, at](const journal::Committed& c) {
    exam::Ending* const ending = ending_of(seat.state, how, round, at);
    if (ending == nullptr) return;
    ending->seq = c.seq;
    ending->link = base::to_hex(c.link);
    if (seat.state.ending && ending == &*seat.state.ending) announce_end(seat);
  });
  close_if_done(*seat.batch, at);
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
  receipt.paper = seat.batch->state.batch.paper;
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
  protocol::Ended message{receipt.how, ending.at, signed_receipt.text, signed_receipt.signature};
  // Where the window has no room for another try, none is promised.
  const int left = exam::tries_left(seat.batch->state.batch, attempt);
  if (left > 0 && clock_.now() < seat.batch->state.batch.window.end)
    message.tries_left = static_cast<std::uint32_t>(left);
  return message;
}

void Hall::announce_end(Seat& seat) {
  if (!seat.admitted) return;
  say(seat, ended_message(seat));
  ended_.emplace_back(clock_.now(), seat.link);
}

// An answer that was on its way when the paper was collected is still taken as evidence and answered; then
// the connection is closed, unless the client has done so.
void Hall::end_finished_guests(base::Instant now) {
  while (!ended_.empty() && ended_.front().first + settings_.linger <= now) {
    const auto link = ended_.front().second.lock();
    ended_.pop_front();
    const auto guest = link ? guests_.find(link.get()) : guests_.end();
    if (guest != guests_.end() && !guest->second.leaving) dismiss(guest->second, CloseCode::ended, "ended");
  }
}

void Hall::close_if_done(LiveBatch& batch, base::Instant now) {
  if (batch.closing || batch.open > 0) return;
  // All have ended: no deadline of a person is later than the window's.
  if (exam::phase_at(batch.state.batch, base::Instant{}, now).phase != exam::Phase::closed) return;
  batch.closing = true;
  spdlog::info("batch closed batch={} candidates={}", batch.state.batch.code, batch.seats.size());
  record(batch, exam::BatchClosed{}, now,
         [this, &batch](const journal::Committed&) { settings_.on_closed(closed_batch(batch)); });
}

ClosedBatch Hall::closed_batch(const LiveBatch& batch) const {
  ClosedBatch out{batch.state.batch, {}};
  for (const auto& seat : batch.seats) {
    ClosedBatch::Candidate c{
        seat->enrolled.attempt, seat->enrolled.person.ticket, seat->state.attempt.status, {}};
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

std::vector<std::int64_t> Hall::graded() const {
  std::vector<std::int64_t> out;
  for (const auto& [id, batch] : batches_) {
    if (!batch->state.graded.empty()) out.push_back(id);
  }
  return out;
}

void Hall::note_graded(std::int64_t id, exam::Graded graded, std::function<void(std::string_view)> done) {
  LiveBatch* const batch = batch_of(id);
  if (batch == nullptr) return done("no_such_batch");
  const auto& known = batch->state.graded;
  const bool noted =
      std::any_of(known.begin(), known.end(), [&](const auto& g) { return g.version == graded.version; });
  if (noted) return waiting_.after_all([done = std::move(done)] { done(""); });
  if (!known.empty() && batch->state.batch.finalised_at) return done("already_finalised");
  if (!known.empty() && batch->state.approved_scores != graded.results) return done("not_approved");
  record(*batch, std::move(graded), clock_.now(),
         [done = std::move(done)](const journal::Committed&) { done(""); });
}

}  // namespace examhall::hall
