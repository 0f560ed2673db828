#include "evidence/expected.hpp"

#include <algorithm>

#include "exam/event_json.hpp"

namespace examhall::evidence {
namespace {

using exam::Command;

struct CommandOf {
  const exam::Attempt& attempt;

  std::optional<Command> operator()(const exam::Registered&) const { return std::nullopt; }
  Command operator()(const exam::Seated& e) const { return exam::TakeSeat{e.machine, e.address}; }
  Command operator()(const exam::SeatLost& e) const { return exam::LoseSeat{e.fence}; }
  Command operator()(const exam::Retaken&) const { return exam::TakeSeat{.next_try = true}; }
  Command operator()(const exam::Begun&) const { return exam::Begin{}; }
  Command operator()(const exam::Answered& e) const {
    return exam::GiveAnswer{e.fence, e.item, e.no, e.response, e.client_at};
  }
  Command operator()(const exam::AnswerRefused& e) const {
    return exam::GiveAnswer{e.fence, e.item, e.no, e.response, e.client_at};
  }
  Command operator()(const exam::EntryRefused& e) const {
    // Who has ended is told that the batch is over only when asking for another try.
    return exam::TakeSeat{e.machine, e.address, e.reason == exam::RefusalId::batch_over,
                          e.reason == exam::RefusalId::seat_taken_over};
  }
  Command operator()(const exam::Visited& e) const { return exam::Visit{attempt.fence, e.item}; }
  Command operator()(const exam::Reported& e) const { return exam::Report{e.fence, e.kind, e.detail}; }
  Command operator()(const exam::HandedIn& e) const { return exam::HandIn{attempt.fence, e.unanswered}; }
  Command operator()(const exam::Collected&) const { return exam::Collect{}; }
  Command operator()(const exam::MarkedAbsent&) const { return exam::MarkAbsent{}; }
  Command operator()(const exam::Paused& e) const { return exam::Pause{e.by, e.reason}; }
  Command operator()(const exam::Resumed& e) const { return exam::Resume{e.by, e.reason}; }
  Command operator()(const exam::Extended& e) const { return exam::Extend{e.time, e.scope, e.by, e.reason}; }
  Command operator()(const exam::Compensated& e) const { return exam::Compensate{e.time, e.cause, e.away}; }
  Command operator()(const exam::Terminated& e) const { return exam::Terminate{e.by, e.reason}; }
  Command operator()(const exam::Reinstated& e) const { return exam::Reinstate{e.by, e.reason}; }
  Command operator()(const exam::Notified& e) const { return exam::Notify{e.text, e.scope, e.request, e.by}; }
  Command operator()(const exam::NoticeDelivered& e) const {
    return exam::ConfirmNotice{e.fence, e.notice, false};
  }
  Command operator()(const exam::NoticeRead& e) const { return exam::ConfirmNotice{e.fence, e.notice, true}; }
  Command operator()(const exam::ProctorCalled& e) const {
    return exam::CallProctor{e.fence, e.no, true, e.text};
  }
  Command operator()(const exam::CallWithdrawn& e) const {
    return exam::CallProctor{e.fence, e.no, false, ""};
  }
  Command operator()(const exam::CallAnswered& e) const { return exam::AnswerCall{e.by, e.reason}; }
  Command operator()(const exam::Warned& e) const {
    return exam::Notify{e.text, "person", e.request, e.by, true};
  }
  Command operator()(const exam::Moved& e) const {
    return exam::Move{e.from_room, e.from_seat, e.room, e.seat, e.by, e.reason};
  }
  Command operator()(const exam::Admitted& e) const { return exam::Admit{e.by, e.reason}; }
  Command operator()(const exam::EndShown& e) const { return exam::ConfirmEnd{e.fence, e.ends_at}; }
  std::optional<Command> operator()(const exam::PersonIncident&) const { return std::nullopt; }
  std::optional<Command> operator()(const exam::Counted&) const { return std::nullopt; }
};

bool same(const exam::Event& decided, const exam::Attempt& attempt, const exam::Event& happened) {
  if (decided.index() != happened.index()) return false;
  if (std::holds_alternative<exam::Answered>(happened)) return true;  // the command was made of it
  if (const auto* seated = std::get_if<exam::Seated>(&happened); seated != nullptr && attempt.round > 1) {
    // Decided together with the new try, before that made the old connection forgotten.
    exam::Seated expected = std::get<exam::Seated>(decided);
    expected.takeover = seated->takeover;
    return exam::write(exam::Event{expected}).body == exam::write(happened).body;
  }
  return exam::write(decided).body == exam::write(happened).body;
}

}  // namespace

std::optional<Command> command_for(const exam::Attempt& attempt, const exam::Event& happened) {
  return std::visit([&](const auto& e) -> std::optional<Command> { return CommandOf{attempt}(e); }, happened);
}

bool holds(const exam::Decision& decision, const exam::Attempt& attempt, const exam::Event& happened) {
  return std::any_of(decision.events.begin(), decision.events.end(),
                     [&](const exam::Event& decided) { return same(decided, attempt, happened); });
}

bool grants(const exam::Event& happened) {
  return std::holds_alternative<exam::Extended>(happened) ||
         std::holds_alternative<exam::Compensated>(happened) ||
         std::holds_alternative<exam::Paused>(happened) || std::holds_alternative<exam::Resumed>(happened) ||
         std::holds_alternative<exam::Reinstated>(happened) || std::holds_alternative<exam::Moved>(happened) ||
         std::holds_alternative<exam::Admitted>(happened) ||
         std::holds_alternative<exam::Retaken>(happened);
}

}  // namespace examhall::evidence
