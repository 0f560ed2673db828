// Staff's acts on a running batch: decided by the rules, recorded, then told to those they concern.
#include <algorithm>

#include "hall/hall.hpp"

namespace examhall::hall {
namespace {

std::optional<exam::Command> command_of(const StaffAct& act) {
  if (act.kind == "extend") return exam::Extend{act.time, act.scope, act.by, act.reason};
  if (act.kind == "pause") return exam::Pause{act.by, act.reason};
  if (act.kind == "resume") return exam::Resume{act.by, act.reason};
  if (act.kind == "terminate") return exam::Terminate{act.by, act.reason};
  if (act.kind == "reinstate") return exam::Reinstate{act.by, act.reason};
  if (act.kind == "message") return exam::Notify{act.reason, act.scope, act.request, act.by};
  if (act.kind == "warn") return exam::Notify{act.reason, "person", act.request, act.by, true};
  if (act.kind == "admit") return exam::Admit{act.by, act.reason};
  if (act.kind == "answer_call") return exam::AnswerCall{act.by, act.reason};
  return std::nullopt;
}

bool is_too_long(const StaffAct& act) {
  if (act.kind == "message") return act.reason.size() > exam::kLongestNotice;
  return act.kind == "warn" && act.reason.size() > exam::kLongestWarning;
}

}  // namespace

bool concerns(const StaffAct& act, const Seat& seat) {
  if (act.scope == "person") return seat.enrolled.person.ticket == act.target;
  const protocol::Person& who = seat.enrolled.person;
  if (act.scope == "room") return who.room == act.target && (!act.site || who.site == *act.site);
  if (act.scope == "site") return who.site == act.target;
  return act.scope == "batch";
}

namespace {

// A room's name alone is not its place: sites name their rooms alike.
bool is_ambiguous(const StaffAct& act, const LiveBatch& batch) {
  if (act.scope != "room" || act.site) return false;
  const std::string* site = nullptr;
  for (const auto& seat : batch.seats) {
    if (!concerns(act, *seat)) continue;
    const std::string& here = seat->enrolled.person.site;
    if (site != nullptr && *site != here) return true;
    site = &here;
  }
  return false;
}

}  // namespace

void Hall::act(const StaffAct& act, std::function<void(const StaffOutcome&)> done) {
  LiveBatch* const batch = batch_of(act.batch);
  if (batch == nullptr) return done(refused("no_such_batch"));
  // One act upon a batch is ten thousand events: while the disk fails they would pile up without a bound.
  if (waiting_.load() >= settings_.waiting_limit) return done(refused("storage"));
  const StaffOutcome outcome = carry_out(*batch, act, clock_.now());
  if (!outcome.applied) return done(outcome);
  waiting_.after_all([done = std::move(done), outcome] { done(outcome); });
}

StaffOutcome Hall::carry_out(LiveBatch& batch, const StaffAct& act, base::Instant now) {
  StaffOutcome outcome{true, "", 0, {}};
  if (const auto before = batch.state.acted.find(act.request); before != batch.state.acted.end()) {
    outcome.affected = before->second;
  } else {
    together_.emplace();
    outcome = decide_on(batch, act, now);
    if (outcome.applied && act.request != 0) {
      const std::string asked_for = act.kind == "regrade" ? "propose_scores" : "propose";
      const std::string did = needs_second(act) ? asked_for : act.kind;
      exam::Acted acted{act.request, did, act.scope, act.target, outcome.affected, act.by, act.reason, act.site};
      if (act.kind == "extend") acted.time = act.time;
      record(batch, std::move(acted), now);
    }
    record_.append_together(*std::exchange(together_, std::nullopt));
  }
  if (act.kind == "reschedule" || act.kind == "extend" || act.kind == "approve") {
    outcome.window = batch.state.batch.window;
  }
  const exam::Proposal* const proposal = exam::find_proposal(batch.state, act.request);
  outcome.awaits_second = proposal != nullptr && !proposal->decision;
  return outcome;
}

StaffOutcome Hall::decide_on(LiveBatch& batch, const StaffAct& act, base::Instant now) {
  if (is_ambiguous(act, batch)) return refused("room_of_several_sites");
  if (act.kind == "reschedule") return reschedule(batch, act, now);
  if (act.kind == "approve_outage") return approve_outage(batch, act, now);
  if (act.kind == "finalise") return finalise(batch, act, now);
  if (act.kind == "approve" || act.kind == "decline") return decide_proposal(batch, act, now);
  if (act.kind == "incident") return note_incident(batch, act, now);
  if (act.kind == "move") return move_seat(batch, act, now);
  if (needs_second(act)) return propose(batch, act, now);
  return act_on_seats(batch, act, now);
}

StaffOutcome Hall::finalise(LiveBatch& batch, const StaffAct& act, base::Instant now) {
  if (!batch.state.closed) return refused("not_closed");
  if (batch.state.batch.finalised_at) return refused("already_finalised");
  record(batch, exam::Finalised{act.by}, now);
  return {true, "", 0, {}};
}

StaffOutcome Hall::reschedule(LiveBatch& batch, const StaffAct& act, base::Instant now) {
  if (batch.closing) return refused(to_text(exam::ScheduleRefusal::already_closed));
  // The sealed paper is being opened at this moment, for the start as it is.
  if (batch.opening && act.kind == "reschedule") return refused(to_text(exam::ScheduleRefusal::already_started));
  const exam::Batch& b = batch.state.batch;
  const base::Instant latest = latest_deadline(batch, now);
  const base::Instant old_end = b.window.end;
  const auto decision =
      act.kind == "extend"
          ? exam::decide(b, latest, exam::ExtendBatch{act.time, act.by, act.reason}, now)
          : exam::decide(b, latest, exam::Reschedule{{act.start, act.end}, act.by, act.reason}, now);
  if (decision.refusal != exam::ScheduleRefusal::none) return refused(to_text(decision.refusal));
  for (const exam::BatchEvent& event : decision.events) record(batch, event, now);
  const std::string_view reason = act.kind == "extend" ? "extended" : "rescheduled";
  std::vector<std::pair<const Seat*, protocol::Deadline>> told;
  for (auto& seat : batch.seats) {
    if (exam::has_ended(seat->state.attempt.status)) continue;
    schedule(*seat, now);
    auto message = deadline_message(*seat, reason, b.window.end - old_end, act.reason, now);
    if (act.kind != "extend") message.starts_at = b.window.start;
    told.emplace_back(seat.get(), std::move(message));
  }
  wake(batch, now);
  const StaffOutcome outcome{true, "", static_cast<std::uint32_t>(told.size()), {}};
  waiting_.after_all([this, told = std::move(told)] {
    for (const auto& [seat, message] : told) say(*seat, message);
  });
  return outcome;
}

StaffOutcome Hall::act_on_seats(LiveBatch& batch, const StaffAct& act, base::Instant now) {
  const auto command = command_of(act);
  if (!command) return refused("unknown_act");
  if (is_too_long(act)) return refused("text_too_long");
  StaffOutcome outcome = refused("no_such_candidate");
  for (auto& seat : batch.seats) {
    if (!concerns(act, *seat)) continue;
    const auto decision = exam::decide(batch.state.batch, seat->state.attempt, *command, now);
    const bool reopens =
        (act.kind == "reinstate" && !exam::has_ended(seat->state.attempt.before_end)) || act.kind == "admit";
    if (decision.refusal || (reopens && batch.closing)) {
      if (!outcome.applied) outcome = refused(decision.refusal ? to_text(decision.refusal->id) : "already_closed");
      continue;
    }
    outcome = {true, "", outcome.affected + 1, {}};
    if (act.kind == "terminate") {
      end_with(*seat, exam::Status::terminated, decision, now);
    } else {
      record_all(*seat, decision.events, now, {});
      tell_staff_act(*seat, act, now);
    }
    schedule(*seat, now);
  }
  wake(batch, now);
  return outcome;
}

// What is told is fixed now: by the time of the commit, more may have been decided that is not on disk.
void Hall::tell_staff_act(Seat& seat, const StaffAct& act, base::Instant now) {
  if (act.kind == "pause") {
    waiting_.after_all([this, &seat, text = act.reason] { say(seat, protocol::PausedNow{text}); });
  } else if (act.kind == "extend") {
    waiting_.after_all(
        [this, &seat, message = deadline_message(seat, "extended", act.time, act.reason, now)] {
          say(seat, message);
        });
  } else if (act.kind == "resume") {
    waiting_.after_all(
        [this, &seat, message = deadline_message(seat, "resumed", base::Span{0}, act.reason, now)] {
          tell_resumed(seat, message);
        });
  } else if (act.kind == "message" || act.kind == "warn") {
    tell_notice(seat);
  } else if (act.kind == "answer_call") {
    tell_call(seat);
  }
}

// Whoever came in during the pause has nothing of the paper yet, or only its beginning.
void Hall::tell_resumed(Seat& seat, const protocol::Deadline& message) {
  say(seat, message);
  if (!seat.admitted || seat.state.attempt.status != exam::Status::sitting) return;
  const Together few_writes{seat.link};
  if (seat.sent_items == 0) {
    say(seat, protocol::Start{clock_.now(), message.ends_at});
    send_outline(seat);
  }
  send_items(seat, UINT32_MAX);
}

protocol::Deadline Hall::deadline_message(const Seat& seat, std::string_view reason, base::Span by,
                                          const std::string& text, base::Instant now) const {
  return {
      exam::deadline(seat.batch->state.batch, seat.state.attempt, now), by, std::string{reason}, text, {}};
}

// The one that is meant and no other: of two people who approve the same, the second must not give back the
// next.
StaffOutcome Hall::approve_outage(LiveBatch& batch, const StaffAct& act, base::Instant now) {
  if (batch.closing) return refused(to_text(exam::ScheduleRefusal::already_closed));
  const auto open = exam::proposed_outages(batch.state);
  if (open.empty()) return refused("nothing_proposed");
  const auto meant =
      std::find_if(open.begin(), open.end(), [&](const auto& o) { return o.from == act.outage; });
  if (meant == open.end()) return refused("other_outage");
  exam::OutageNoted approved = *meant;
  approved.outcome = "compensated";
  record(batch, exam::Noted{"outage_approved", act.by, act.reason}, now);
  record(batch, approved, now);
  const std::uint32_t affected = compensate_all(batch, approved, now);
  wake(batch, now);
  return {true, "", affected};
}

}  // namespace examhall::hall
