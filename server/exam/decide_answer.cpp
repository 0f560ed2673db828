// What a candidate sends while sitting.
#include "exam/decide.hpp"

namespace examhall::exam {

Refusal not_started(const Batch& batch) {
  return {RefusalId::not_started, is_shut(batch) ? std::nullopt : std::optional{batch.window.start}};
}

std::optional<Refusal> closed_to_candidate(const Batch& batch, const Attempt& a, std::uint32_t fence) {
  if (fence != a.fence) return Refusal{RefusalId::seat_taken_over};
  switch (a.status) {
    case Status::sitting: return std::nullopt;
    case Status::paused: return Refusal{RefusalId::attempt_paused};
    case Status::terminated: return Refusal{RefusalId::attempt_terminated};
    case Status::handed_in:
    case Status::collected:
    case Status::absent: return Refusal{RefusalId::attempt_ended, a.ended_at};
    case Status::registered:
    case Status::seated: break;
  }
  return not_started(batch);
}

namespace {

Decision kept_as_evidence(const GiveAnswer& c, Refusal why) {
  return {{AnswerRefused{c.fence, c.item, c.no, c.response, c.client_at, why.id}}, why};
}

// A client that lost the ack asks again, whatever has become of the attempt since; or the item has a later answer.
bool stored_before(const Attempt& a, const GiveAnswer& c) {
  if (c.fence != a.fence || c.item >= a.answers.size()) return false;
  const Given& given = a.answers[c.item];
  return c.no < given.no || (c.no == given.no && c.response == given.response);
}

}  // namespace

Decision decide_one(const Batch& batch, const Attempt& a, const GiveAnswer& c, Instant now) {
  if (stored_before(a, c)) return {};
  // Before anything about the paper is looked at: a refusal must not show how many items it has.
  if (const auto no = closed_to_candidate(batch, a, c.fence)) return kept_as_evidence(c, *no);
  if (c.item >= a.answers.size()) return refused(RefusalId::no_such_item);
  const Instant end = deadline(batch, a, now);
  if (now >= end + batch.rules.grace) return kept_as_evidence(c, {RefusalId::too_late, end});
  if (c.no <= a.last_no) return kept_as_evidence(c, {RefusalId::number_used});
  const auto item = static_cast<std::int32_t>(c.item);
  if (batch.rules.navigation == Navigation::forward_only && item < a.position) {
    return kept_as_evidence(c, {RefusalId::item_behind});
  }
  return {{Answered{c.fence, c.item, c.no, c.response, c.client_at}}, std::nullopt};
}

Decision decide_one(const Batch& batch, const Attempt& a, const Visit& c, Instant) {
  if (const auto no = closed_to_candidate(batch, a, c.fence)) return {{}, no};
  if (c.item >= a.answers.size()) return refused(RefusalId::no_such_item);
  if (batch.rules.navigation == Navigation::free) return {};
  const auto item = static_cast<std::int32_t>(c.item);
  if (item < a.position) return refused(RefusalId::item_behind);
  if (item == a.position) return {};
  return {{Visited{c.item}}, std::nullopt};
}

Decision decide_one(const Batch&, const Attempt& a, const Report& c, Instant) {
  if (c.fence != a.fence) return refused(RefusalId::seat_taken_over);
  return {{Reported{c.fence, c.kind, c.detail}}, std::nullopt};
}

}  // namespace examhall::exam
