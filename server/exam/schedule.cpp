#include "exam/schedule.hpp"

namespace examhall::exam {
namespace {

ScheduleDecision no(ScheduleRefusal why) { return {{}, why}; }

bool is_over(const Batch& batch, Instant latest_deadline, Instant now) {
  const Phase phase = phase_at(batch, latest_deadline, now).phase;
  return phase == Phase::grace || phase == Phase::closed || phase == Phase::finalised;
}

void apply(Batch& b, const BatchScheduled& e, Instant) { b = e.batch; }
void apply(Batch& b, const BatchRescheduled& e, Instant at) {
  b.end_moves.push_back({at, e.window.end - b.window.end, "rescheduled", e.reason});
  b.window = e.window;
}
void apply(Batch& b, const BatchExtended& e, Instant at) {
  b.end_moves.push_back({at, e.time, "extended", e.reason});
  b.window.end += e.time;
}
void apply(Batch& b, const Finalised&, Instant at) { b.finalised_at = at; }
void apply(Batch&, const BatchStarted&, Instant) {}
void apply(Batch&, const BatchClosed&, Instant) {}
void apply(Batch& b, const OutageNoted& e, Instant) {
  if (e.outcome == "compensated") b.outage += e.lost;
}
void apply(Batch&, const Graded&, Instant) {}
void apply(Batch&, const Noted&, Instant) {}
void apply(Batch&, const Acted&, Instant) {}
void apply(Batch&, const PaperReleased&, Instant) {}
void apply(Batch& b, const PaperOpened&, Instant at) { b.opened_at = at; }
void apply(Batch&, const Proposed&, Instant) {}
void apply(Batch&, const Decided&, Instant) {}
void apply(Batch&, const BatchIncident&, Instant) {}

}  // namespace

std::string_view to_text(ScheduleRefusal refusal) {
  switch (refusal) {
    case ScheduleRefusal::none:
      return "none";
    case ScheduleRefusal::end_not_after_start:
      return "end_not_after_start";
    case ScheduleRefusal::starts_in_the_past:
      return "starts_in_the_past";
    case ScheduleRefusal::already_started:
      return "already_started";
    case ScheduleRefusal::end_in_the_past:
      return "end_in_the_past";
    case ScheduleRefusal::already_closed:
      return "already_closed";
    case ScheduleRefusal::nothing_to_do:
      return "nothing_to_do";
    case ScheduleRefusal::time_out_of_range:
      return "time_out_of_range";
  }
  return "";
}

ScheduleDecision decide(const Batch& batch, Instant latest_deadline, const Reschedule& c, Instant now) {
  if (c.window == batch.window) return no(ScheduleRefusal::nothing_to_do);
  if (!in_calendar(c.window.start) || !in_calendar(c.window.end))
    return no(ScheduleRefusal::time_out_of_range);
  if (c.window.end <= c.window.start) return no(ScheduleRefusal::end_not_after_start);
  if (is_over(batch, latest_deadline, now)) return no(ScheduleRefusal::already_closed);
  const bool moves_start = c.window.start != batch.window.start;
  const bool started = now >= batch.window.start && !is_shut(batch);
  if (started && moves_start) return no(ScheduleRefusal::already_started);
  if (moves_start && c.window.start <= now) return no(ScheduleRefusal::starts_in_the_past);
  if (c.window.end <= now) return no(ScheduleRefusal::end_in_the_past);
  return {{BatchRescheduled{c.window, c.by, c.reason}}, ScheduleRefusal::none};
}

ScheduleDecision decide(const Batch& batch, Instant latest_deadline, const ExtendBatch& c, Instant now) {
  if (c.time <= Span{0}) return no(ScheduleRefusal::nothing_to_do);
  if (c.time > kLongestSpan) return no(ScheduleRefusal::time_out_of_range);
  if (is_over(batch, latest_deadline, now)) return no(ScheduleRefusal::already_closed);
  return {{BatchExtended{c.time, c.by, c.reason}}, ScheduleRefusal::none};
}

void evolve(Batch& batch, const BatchEvent& event, Instant at) {
  std::visit([&](const auto& e) { apply(batch, e, at); }, event);
}

}  // namespace examhall::exam
