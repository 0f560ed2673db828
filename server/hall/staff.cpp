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
  return std::nullopt;
}

bool concerns(const StaffAct& act, const Seat& seat) {
  if (act.scope == "person") return seat.enrolled.person.ticket == act.target;
  if (act.scope == "room") return seat.enrolled.person.room == act.target;
  return act.scope == "batch";
}

StaffOutcome no(std::string_view why) { return {false, std::string{why}, 0}; }

}  // namespace

void Hall::act(const StaffAct& act, std::function<void(const StaffOutcome&)> done) {
  LiveBatch* const batch = batch_of(act.batch);
  const base::Instant now = clock_.now();
  StaffOutcome outcome = no("no_such_batch");
  if (batch != nullptr) {
    const bool whole = act.kind == "reschedule" || act.kind == "finalise" || act.kind == "approve_outage" ||
                       (act.kind == "extend" && act.scope == "batch");
    outcome = whole ? act_on_batch(*batch, act, now) : act_on_seats(*batch, act, now);
  }
  waiting_.after_all([done = std::move(done), outcome] { done(outcome); });
}

StaffOutcome Hall::act_on_batch(LiveBatch& batch, const StaffAct& act, base::Instant now) {
  if (act.kind == "approve_outage") return approve_outage(batch, act, now);
  if (act.kind == "finalise") {
    if (!batch.state.closed) return no("not_closed");
    record(batch, exam::Finalised{act.by}, now);
    return {true, "", 0};
  }
  const exam::Batch& b = batch.state.batch;
  const base::Instant latest = latest_deadline(batch, now);
  const base::Instant old_end = b.window.end;
  const auto decision = act.kind == "extend"
                            ? exam::decide(b, latest, exam::ExtendBatch{act.time, act.by, act.reason}, now)
                            : exam::decide(b, latest, exam::Reschedule{{act.start, act.end}, act.by, act.reason}, now);
  if (decision.refusal != exam::ScheduleRefusal::none) return no(to_text(decision.refusal));
  for (const exam::BatchEvent& event : decision.events) record(batch, event, now);
  const base::Span by = b.window.end - old_end;
  StaffOutcome outcome{true, "", 0};
  for (auto& seat : batch.seats) {
    if (exam::has_ended(seat->state.attempt.status)) continue;
    ++outcome.affected;
    schedule(*seat, now);
    waiting_.after_all([this, s = seat.get(), by, act] {
      tell_deadline(*s, act.kind == "extend" ? "extended" : "rescheduled", by, act.reason);
    });
  }
  schedule(batch, now);
  return outcome;
}

StaffOutcome Hall::act_on_seats(LiveBatch& batch, const StaffAct& act, base::Instant now) {
  const auto command = command_of(act);
  if (!command) return no("unknown_act");
  StaffOutcome outcome = no("no_such_candidate");
  for (auto& seat : batch.seats) {
    if (!concerns(act, *seat)) continue;
    const auto decision = exam::decide(batch.state.batch, seat->state.attempt, *command, now);
    if (decision.refusal) {
      if (!outcome.applied) outcome = no(to_text(decision.refusal->id));
      continue;
    }
    outcome = {true, "", outcome.affected + 1};
    if (act.kind == "terminate") {
      end_with(*seat, decision.events, now);
    } else {
      record_all(*seat, decision.events, now,
                 [this, s = seat.get(), act](const journal::Committed&) { tell_staff_act(*s, act, clock_.now()); });
    }
    schedule(*seat, now);
  }
  schedule(batch, now);
  return outcome;
}

void Hall::tell_staff_act(Seat& seat, const StaffAct& act, base::Instant now) {
  if (act.kind == "pause") {
    say(seat.link, protocol::PausedNow{act.reason});
  } else if (act.kind == "extend") {
    tell_deadline(seat, "extended", act.time, act.reason);
  } else if (act.kind == "resume") {
    tell_deadline(seat, "resumed", base::Span{0}, act.reason);
    if (seat.link && seat.sent_items == 0) {
      say(seat.link, protocol::Start{now, exam::deadline(seat.batch->state.batch, seat.state.attempt, now)});
      send_outline(seat);
      send_items(seat, UINT32_MAX);
    }
  }
}

void Hall::tell_deadline(Seat& seat, std::string_view reason, base::Span by, const std::string& text) {
  const exam::Batch& b = seat.batch->state.batch;
  say(seat.link, protocol::Deadline{exam::deadline(b, seat.state.attempt, clock_.now()), by, std::string{reason}, text});
}

StaffOutcome Hall::approve_outage(LiveBatch& batch, const StaffAct& act, base::Instant now) {
  const auto& outages = batch.state.outages;
  const auto open = std::find_if(outages.rbegin(), outages.rend(), [](const auto& o) { return o.outcome == "proposed"; });
  const bool settled = std::any_of(outages.begin(), outages.end(), [&](const auto& o) {
    return open != outages.rend() && o.outcome == "compensated" && o.from == open->from;
  });
  if (open == outages.rend() || settled) return no("nothing_proposed");
  exam::OutageNoted approved = *open;
  approved.outcome = "compensated";
  record(batch, exam::Noted{"outage_approved", act.by, act.reason}, now);
  record(batch, approved, now);
  compensate_all(batch, approved, now);
  schedule(batch, now);
  return {true, "", static_cast<std::uint32_t>(batch.seats.size())};
}

}  // namespace examhall::hall
