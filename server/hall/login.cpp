// Who comes in: identification, the rules of the door, take-over, the welcome.
#include <algorithm>

#include "base/secret.hpp"
#include "hall/hall.hpp"

namespace examhall::hall {
namespace {

protocol::BatchCard card_of(const exam::Batch& b) {
  const auto unless_zero = [](base::Span s) { return s == base::Span{0} ? std::nullopt : std::optional{s}; };
  return {b.code,
          b.title,
          b.level,
          b.zone,
          b.window.start,
          b.window.end,
          unless_zero(b.rules.hand_in_after),
          unless_zero(b.rules.no_hand_in_last),
          b.rules.late_entry_after,
          b.rules.attempt_time,
          b.rules.navigation == exam::Navigation::forward_only};
}

}  // namespace

Seat* Hall::identify(const protocol::Login& m) {
  const auto found = by_ticket_.find(m.ticket);
  Seat* const seat = found == by_ticket_.end() ? nullptr : found->second;
  // The same work and the same answer whether the ticket is known or not.
  const base::Digest typed = base::access_code_digest(m.ticket, m.code);
  const base::Digest stored =
      seat != nullptr ? seat->enrolled.access_code.value_or(base::Digest{}) : base::Digest{};
  const bool equal = base::equal_secrets(typed, stored);
  return equal && seat != nullptr && seat->enrolled.access_code ? seat : nullptr;
}

void Hall::handle(Guest& guest, const protocol::Login& m, base::Instant at) {
  const protocol::About about{"login", std::nullopt};
  if (guest.seat != nullptr) return say_error(guest.link, "already_logged_in", about);
  Seat* const seat = identify(m);
  if (seat == nullptr) {
    say_error(guest.link, "login_refused", about);
    settings_.on_login_refused(guest.link->remote_address());
    if (++guest.failed_logins >= settings_.failed_logins_allowed) {
      dismiss(guest, CloseCode::policy, "login_refused");
    }
    return;
  }
  if (must_wait(*seat)) return hold(guest, *seat, m);
  take_in(guest, *seat, m, at);
}

void Hall::take_in(Guest& guest, Seat& seat, const protocol::Login& m, base::Instant at) {
  // Read before the start, handled after it: begins like everyone else.
  const exam::FoldedBatch& batch = seat.batch->state;
  if (batch.started) at = std::max({at, batch.batch.window.start, batch.batch.opened_at.value_or(at)});
  const exam::TakeSeat command{m.machine, guest.link->remote_address(), m.next_try.value_or(false),
                               m.have_paper.has_value()};
  const exam::Decision decision = exam::decide(batch.batch, seat.state.attempt, command, at);
  if (decision.refusal) {
    if (is_single(seat, exam::kEntryRefused, exam::to_text(decision.refusal->id)))
      record_all(seat, decision.events, at, {});
    return refuse_entry(guest, seat, *decision.refusal);
  }
  enter(guest, seat, m, decision, at);
}

void Hall::refuse_entry(Guest& guest, Seat& seat, const exam::Refusal& why) {
  refuse(guest, {"login", std::nullopt}, why);
  // Whoever lost the connection at the end still gets the receipt.
  waiting_.after_all([this, &seat, link = std::weak_ptr<Link>{guest.link}] {
    const auto alive = link.lock();
    const auto found = guests_.find(alive.get());
    if (found == guests_.end() || found->second.seat != nullptr) return;
    const auto& ending = seat.state.ending;
    if (!ending || ending->seq == 0 || ending->status == exam::Status::absent) return;
    say(alive, ended_message(seat));
    dismiss(found->second, CloseCode::ended, "ended");
  });
}

void Hall::enter(Guest& guest, Seat& seat, const protocol::Login& m, const exam::Decision& decision,
                 base::Instant at) {
  auto arrival = std::make_shared<Arrival>();
  arrival->link = guest.link;
  arrival->before = seat.link;
  arrival->machine = m.machine;
  arrival->paper_known = m.have_paper == seat.batch->state.batch.paper;
  guest.seat = &seat;
  guest.link->identified();
  seat.link = guest.link;
  seat.admitted = seat.hears_notices = false;
  seat.order.clear();
  seat.sent_items = 0;
  record_all(seat, decision.events, at,
             [this, &seat, arrival](const journal::Committed&) { admit(seat, *arrival); });
  guest.fence = seat.state.attempt.fence;
  note_seating(seat);
  renew_image_token(seat);
  schedule(seat, at);
  arrival->welcome = welcome(seat, at);
  arrival->pause_reason = seat.state.attempt.pause_reason;
  if (const auto moved = exam::unshown_end(seat.batch->state.batch, seat.state.attempt)) {
    arrival->unshown = deadline_message(seat, moved->reason, moved->by, moved->text, at);
  }
  if (!storage_ok_) say(guest.link, protocol::Storage{false});  // the welcome will be a while
}

void Hall::renew_image_token(Seat& seat) {
  drop_image_token(seat);
  seat.image_token = base::to_hex(base::random_bytes(16));
  by_image_token_[base::to_hex(base::sha256(seat.image_token))] = &seat;
}

void Hall::drop_image_token(Seat& seat) {
  if (!seat.image_token.empty()) by_image_token_.erase(base::to_hex(base::sha256(seat.image_token)));
  seat.image_token.clear();
}

// The seat is on disk: now the old connection hears of it, and the new one is let in.
void Hall::admit(Seat& seat, const Arrival& arrival) {
  dismiss_predecessor(arrival);
  const auto link = arrival.link.lock();
  if (!link || seat.link != link) return;
  ++counters_.logins;
  seat.admitted = true;
  const Together few_writes{link};
  protocol::Welcome message = arrival.welcome;
  message.server_time = clock_.now();
  say(link, message);
  if (!storage_ok_) say(link, protocol::Storage{false});
  if (message.status == "paused") say(link, protocol::PausedNow{arrival.pause_reason});
  if (message.status == "sitting") send_paper(seat, arrival);
  if (message.status == "sitting" && arrival.unshown) say(link, *arrival.unshown);
}

void Hall::dismiss_predecessor(const Arrival& arrival) {
  const auto old = arrival.before.lock();
  const auto other = guests_.find(old.get());
  if (other == guests_.end() || other->second.leaving) return;
  ++counters_.takeovers;
  say(old, protocol::TakenOver{arrival.machine});
  dismiss(other->second, CloseCode::taken_over, "taken_over");
}

void Hall::send_paper(Seat& seat, const Arrival& arrival) {
  say(seat, protocol::Start{clock_.now(), *arrival.welcome.deadline});
  send_outline(seat);
  if (!arrival.paper_known) return send_items(seat, UINT32_MAX);
  seat.sent_items = static_cast<std::uint32_t>(seat.order.size());
  seat.order = {};
  say(seat, protocol::PaperEnd{0});
}

protocol::Welcome Hall::welcome(const Seat& seat, base::Instant now) const {
  const exam::Attempt& a = seat.state.attempt;
  protocol::Welcome w;
  w.person = seat.enrolled.person;
  w.batch = card_of(seat.batch->state.batch);
  w.status = std::string{to_text(a.status)};
  w.round = static_cast<std::uint32_t>(a.round);
  w.fence = a.fence;
  w.next_no = a.last_no + 1;
  w.server_time = now;
  if (a.begun_at) w.deadline = exam::deadline(seat.batch->state.batch, a, now);
  w.image_token = seat.image_token;
  w.public_key = base::to_base64(key_.public_key());
  return w;
}

void Hall::handle(Guest& guest, const protocol::Leave&, base::Instant at) {
  leave_seat(guest, at);
  dismiss(guest, CloseCode::normal, "left");
}

}  // namespace examhall::hall
