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

// Until the results are final.
std::string_view why_no_other_scores(const exam::FoldedBatch& batch, std::string_view results) {
  if (batch.graded.empty()) return "not_graded";
  if (batch.batch.finalised_at) return "already_finalised";
  if (!base::digest_from_hex(results)) return "bad_request";
  return batch.graded.back().results == results ? "same_results" : "";
}

}  // namespace

std::string_view Hall::why_no_more_time(const LiveBatch& batch, const StaffAct& act,
                                        base::Instant now) const {
  if (batch.closing) return to_text(exam::ScheduleRefusal::already_closed);
  const exam::ExtendBatch wanted{act.time, act.by, act.reason};
  const auto would = exam::decide(batch.state.batch, latest_deadline(batch, now), wanted, now).refusal;
  if (would != exam::ScheduleRefusal::none) return to_text(would);
  const auto concerned = [&](const auto& seat) { return concerns(act, *seat); };
  return std::none_of(batch.seats.begin(), batch.seats.end(), concerned) ? "no_such_candidate" : "";
}

// What could not be granted now is not asked for either.
StaffOutcome Hall::propose(LiveBatch& batch, const StaffAct& act, base::Instant now) {
  const std::string_view why = act.kind == "regrade" ? why_no_other_scores(batch.state, act.target)
                                                     : why_no_more_time(batch, act, now);
  if (!why.empty()) return refused(why);
  if (act.request == 0 || batch.state.proposals.size() >= exam::kMostProposals)
    return refused("not_possible_now");
  record(batch, exam::Proposed{act.request, act.kind, act.scope, act.target, act.time, act.by, act.reason}, now);
  return {true, "", 0, {}};
}

// What was asked for may have become impossible since: then nothing is decided.
StaffOutcome Hall::decide_proposal(LiveBatch& batch, const StaffAct& act, base::Instant now) {
  const exam::Proposal* const proposal = exam::find_proposal(batch.state, number_of(act.target));
  if (const auto why = exam::why_not_decide(proposal, act.by); !why.empty()) return refused(why);
  const StaffAct asked = act_of(proposal->what, act.batch);
  StaffOutcome outcome{true, "", 0, {}};
  if (act.kind == "approve" && asked.kind == "regrade") {
    // The scores themselves are written by whoever has the correction; note_graded() takes no others.
    const auto why = why_no_other_scores(batch.state, asked.target);
    if (!why.empty()) return refused(why);
  } else if (act.kind == "approve") {
    outcome = asked.scope == "batch" ? reschedule(batch, asked, now) : act_on_seats(batch, asked, now);
  }
  if (outcome.applied) {
    record(batch, exam::Decided{number_of(act.target), act.kind == "approve", act.by, act.reason}, now);
  }
  return outcome;
}

}  // namespace examhall::hall
