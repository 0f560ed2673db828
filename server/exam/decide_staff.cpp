// Acts of staff and of the server on behalf of the rules.
#include <algorithm>

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

Decision decide_one(const Batch& batch, const Attempt& a, const Compensate& c, Instant) {
  // Also whoever was kept from sitting down or from beginning.
  if (has_ended(a.status) || !may_be_granted(c.time)) return refused(RefusalId::not_possible_now);
  if (c.away && c.time != lost_to(*c.away, batch, a)) return refused(RefusalId::not_possible_now);
  return {{Compensated{c.time, c.cause, c.away}}, std::nullopt};
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

// The old seat counts as lost from when nobody sat there any more, but no longer back than an outage would be
// given back: further time is for those to grant who may extend. Whoever is on the way already stays so.
Decision decide_one(const Batch& batch, const Attempt& a, const Move& c, Instant now) {
  const bool is_there = c.from_room == c.room && c.from_seat == c.seat;
  if (has_ended(a.status) || c.room.empty() || c.seat.empty() || is_there) {
    return refused(RefusalId::not_possible_now);
  }
  const Instant lost_at = a.online ? now : a.dropped_at.value_or(now);
  const Instant since = a.moving ? a.moving->since : std::max(lost_at, now - batch.rules.outage_limit);
  return {{Moved{a.fence + 1, c.from_room, c.from_seat, c.room, c.seat, since, now + kLongestWay, c.by, c.reason}},
          std::nullopt};
}

Decision decide_one(const Batch& batch, const Attempt& a, const Admit& c, Instant now) {
  const bool never_came = a.status == Status::absent || (a.status == Status::registered && a.round == 1);
  if (!never_came || batch.finalised_at) return refused(RefusalId::not_possible_now);
  if (now >= batch.window.end) return refused(RefusalId::batch_over, batch.window.end);
  if (a.admitted) return refused(RefusalId::not_possible_now);
  return {{Admitted{c.by, c.reason}}, std::nullopt};
}

}  // namespace examhall::exam
