#include "exam/fold.hpp"

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

}  // namespace

void fold_into(FoldedBatch& folded, const BatchEvent& event, Instant at) {
  evolve(folded.batch, event, at);
  if (std::holds_alternative<BatchStarted>(event)) folded.started = true;
  if (std::holds_alternative<BatchClosed>(event)) folded.closed = true;
  if (const auto* outage = std::get_if<OutageNoted>(&event)) folded.outages.push_back(*outage);
  if (const auto* acted = std::get_if<Acted>(&event)) folded.acted[acted->request] = acted->affected;
  if (const auto* graded = std::get_if<Graded>(&event)) folded.graded.push_back(*graded);
  if (const auto* released = std::get_if<PaperReleased>(&event))
    folded.approvals[released->custodian.key] = {released->custodian.name, released->start};
}

void fold_into(FoldedAttempt& f, const Event& event, const Position& where) {
  if (std::holds_alternative<Retaken>(event)) keep_ending(f);
  if (std::holds_alternative<Terminated>(event)) f.before_termination = f.ending;
  evolve(f.attempt, event, where.at);
  if (ends(event)) {
    f.ending = Ending{f.attempt.status, f.attempt.round, where.seq, link_text(where), where.at, {}};
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
    if (batch != batches.end() && !leaves_compensating(*event)) batch->second.compensating = 0;
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
