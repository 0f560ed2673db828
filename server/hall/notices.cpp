// Words between staff and candidates: notices out, "it is here" and "it was read" back, calls for a proctor.
// Only clients that asked hear of them (docs/protocol.md, "What may change").
#include <utility>

#include "hall/hall.hpp"

namespace examhall::hall {
namespace {

std::string to_whom(const std::string& scope) {
  if (scope == "person") return "you";
  return scope == "room" ? "room" : "all";
}

/// The wire has one kind of notice; whoever reads this one must see what it is.
constexpr std::string_view kWarning = "【警告 · Warning】";
static_assert(kWarning.size() + exam::kLongestWarning <= exam::kLongestNotice);

protocol::Notice message_of(const exam::Notice& n) {
  return {n.id, n.warning ? std::string{kWarning} + n.text : n.text, n.at, to_whom(n.scope), n.read};
}

// As the wire names it.
std::string state_of(exam::Calling state) {
  return state == exam::Calling::open ? "recorded" : std::string{to_text(state)};
}

protocol::CallNow message_of(const exam::ProctorCall& call) {
  protocol::CallNow out{call.no, state_of(call.state)};
  if (call.state != exam::Calling::none) out.at = call.at;
  if (call.state == exam::Calling::answered) out.text = call.text;
  return out;
}

}  // namespace

// What is told is fixed now: by the time of the commit, more may have been decided that is not on disk.
void Hall::tell_after_commit(Seat& seat, std::vector<protocol::ServerMessage> messages) {
  waiting_.after_all([this, &seat, link = std::weak_ptr<Link>{seat.link}, messages = std::move(messages)] {
    const auto alive = link.lock();
    if (!alive || seat.link != alive || !seat.hears_notices) return;
    for (const protocol::ServerMessage& m : messages) say(seat, m);
  });
}

void Hall::tell_notice(Seat& seat) {
  if (seat.hears_notices) tell_after_commit(seat, {message_of(seat.state.attempt.notices.back())});
}

void Hall::tell_call(Seat& seat) {
  if (seat.hears_notices) tell_after_commit(seat, {message_of(seat.state.attempt.call)});
}

void Hall::handle(Guest& guest, const protocol::Notices&, base::Instant) {
  const protocol::About about{"notices", std::nullopt};
  if (guest.seat == nullptr) return say_error(guest.link, "not_logged_in", about);
  if (overloaded(guest, about)) return;
  Seat& seat = *guest.seat;
  if (guest.fence != seat.state.attempt.fence) {
    return refuse(guest, about, {exam::RefusalId::seat_taken_over});
  }
  // Asked again on the same connection, the answer is shorter: who asks all the time gets little for it.
  const bool again = std::exchange(seat.hears_notices, true);
  std::vector<protocol::ServerMessage> all;
  for (const exam::Notice& n : seat.state.attempt.notices) {
    if (!again || !n.read) all.emplace_back(message_of(n));
  }
  all.emplace_back(message_of(seat.state.attempt.call));
  tell_after_commit(seat, std::move(all));
}

void Hall::handle(Guest& guest, const protocol::Noticed& m, base::Instant at) {
  const protocol::About about{"noticed", std::nullopt};
  if (guest.seat == nullptr) return say_error(guest.link, "not_logged_in", about);
  if (overloaded(guest, about)) return;
  Seat& seat = *guest.seat;
  const auto decision = exam::decide(seat.batch->state.batch, seat.state.attempt,
                                     exam::ConfirmNotice{guest.fence, m.id, m.read}, at);
  record_all(seat, decision.events, at, {});
  if (decision.refusal) return refuse(guest, about, *decision.refusal);
  tell_after_commit(seat, {protocol::NoticeKept{m.id, m.read}});
}

void Hall::handle(Guest& guest, const protocol::Call& m, base::Instant at) {
  const protocol::About about{"call", std::nullopt};
  if (guest.seat == nullptr) return say_error(guest.link, "not_logged_in", about);
  if (overloaded(guest, about)) return;
  Seat& seat = *guest.seat;
  const exam::CallProctor command{guest.fence, m.no, m.wanted, m.text.value_or("")};
  const auto decision = exam::decide(seat.batch->state.batch, seat.state.attempt, command, at);
  record_all(seat, decision.events, at, {});
  if (decision.refusal) return refuse(guest, about, *decision.refusal);
  tell_call(seat);
}

}  // namespace examhall::hall
