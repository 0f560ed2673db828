#include "exam/fold.hpp"

#include <algorithm>
#include <utility>

namespace examhall::exam {
namespace {

bool ends(const Event& event) {
  return std::holds_alternative<HandedIn>(event) || std::holds_alternative<Collected>(event) ||
         std::holds_alternative<Terminated>(event) || std::holds_alternative<MarkedAbsent>(event);
}

std::string link_text(const Position& where) {
  return where.seq == 0 ? std::string{} : base::to_hex(where.link);
}

void keep_ending(FoldedAttempt& f) {
  Ending past = f.ending.value_or(Ending{});
  past.answers = f.attempt.answers;
  f.earlier.push_back(std::move(past));
  f.ending.reset();
}

// Binds a repeated ack to its place in the journal.
void note_seq(FoldedAttempt& f, const Answered& e, std::uint64_t seq) {
  if (e.item < f.attempt.answers.size() && f.attempt.answers[e.item].no == e.no)
    f.attempt.answers[e.item].seq = seq;
}

bool begins_compensating(const BatchEvent& event) {
  const auto* outage = std::get_if<OutageNoted>(&event);
  return outage != nullptr && outage->outcome == "compensated";
}

// What may stand between the events that give one outage back: a restart's own.
bool leaves_compensating(const Event& event) {
  return std::holds_alternative<Compensated>(event) || std::holds_alternative<SeatLost>(event) ||
         std::holds_alternative<Registered>(event);
}

void add_incident(FoldedBatch& folded, const IncidentNote& incident, Instant at) {
  if (folded.incidents.size() < kMostIncidents) folded.incidents.push_back({incident, at});
}

template <class What>
void add_deed(FoldedBatch& folded, const What& what, Instant at) {
  if (folded.deeds.size() < kMostDeeds) folded.deeds.push_back({what, at});
}

void add_proposal(FoldedBatch& folded, const Proposed& proposed, Instant at) {
  if (folded.proposals.size() < kMostProposals) folded.proposals.push_back({proposed, at});
}

}  // namespace

void fold_into(FoldedBatch& folded, const BatchEvent& event, Instant at) {
  evolve(folded.batch, event, at);
  if (std::holds_alternative<BatchStarted>(event)) folded.started = true;
  if (std::holds_alternative<BatchClosed>(event)) folded.closed = true;
  if (const auto* outage = std::get_if<OutageNoted>(&event)) folded.outages.push_back(*outage);
  if (const auto* acted = std::get_if<Acted>(&event)) {
    folded.acted[acted->request] = acted->affected;
    add_deed(folded, *acted, at);
  }
  // The act itself stands beside that one.
  const auto* noted = std::get_if<Noted>(&event);
  if (noted != nullptr && noted->kind != "outage_approved") add_deed(folded, *noted, at);
  if (const auto* graded = std::get_if<Graded>(&event)) {
    folded.graded.push_back(*graded);
    folded.approved_scores.clear();
  }
  if (const auto* released = std::get_if<PaperReleased>(&event))
    folded.approvals[released->custodian.key] = {released->custodian.name, released->start};
  if (const auto* incident = std::get_if<BatchIncident>(&event)) add_incident(folded, *incident, at);
  if (const auto* proposed = std::get_if<Proposed>(&event)) add_proposal(folded, *proposed, at);
  if (const auto* decided = std::get_if<Decided>(&event)) {
    for (Proposal& p : folded.proposals) {
      if (p.what.request != decided->request) continue;
      p.decision = *decided;
      if (decided->yes && p.what.kind == "regrade") folded.approved_scores = p.what.target;
    }
  }
}

void fold_into(FoldedBatch& folded, const Event& event, Instant at) {
  if (const auto* incident = std::get_if<PersonIncident>(&event)) add_incident(folded, *incident, at);
}

std::vector<OutageNoted> proposed_outages(const FoldedBatch& batch) {
  std::vector<OutageNoted> open;
  for (const OutageNoted& outage : batch.outages) {
    const auto gives_back = [&](const OutageNoted& o) {
      return o.outcome == "compensated" && o.from == outage.from;
    };
    if (outage.outcome == "proposed" && std::none_of(batch.outages.begin(), batch.outages.end(), gives_back))
      open.push_back(outage);
  }
  return open;
}

const Proposal* find_proposal(const FoldedBatch& batch, std::int64_t request) {
  const auto found = std::find_if(batch.proposals.begin(), batch.proposals.end(),
                                  [&](const Proposal& p) { return p.what.request == request; });
  return found == batch.proposals.end() ? nullptr : &*found;
}

std::string_view why_not_decide(const Proposal* proposal, std::string_view by) {
  if (proposal == nullptr || proposal->decision) return "no_such_request";
  return proposal->what.by == by ? "own_request" : "";
}

void fold_into(FoldedAttempt& f, const Event& event, const Position& where) {
  if (std::holds_alternative<Retaken>(event)) keep_ending(f);
  if (std::holds_alternative<Terminated>(event)) f.before_termination = f.ending;
  evolve(f.attempt, event, where.at);
  if (ends(event)) {
    f.ending = Ending{f.attempt.status, f.attempt.round, where.seq, link_text(where), where.at, {}};
  } else if (std::holds_alternative<Admitted>(event)) {
    f.ending.reset();
  } else if (std::holds_alternative<Reinstated>(event)) {
    f.ending = std::exchange(f.before_termination, std::nullopt);
  } else if (const auto* registered = std::get_if<Registered>(&event)) {
    f.ticket = registered->ticket;
    f.batch = where.batch;
    f.attempt.id = where.attempt;
  } else if (const auto* answered = std::get_if<Answered>(&event)) {
    note_seq(f, *answered, where.seq);
  } else if (const auto* given_back = std::get_if<Compensated>(&event)) {
    if (given_back->cause == "outage") f.compensated = where.seq;
  }
}

bool Fold::apply(const Position& where, std::string_view kind, std::string_view body) {
  if (where.attempt != 0) {
    const auto event = read_event(kind, body);
    if (!event) return false;
    fold_into(attempts[where.attempt], *event, where);
    const auto batch = batches.find(where.batch);
    if (batch == batches.end()) return true;
    fold_into(batch->second, *event, where.at);
    if (!leaves_compensating(*event)) batch->second.compensating = 0;
    return true;
  }
  const auto event = read_batch_event(kind, body);
  if (!event || where.batch == 0) return false;
  FoldedBatch& batch = batches[where.batch];
  fold_into(batch, *event, where.at);
  batch.compensating = begins_compensating(*event) ? where.seq : 0;
  return true;
}

}  // namespace examhall::exam
