#include "evidence/replay.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "evidence/event_row.hpp"
#include "evidence/expected.hpp"

namespace examhall::evidence {
namespace {

// Attempts run on the times at which their frames came, so neighbours may step back a little.
constexpr exam::Span kBackwards = std::chrono::minutes{10};
// Places for answers in all attempts and tries together: what a hostile file may cost in memory.
constexpr std::size_t kMaxAnswers = 8'000'000;

bool is_end(const exam::Event& e) {
  return std::holds_alternative<exam::HandedIn>(e) || std::holds_alternative<exam::Collected>(e) ||
         std::holds_alternative<exam::Terminated>(e) || std::holds_alternative<exam::MarkedAbsent>(e);
}

}  // namespace

Replay::Replay(Scope scope, std::int64_t batch, Check& check) : scope_{scope}, id_{batch}, check_{check} {}

void Replay::apply(const journal::Event& event) {
  if (!in_time(event)) return;
  if (event.attempt == 0) {
    apply_to_batch(event);
  } else {
    apply_to_attempt(event);
  }
}

bool Replay::in_time(const journal::Event& event) {
  if (!exam::in_calendar(event.at)) {
    const base::Text what = describe(event);
    check_.fail("time_impossible", {what.zh + "的时间不可能", what.en + " has an impossible time"});
    return false;
  }
  if (last_at_ && event.at < *last_at_ - kBackwards) {
    const base::Text what = describe(event);
    check_.fail("time_backwards",
                {what.zh + "的时间早于它之前的事件", what.en + " is earlier than those before it"});
    return false;
  }
  last_at_ = std::max(last_at_.value_or(event.at), event.at);
  return true;
}

void Replay::unreadable(const journal::Event& event) {
  const base::Text what = describe(event);
  check_.fail("event_unreadable", {what.zh + "不是规则所知的事件", what.en + " is none that the rules know"});
}

void Replay::apply_to_attempt(const journal::Event& event) {
  const auto happened = exam::read_event(event.kind, event.body);
  if (!happened) return unreadable(event);
  const exam::Position where{event.batch, event.attempt, event.at, event.seq, event.link};
  if (const auto* entry = std::get_if<exam::Registered>(&*happened)) {
    if (registered(*entry, event)) exam::fold_into(attempts_[event.attempt], *happened, where);
    return;
  }
  const auto found = attempts_.find(event.attempt);
  if (found == attempts_.end() || !scheduled_) {
    const base::Text what = describe(event);
    return check_.fail("never_registered", {what.zh + "属于从未登记的考生",
                                            what.en + " is of an attempt that was never registered"});
  }
  exam::FoldedAttempt& folded = found->second;
  const bool right = allowed(folded, *happened, event);
  if (!right && grants(*happened)) return;
  if (std::holds_alternative<exam::Retaken>(*happened) && !affordable(folded.attempt.answers.size())) return;
  answers_ += std::holds_alternative<exam::Answered>(*happened) ? 1 : 0;
  refused_ += std::holds_alternative<exam::AnswerRefused>(*happened) ? 1 : 0;
  exam::fold_into(folded, *happened, where);
  exam::fold_into(batch_, *happened, event.at);
  if (!is_end(*happened)) return;
  if (const auto receipt = receipt_of(batch_, folded)) receipts_.push_back(text_of(*receipt));
}

bool Replay::registered(const exam::Registered& happened, const journal::Event& event) {
  if (attempts_.contains(event.attempt) || !scheduled_) {
    const base::Text what = describe(event);
    check_.fail("registered_twice", {what.zh + "：重复登记，或登记早于批次发布",
                                     what.en + ": registered twice, or before the batch was published"});
    return false;
  }
  return affordable(happened.items);
}

bool Replay::affordable(std::size_t answers) {
  answers_held_ += answers;
  if (answers_held_ <= kMaxAnswers) return true;
  check_.fail("too_much", {"考生与题目过多，超出核验上限", "more candidates and items than can be verified"});
  return false;
}

bool Replay::allowed(const exam::FoldedAttempt& folded, const exam::Event& happened,
                     const journal::Event& event) {
  const auto command = command_for(folded.attempt, happened);
  if (const auto* counted = std::get_if<exam::Counted>(&happened))
    return in_its_minute(*counted, event, folded);
  if (!command) return in_its_turn(std::get<exam::PersonIncident>(happened), event, folded);
  const exam::Decision decision = exam::decide(batch_.batch, folded.attempt, *command, event.at);
  if (holds(decision, folded.attempt, happened) && owed(folded.attempt, happened)) return true;
  against_rules(event, folded, happened, decision);
  return false;
}

// What was counted is not here to be decided again: only that it can have been.
bool Replay::in_its_minute(const exam::Counted& happened, const journal::Event& event,
                           const exam::FoldedAttempt& folded) {
  if (happened.since <= event.at && happened.fence <= folded.attempt.fence) return true;
  against_rules(event, folded, happened, {});
  return false;
}

bool Replay::in_its_turn(const exam::PersonIncident& happened, const journal::Event& event,
                         const exam::FoldedAttempt& folded) {
  if (in_its_turn(static_cast<const exam::IncidentNote&>(happened))) return true;
  against_rules(event, folded, happened, {});
  return false;
}

// What an outage took is reckoned again, so that nobody is given more or less than the others.
bool Replay::owed(const exam::Attempt& attempt, const exam::Event& happened) const {
  const auto* given = std::get_if<exam::Compensated>(&happened);
  if (given == nullptr || given->cause != "outage") return true;
  return std::any_of(batch_.outages.begin(), batch_.outages.end(), [&](const exam::OutageNoted& o) {
    const exam::Window away{o.from, o.to};
    return o.outcome == "compensated" && (!given->away || *given->away == away) &&
           exam::lost_to(away, batch_.batch, attempt) == given->time;
  });
}

void Replay::against_rules(const journal::Event& event, const exam::FoldedAttempt& folded,
                           const exam::Event& happened, const exam::Decision& decision) {
  const base::Text what = describe(event);
  const auto refusal = decision.refusal;
  if (const auto* answer = std::get_if<exam::Answered>(&happened); answer != nullptr && refusal) {
    const bool late = refusal->id == exam::RefusalId::too_late;
    const bool ended = exam::has_ended(folded.attempt.status);
    const char* id = late ? "answer_after_deadline" : ended ? "answer_after_end" : "answer_against_rules";
    const std::string why{exam::to_text(refusal->id)};
    return check_.fail(
        id, {fmt::format("{}：准考证号 {} 第 {} 题的作答本不应被接受（{}{}）", what.zh, folded.ticket,
                         answer->item + 1, why,
                         late ? "，截止时间 " + base::to_utc_text(refusal->when.value_or(event.at)) : ""),
             fmt::format(
                 "{}: the answer of ticket {} to item {} should not have been accepted ({}{})", what.en,
                 folded.ticket, answer->item + 1, why,
                 late ? ", the deadline was " + base::to_utc_text(refusal->when.value_or(event.at)) : "")});
  }
  if (std::holds_alternative<exam::AnswerRefused>(happened) && !refusal) {
    return check_.fail("answer_wrongly_refused",
                       {fmt::format("{}：准考证号 {} 的作答被拒，而规则本应接受", what.zh, folded.ticket),
                        fmt::format("{}: an answer of ticket {} was refused that the rules would take",
                                    what.en, folded.ticket)});
  }
  const std::string why = refusal ? fmt::format(" ({})", exam::to_text(refusal->id)) : "";
  check_.fail("against_rules",
              {fmt::format("{}不符合规则{}（准考证号 {}）", what.zh, why, folded.ticket),
               fmt::format("{} is not what the rules give{} (ticket {})", what.en, why, folded.ticket)});
}

std::vector<std::int64_t> Replay::attempt_ids() const {
  std::vector<std::int64_t> ids;
  for (const auto& [id, folded] : attempts_) ids.push_back(id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

void Replay::finish(bool unfinished, Summary& summary) {
  summary.candidates = attempts_.size();
  summary.answers = answers_;
  summary.refused = refused_;
  for (const std::int64_t id : attempt_ids()) {
    const exam::FoldedAttempt& folded = attempts_.at(id);
    switch (folded.attempt.status) {
      case exam::Status::handed_in:
        ++summary.handed_in;
        break;
      case exam::Status::collected:
        ++summary.collected;
        break;
      case exam::Status::absent:
        ++summary.absent;
        break;
      case exam::Status::terminated:
        ++summary.terminated;
        break;
      default:
        if (unfinished) break;
        check_.fail("not_ended", {fmt::format("准考证号 {} 的作答没有结束（{}）", folded.ticket,
                                              exam::to_text(folded.attempt.status)),
                                  fmt::format("the attempt of ticket {} never ended ({})", folded.ticket,
                                              exam::to_text(folded.attempt.status))});
    }
  }
  if (!unfinished && !batch_.closed) {
    check_.fail("not_closed", {"批次没有结束的记录", "there is no event that closes the batch"});
  }
}

}  // namespace examhall::evidence
