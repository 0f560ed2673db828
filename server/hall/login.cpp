// Who comes in: identification, the rules of the door, take-over, the welcome.
#include <fmt/format.h>

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
  const base::Digest stored = seat != nullptr ? seat->enrolled.access_code.value_or(base::Digest{}) : base::Digest{};
  const bool equal = base::equal_secrets(typed, stored);
  return equal && seat != nullptr && seat->enrolled.access_code ? seat : nullptr;
}

void Hall::handle(Guest& guest, const protocol::Login& m, base::Instant at) {
  const protocol::About about{"login", std::nullopt};
  if (guest.seat != nullptr) return say_error(guest.link, "already_logged_in", about);
  Seat* const seat = identify(m);
  if (seat == nullptr) {
    say_error(guest.link, "login_refused", about);
    if (++guest.failed_logins >= settings_.failed_logins_allowed) {
      dismiss(guest, CloseCode::policy, "login_refused");
    }
    return;
  }
  const exam::TakeSeat command{m.machine, guest.link->remote_address()};
  const exam::Decision decision = exam::decide(seat->batch->state.batch, seat->state.attempt, command, at);
  if (decision.refusal) {
    record_all(*seat, decision.events, at, {});
    return refuse_entry(guest, *seat, *decision.refusal);
  }
  enter(guest, *seat, m, decision, at);
}

void Hall::refuse_entry(Guest& guest, Seat& seat, const exam::Refusal& why) {
  say_error(guest.link, to_text(why.id), protocol::About{"login", std::nullopt}, why.when);
  // Whoever lost the connection at the end still gets the receipt.
  if (why.id == exam::RefusalId::attempt_ended && seat.state.ending && seat.state.ending->seq != 0) {
    say(guest.link, ended_message(seat));
    dismiss(guest, CloseCode::ended, "ended");
  }
}

void Hall::enter(Guest& guest, Seat& seat, const protocol::Login& m, const exam::Decision& decision, base::Instant at) {
  auto arrival = std::make_shared<Arrival>();
  arrival->link = guest.link;
  arrival->before = seat.link;
  arrival->machine = m.machine;
  arrival->paper_known = m.have_paper == seat.batch->paper->hash;
  guest.seat = &seat;
  seat.link = guest.link;
  seat.sent_items = 0;
  record_all(seat, decision.events, at, [this, &seat, arrival](const journal::Committed&) { admit(seat, *arrival); });
  guest.fence = seat.state.attempt.fence;
  renew_image_token(seat);
  schedule(seat, at);
  arrival->welcome = welcome(seat, at);
}

void Hall::renew_image_token(Seat& seat) {
  if (!seat.image_token.empty()) by_image_token_.erase(base::to_hex(base::sha256(seat.image_token)));
  seat.image_token = base::to_hex(base::random_bytes(16));
  by_image_token_[base::to_hex(base::sha256(seat.image_token))] = &seat;
}

// The seat is on disk: now the old connection hears of it, and the new one is let in.
void Hall::admit(Seat& seat, const Arrival& arrival) {
  if (const auto old = arrival.before.lock()) {
    if (const auto other = guests_.find(old.get()); other != guests_.end()) {
      ++counters_.takeovers;
      say(old, protocol::TakenOver{arrival.machine});
      dismiss(other->second, CloseCode::taken_over, "taken_over");
    }
  }
  const auto link = arrival.link.lock();
  if (!link || seat.link != link) return;
  ++counters_.logins;
  protocol::Welcome message = arrival.welcome;
  message.server_time = clock_.now();
  say(link, message);
  if (!storage_ok_) say(link, protocol::Storage{false});
  if (message.status == "paused") say(link, protocol::PausedNow{});
  if (message.status == "sitting") {
    say(link, protocol::Start{clock_.now(), *message.deadline});
    send_outline(seat);
    if (arrival.paper_known) {
      seat.sent_items = static_cast<std::uint32_t>(seat.batch->paper->items.size());
      say(link, protocol::PaperEnd{0});
    } else {
      send_items(seat, UINT32_MAX);
    }
  }
}

protocol::Welcome Hall::welcome(const Seat& seat, base::Instant now) const {
  const exam::Attempt& a = seat.state.attempt;
  protocol::Welcome w;
  w.person = seat.enrolled.person;
  w.batch = card_of(seat.batch->state.batch);
  w.status = std::string{to_text(a.status)};
  w.fence = a.fence;
  w.next_no = a.last_no + 1;
  w.server_time = now;
  if (a.begun_at) w.deadline = exam::deadline(seat.batch->state.batch, a, now);
  w.image_token = seat.image_token;
  w.public_key = base::to_base64(key_.public_key());
  return w;
}

void Hall::handle(Guest& guest, const protocol::Leave&, base::Instant at) {
  if (guest.seat != nullptr && guest.seat->link == guest.link) {
    Seat& seat = *guest.seat;
    seat.link.reset();
    record_all(seat, exam::decide(seat.batch->state.batch, seat.state.attempt, exam::LoseSeat{guest.fence}, at).events,
               at, {});
  }
  dismiss(guest, CloseCode::normal, "left");
}

}  // namespace examhall::hall
