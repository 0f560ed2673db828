// Acts of staff and of the server on behalf of the rules.
#include "exam/decide.hpp"

namespace examhall::exam {
namespace {

// What is granted is granted: time is only ever added, and never without bounds.
bool may_be_granted(Span time) { return time > Span{0} && time <= kLongestSpan; }

}  // namespace

Decision decide_one(const Batch&, const Attempt& a, const Pause& c, Instant) {
  if (a.status != Status::sitting) return refused(RefusalId::not_possible_now);
  return {{Paused{c.by, c.reason}}, std::nullopt};
}

Decision decide_one(const Batch&, const Attempt& a, const Resume& c, Instant) {
  if (a.status != Status::paused) return refused(RefusalId::not_possible_now);
  return {{Resumed{c.by, c.reason}}, std::nullopt};
}

Decision decide_one(const Batch&, const Attempt& a, const Extend& c, Instant) {
  if (has_ended(a.status) || !may_be_granted(c.time)) return refused(RefusalId::not_possible_now);
  return {{Extended{c.time, c.scope, c.by, c.reason}}, std::nullopt};
}

Decision decide_one(const Batch&, const Attempt& a, const Compensate& c, Instant) {
  // Also whoever was kept from sitting down or from beginning.
  if (has_ended(a.status) || !may_be_granted(c.time)) return refused(RefusalId::not_possible_now);
  return {{Compensated{c.time, c.cause}}, std::nullopt};
}

// Once the results stand, nothing ends or reopens a paper.
Decision decide_one(const Batch& batch, const Attempt& a, const Terminate& c, Instant) {
  if (a.status == Status::terminated || batch.finalised_at) return refused(RefusalId::not_possible_now);
  return {{Terminated{c.by, c.reason}}, std::nullopt};
}

Decision decide_one(const Batch& batch, const Attempt& a, const Reinstate& c, Instant) {
  if (a.status != Status::terminated || batch.finalised_at) return refused(RefusalId::not_possible_now);
  return {{Reinstated{c.by, c.reason}}, std::nullopt};
}

}  // namespace examhall::exam
