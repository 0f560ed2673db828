// The rules for a batch as a whole, run again.
#include <algorithm>

#include "evidence/event_row.hpp"
#include "evidence/replay.hpp"
#include "exam/opening.hpp"

namespace examhall::evidence {
namespace {
constexpr std::size_t kMaxLooksAtAll = 1000;
}

void Replay::apply_to_batch(const journal::Event& event) {
  const auto happened = exam::read_batch_event(event.kind, event.body);
  if (!happened) return unreadable(event);
  if (!allowed(*happened, event)) {
    const base::Text what = describe(event);
    check_.fail("against_rules", {what.zh + "不符合规则", what.en + " is not what the rules allow"});
    return;
  }
  scheduled_ = true;
  exam::fold_into(batch_, *happened, event.at);
}

// Those that look at everybody's deadline need everybody's events. They are rare: a file full of them is
// hostile.
bool Replay::allowed(const exam::BatchEvent& happened, const journal::Event& event) {
  if (const auto* e = std::get_if<exam::BatchScheduled>(&happened)) return !scheduled_ && e->batch.id == id_;
  if (!scheduled_) return false;
  if (std::holds_alternative<exam::BatchStarted>(happened)) {
    return !batch_.started && event.at >= batch_.batch.window.start && !exam::is_shut(batch_.batch);
  }
  if (const auto* e = std::get_if<exam::PaperReleased>(&happened)) {
    return exam::refusal_of(batch_.batch, *e) == exam::ReleaseRefusal::none;
  }
  if (const auto* e = std::get_if<exam::PaperOpened>(&happened)) return exam::may_happen(batch_, *e, event.at);
  if (const auto* e = std::get_if<exam::OutageNoted>(&happened)) {
    return e->lost <= exam::kLongestSpan && e->from <= e->to;
  }
  if (const auto* e = std::get_if<exam::Graded>(&happened)) {
    // A version may be passed over: a server that died between storing and recording one grades again.
    if (batch_.graded.empty()) return batch_.closed && e->version > 0;
    return e->version > batch_.graded.back().version && !batch_.batch.finalised_at &&
           batch_.approved_scores == e->results;
  }
  if (std::holds_alternative<exam::Finalised>(happened)) return batch_.closed;
  if (std::holds_alternative<exam::Noted>(happened)) return true;
  if (const auto* e = std::get_if<exam::Acted>(&happened)) return !batch_.acted.contains(e->request);
  if (const auto* e = std::get_if<exam::BatchIncident>(&happened)) return in_its_turn(*e);
  if (const auto* e = std::get_if<exam::Proposed>(&happened)) {
    return exam::find_proposal(batch_, e->request) == nullptr;
  }
  if (const auto* e = std::get_if<exam::Decided>(&happened)) {
    return exam::why_not_decide(exam::find_proposal(batch_, e->request), e->by).empty();
  }
  if (scope_ == Scope::candidate) return allowed_alone(happened);
  return ++looks_at_all_ <= kMaxLooksAtAll && allowed_among_all(happened, event.at);
}

// Numbered in the order of the batch, whomever they are about.
bool Replay::in_its_turn(const exam::IncidentNote& note) const {
  const auto& before = batch_.incidents;
  return scope_ == Scope::candidate || note.no == (before.empty() ? 1 : before.back().what.no + 1);
}

bool Replay::allowed_alone(const exam::BatchEvent& happened) const {
  const auto* extended = std::get_if<exam::BatchExtended>(&happened);
  if (extended != nullptr) return extended->time > exam::Span{0} && extended->time <= exam::kLongestSpan;
  return !std::holds_alternative<exam::BatchClosed>(happened) || !batch_.closed;
}

bool Replay::allowed_among_all(const exam::BatchEvent& happened, exam::Instant at) const {
  const exam::Instant latest = latest_deadline(at);
  if (const auto* e = std::get_if<exam::BatchRescheduled>(&happened)) {
    const exam::Reschedule command{e->window, e->by, e->reason};
    return exam::decide(batch_.batch, latest, command, at).refusal == exam::ScheduleRefusal::none;
  }
  if (const auto* e = std::get_if<exam::BatchExtended>(&happened)) {
    const exam::ExtendBatch command{e->time, e->by, e->reason};
    return exam::decide(batch_.batch, latest, command, at).refusal == exam::ScheduleRefusal::none;
  }
  return !batch_.closed && exam::phase_at(batch_.batch, latest, at).phase == exam::Phase::closed &&
         everybody_ended();
}

exam::Instant Replay::latest_deadline(exam::Instant now) const {
  exam::Instant latest{};
  for (const auto& [id, folded] : attempts_) {
    const exam::Attempt& a = folded.attempt;
    if (a.status != exam::Status::sitting && a.status != exam::Status::paused) continue;
    latest = std::max(latest, exam::deadline(batch_.batch, a, now));
  }
  return latest;
}

bool Replay::everybody_ended() const {
  return std::all_of(attempts_.begin(), attempts_.end(),
                     [](const auto& a) { return exam::has_ended(a.second.attempt.status); });
}

}  // namespace examhall::evidence
