// What candidates send while they sit.
#include "hall/hall.hpp"

namespace examhall::hall {
namespace {
protocol::About about_answer(const protocol::Answer& m) { return {"answer", m.no}; }
}  // namespace

// Looked at only by the one who sits: to anyone else an answer's fit would tell something of the paper.
bool Hall::fits(const Guest& guest, const protocol::Answer& m) const {
  const exam::Attempt& a = guest.seat->state.attempt;
  if (a.status != exam::Status::sitting || guest.fence != a.fence || m.item >= a.answers.size()) return true;
  return guest.seat->batch->paper->accepts(m.item, m.response);
}

void Hall::handle(Guest& guest, const protocol::Answer& m, base::Instant at) {
  if (guest.seat == nullptr) return say_error(guest.link, "not_logged_in", about_answer(m));
  if (overloaded(guest, about_answer(m))) return;
  if (m.no == 0) {
    return say_error(guest.link, "bad_message", about_answer(m), std::nullopt,
                     "no: answers are numbered from 1");
  }
  std::string response = base::canonical(m.response);
  if (response.size() > protocol::kMaxResponse || !fits(guest, m)) {
    return say_error(guest.link, "bad_response", about_answer(m));
  }
  Seat& seat = *guest.seat;
  const exam::GiveAnswer command{guest.fence, m.item, m.no, std::move(response), m.at};
  const exam::Decision decision = exam::decide(seat.batch->state.batch, seat.state.attempt, command, at);
  if (decision.refusal) {
    record_all(seat, decision.events, at, {});
    return refuse(guest, about_answer(m), *decision.refusal);
  }
  if (decision.events.empty()) {
    return repeat_ack(seat, guest.link, {m.no, m.item, seat.state.attempt.answers[m.item].seq, at, ""});
  }
  acknowledge(guest, m, decision.events.front(), at);
}

void Hall::acknowledge(const Guest& guest, const protocol::Answer& m, const exam::Event& event,
                       base::Instant at) {
  Seat& seat = *guest.seat;
  const std::weak_ptr<Link> link = guest.link;
  seat.unsaved.push_back(at);
  seat.batch->unsaved.push_back(at);
  record(seat, event, at, [this, &seat, link, no = m.no, item = m.item, at](const journal::Committed& c) {
    // They come to the disk in the order in which they were recorded.
    seat.unsaved.erase(seat.unsaved.begin());
    seat.batch->unsaved.pop_front();
    exam::Given& given = seat.state.attempt.answers[item];
    if (given.no == no) given.seq = c.seq;  // numbers are never used again, not even in a further try
    ++counters_.acks;
    say(link.lock(), protocol::Ack{no, item, c.seq, at, base::to_hex(c.link)});
  });
}

// Stored before; but perhaps not yet on disk, so this ack too waits its turn.
void Hall::repeat_ack(const Seat& seat, std::weak_ptr<Link> link, protocol::Ack ack) {
  waiting_.after_all([this, &seat, link = std::move(link), ack]() mutable {
    const exam::Given& given = seat.state.attempt.answers[ack.item];
    if (ack.seq == 0) ack.seq = given.seq;
    // A newer answer to the item came in between and is on its way itself: the ack names that one's place.
    if (ack.seq == 0 && waiting_.size() > 0) return repeat_ack(seat, std::move(link), ack);
    ++counters_.repeated_acks;
    say(link.lock(), ack);
  });
}

void Hall::handle(Guest& guest, const protocol::Visit& m, base::Instant at) {
  const protocol::About about{"visit", std::nullopt};
  if (guest.seat == nullptr) return say_error(guest.link, "not_logged_in", about);
  if (overloaded(guest, about)) return;
  Seat& seat = *guest.seat;
  const auto decision =
      exam::decide(seat.batch->state.batch, seat.state.attempt, exam::Visit{guest.fence, m.item}, at);
  record_all(seat, decision.events, at, {});
  if (decision.refusal) refuse(guest, about, *decision.refusal);
}

void Hall::handle(Guest& guest, const protocol::Report& m, base::Instant at) {
  const protocol::About about{"report", std::nullopt};
  if (guest.seat == nullptr) return say_error(guest.link, "not_logged_in", about);
  if (overloaded(guest, about)) return;
  Seat& seat = *guest.seat;
  const auto decision = exam::decide(seat.batch->state.batch, seat.state.attempt,
                                     exam::Report{guest.fence, m.kind, m.detail}, at);
  if (decision.refusal) return refuse(guest, about, *decision.refusal);
  if (is_single(seat, exam::kReported, m.kind)) record_all(seat, decision.events, at, {});
}

void Hall::handle(Guest& guest, const protocol::DeadlineShown& m, base::Instant at) {
  const protocol::About about{"deadline_shown", std::nullopt};
  if (guest.seat == nullptr) return say_error(guest.link, "not_logged_in", about);
  if (overloaded(guest, about)) return;
  Seat& seat = *guest.seat;
  const auto decision =
      exam::decide(seat.batch->state.batch, seat.state.attempt, exam::ConfirmEnd{guest.fence, m.ends_at}, at);
  record_all(seat, decision.events, at, {});
  if (decision.refusal) refuse(guest, about, *decision.refusal);
}

}  // namespace examhall::hall
