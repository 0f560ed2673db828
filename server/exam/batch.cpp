#include "exam/batch.hpp"

#include <algorithm>

namespace examhall::exam {

namespace {

PhaseAt before_finalised(const Batch& batch, Instant latest_deadline, Instant t) {
  const Instant entry = batch.window.start - batch.rules.entry_before;
  const Instant end = std::max(batch.window.end, latest_deadline);
  const Instant closed = end + batch.rules.grace;
  if (t < entry) return {Phase::sealed, entry};
  if (t < batch.window.start) return {Phase::entry, batch.window.start};
  if (is_shut(batch)) return {Phase::entry, std::nullopt};
  if (t < end) return {Phase::running, end};
  if (t < closed) return {Phase::grace, closed};
  return {Phase::closed, std::nullopt};
}

}  // namespace

PhaseAt phase_at(const Batch& batch, Instant latest_deadline, Instant t) {
  if (!batch.finalised_at) return before_finalised(batch, latest_deadline, t);
  if (t >= *batch.finalised_at) return {Phase::finalised, std::nullopt};
  PhaseAt at = before_finalised(batch, latest_deadline, t);
  at.next = std::min(at.next.value_or(*batch.finalised_at), *batch.finalised_at);
  return at;
}

Instant late_entry_limit(const Batch& batch) {
  if (!batch.rules.late_entry_after) return batch.window.end;
  const Instant began = std::max(batch.window.start, batch.opened_at.value_or(batch.window.start));
  return std::min(batch.window.end, began + *batch.rules.late_entry_after + batch.outage);
}

std::string_view to_text(Phase phase) {
  switch (phase) {
    case Phase::sealed: return "sealed";
    case Phase::entry: return "entry";
    case Phase::running: return "running";
    case Phase::grace: return "grace";
    case Phase::closed: return "closed";
    case Phase::finalised: return "finalised";
  }
  return "";
}

}  // namespace examhall::exam
