// Giving answers, keeping them on disk, sending them in order, handing in.
#include "base/digest.hpp"
#include "client/core/sitting.hpp"

namespace examhall::client {

// A local disk that fails must not stop an exam: the answer still goes to the server.
void Sitting::guarded(const std::function<void()>& keeping) {
  try {
    keeping();
  } catch (const std::exception& e) {
    parts_.observer.local_problem(
        {"journal_failed",
         {},
         {std::string{"本机无法保存作答记录（"} + e.what() + "），作答仍会直接提交服务器",
          std::string{"Answers cannot be kept on this machine ("} + e.what() +
              "); they still go to the server"},
         base::Severity::warning});
  }
}

void Sitting::typing(std::uint32_t item) {
  if (item >= state_.answers().size()) return;
  state_.answers().typing(item);
  parts_.observer.answer_changed(item);
}

bool Sitting::answer(std::uint32_t item, Json response) {
  const bool open = state_.phase() == Phase::sitting && line_state_ != LineState::stopped;
  if (!open || item >= state_.answers().size() || base::canonical(response).size() > protocol::kMaxResponse) {
    return false;
  }
  const Instant now = parts_.clock.now();
  const KeptAnswer kept = state_.answers().give(item, std::move(response), state_.clock().server_time(now));
  guarded([&] { parts_.keeper.keep(kept); });
  flush(now);
  parts_.observer.answer_changed(item);
  wake();
  return true;
}

// The two tries of a candidate who may sit a mock twice differ in their order, where the batch shuffles.
void Sitting::open_keeper() {
  if (keeper_open_) return;
  keeper_open_ = true;
  const protocol::Outline& outline = *state_.outline();
  const Json order{{"order", outline.order}, {"options", outline.options}, {"paper", outline.paper}};
  guarded([&] {
    Recalled recalled = parts_.keeper.open({state_.welcome()->batch.code, state_.welcome()->person.ticket,
                                            base::to_hex(base::sha256(base::canonical(order)))});
    for (const base::Problem& p : recalled.problems) parts_.observer.local_problem(p);
    state_.answers().recall(std::move(recalled.answers), recalled.settled_up_to);
    for (const std::uint32_t item : recalled.flagged) {
      if (item < state_.answers().size()) state_.answers().flag(item, true);
    }
  });
}

void Sitting::reconcile() {
  if (reconciled_ || !state_.outline()) return;
  open_keeper();
  std::vector<HeldAnswer> held;
  for (const protocol::Held& h : state_.outline()->answers) held.push_back({h.item, h.no, h.response});
  const AnswerBook::Reconciled result = state_.answers().reconcile(next_no_, held);
  reconciled_ = true;
  guarded([&] {
    for (const KeptAnswer& a : result.renumbered) parts_.keeper.keep(a);
    for (const KeptAnswer& a : result.known) parts_.keeper.settle(a.item, a.no);
    for (const KeptAnswer& a : result.superseded) parts_.keeper.settle(a.item, a.no);
    parts_.keeper.reached(next_no_ - 1);
  });
  for (const KeptAnswer& a : result.known) parts_.observer.found_stored(a);
  for (const KeptAnswer& a : result.superseded) parts_.observer.superseded(a);
  for (std::uint32_t i = 0; i < state_.answers().size(); ++i) {
    if (state_.answers().at(i).state != AnswerState::none) parts_.observer.answer_changed(i);
  }
}

// What the server never confirmed stays on this machine as evidence.
void Sitting::forget_if_done() {
  if (receipt_valid_ && !state_.answers().waiting()) guarded([&] { parts_.keeper.forget(); });
}

void Sitting::flush(Instant now) {
  if (!reconciled_ || line_state_ != LineState::online || state_.phase() != Phase::sitting) return;
  while (const KeptAnswer* next = state_.answers().next_to_send(now, tuning_.window)) {
    const KeptAnswer answer = *next;
    if (!say(protocol::Answer{answer.no, answer.item, answer.response, answer.at})) {
      return lose_line(
          {"lost", {"连接拥塞，正在重新连接", "The line is clogged; connecting again"}, "queue full"});
    }
    state_.answers().sent(answer.no);
    parts_.observer.answer_changed(answer.item);
  }
}

void Sitting::hand_in() {
  if (state_.phase() == Phase::ended || line_state_ == LineState::stopped) return;
  hand_in_wanted_ = true;
  hand_in_not_before_ = {};
  try_hand_in(parts_.clock.now());
  wake();
}

void Sitting::try_hand_in(Instant now) {
  if (!hand_in_wanted_ || hand_in_sent_ || !reconciled_ || now < hand_in_not_before_) return;
  if (line_state_ != LineState::online || state_.answers().waiting()) return;
  hand_in_not_before_ = {};
  const std::size_t items = state_.answers().size();
  hand_in_sent_ = say(protocol::HandIn{static_cast<std::uint32_t>(items - state_.answers().answered())});
}

void Sitting::visit(std::uint32_t item) {
  // Where candidates may go back and forth the server asks for nothing.
  const bool matters = state_.welcome() && state_.welcome()->batch.forward_only;
  if (matters && line_state_ == LineState::online) say(protocol::Visit{item});
}

void Sitting::flag(std::uint32_t item, bool on) {
  if (item >= state_.answers().size() || state_.answers().at(item).flagged == on) return;
  state_.answers().flag(item, on);
  if (state_.phase() != Phase::ended) guarded([&] { parts_.keeper.flag(item, on); });
  parts_.observer.answer_changed(item);
}

void Sitting::want_image(const std::string& hash) {
  images_.want(hash);
  wake();
}

void Sitting::report(std::string kind, std::string detail) {
  if (line_state_ == LineState::online) say(protocol::Report{std::move(kind), std::move(detail)});
}

}  // namespace examhall::client
