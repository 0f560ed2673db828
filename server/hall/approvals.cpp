// What needs two people: asked for by one, decided by another. Both are events; nothing is done in between.
#include <algorithm>
#include <charconv>

#include "hall/hall.hpp"

namespace examhall::hall {
namespace {

std::int64_t number_of(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? number : 0;
}

StaffAct act_of(const exam::Proposed& p, std::int64_t batch) {
  StaffAct act;
  act.kind = p.kind;
  act.batch = batch;
  act.scope = p.scope;
  act.target = p.target;
  act.time = p.time;
  act.by = p.by;
  act.reason = p.reason;
  return act;
}

}  // namespace

StaffOutcome Hall::propose(LiveBatch& batch, const StaffAct& act, base::Instant now) {
  if (batch.closing) return refused(to_text(exam::ScheduleRefusal::already_closed));
  // What could not be granted now is not asked for either.
  const exam::ExtendBatch wanted{act.time, act.by, act.reason};
  const auto would = exam::decide(batch.state.batch, latest_deadline(batch, now), wanted, now).refusal;
  if (would != exam::ScheduleRefusal::none) return refused(to_text(would));
  if (act.request == 0 || batch.state.proposals.size() >= exam::kMostProposals) return refused("not_possible_now");
  const auto concerned = [&](const auto& seat) { return concerns(act, *seat); };
  if (std::none_of(batch.seats.begin(), batch.seats.end(), concerned)) return refused("no_such_candidate");
  record(batch, exam::Proposed{act.request, act.kind, act.scope, act.target, act.time, act.by, act.reason}, now);
  return {true, "", 0, {}};
}

// What was asked for may have become impossible since: then nothing is decided.
StaffOutcome Hall::decide_proposal(LiveBatch& batch, const StaffAct& act, base::Instant now) {
  const exam::Proposal* const proposal = exam::find_proposal(batch.state, number_of(act.target));
  if (const auto why = exam::why_not_decide(proposal, act.by); !why.empty()) return refused(why);
  const StaffAct asked = act_of(proposal->what, act.batch);
  StaffOutcome outcome{true, "", 0, {}};
  if (act.kind == "approve") {
    outcome = asked.scope == "batch" ? reschedule(batch, asked, now) : act_on_seats(batch, asked, now);
  }
  if (outcome.applied) {
    record(batch, exam::Decided{number_of(act.target), act.kind == "approve", act.by, act.reason}, now);
  }
  return outcome;
}

}  // namespace examhall::hall
