// Coming, going, beginning and ending.
#include "exam/decide.hpp"

namespace examhall::exam {
namespace {

// The seed of a further try follows from the first, so that it needs no source of chance here.
std::uint64_t next_seed(std::uint64_t seed) {
  std::uint64_t z = seed + 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return (z ^ (z >> 31U)) >> 1U;  // 63 bits: it must stand in JSON
}

// nullopt: the door is open for this person.
std::optional<Refusal> at_the_door(const Batch& batch, const Attempt& a, bool next_try, Instant now) {
  if (a.status == Status::terminated) return Refusal{RefusalId::attempt_terminated};
  const Instant opens = batch.window.start - batch.rules.entry_before;
  if (now < opens) return Refusal{RefusalId::not_open_yet, opens};
  const bool fresh = !a.begun_at || has_ended(a.status);
  if (a.status == Status::absent) return Refusal{RefusalId::entry_too_late, late_entry_limit(batch)};
  const bool again = next_try && tries_left(batch, a) > 0;
  if (has_ended(a.status) && !again) return Refusal{RefusalId::attempt_ended, a.ended_at};
  if (fresh && now >= batch.window.end) return Refusal{RefusalId::batch_over, batch.window.end};
  const bool first = !a.begun_at && a.round == 1 && a.status == Status::registered;
  if (first && !a.admitted && !is_shut(batch) && now >= late_entry_limit(batch))
    return Refusal{RefusalId::entry_too_late, late_entry_limit(batch)};
  return std::nullopt;
}

// The machine that somebody was moved away from has found the network again: it would end their way, show the
// paper to an empty chair, or take the new seat. Whoever is sent back there types the ticket anew. By name alone, and
// not where the new machine has the same name: a room of cloned machines must never lock somebody out.
bool is_old_seat(const Attempt& a, const TakeSeat& c) {
  const bool sits_elsewhere = a.moving || a.activity.machine != c.machine;
  return c.comes_back && a.left_machine == c.machine && sits_elsewhere;
}

}  // namespace

Decision decide_one(const Batch& batch, const Attempt& a, const TakeSeat& c, Instant now) {
  if (!has_ended(a.status) && is_old_seat(a, c)) {
    return {{EntryRefused{RefusalId::seat_taken_over, c.machine, c.address}}, Refusal{RefusalId::seat_taken_over}};
  }
  if (const auto no = at_the_door(batch, a, c.next_try, now)) {
    return {{EntryRefused{no->id, c.machine, c.address}}, no};
  }
  Decision d;
  const bool again = has_ended(a.status);
  if (again) d.events.emplace_back(Retaken{a.round + 1, next_seed(a.seed)});
  const Span lost = lost_to_move(a, now);
  d.events.emplace_back(Seated{a.fence + 1, c.machine, c.address, a.online,
                               lost > Span{0} ? std::optional{lost} : std::nullopt});
  const bool begins = now >= batch.window.start && !is_shut(batch) && (again || !a.begun_at);
  if (begins) d.events.emplace_back(Begun{});
  return d;
}

Decision decide_one(const Batch&, const Attempt& a, const LoseSeat& c, Instant) {
  if (!a.online || c.fence != a.fence) return {};
  return {{SeatLost{c.fence}}, std::nullopt};
}

Decision decide_one(const Batch& batch, const Attempt& a, const Begin&, Instant now) {
  if (now < batch.window.start || is_shut(batch)) return {{}, not_started(batch)};
  if (a.status != Status::seated) return refused(RefusalId::not_possible_now);
  return {{Begun{}}, std::nullopt};
}

Decision decide_one(const Batch& batch, const Attempt& a, const HandIn& c, Instant now) {
  if (const auto no = closed_to_candidate(batch, a, c.fence)) return {{}, no};
  const Instant end = deadline(batch, a, now);
  if (now >= end + batch.rules.grace) return refused(RefusalId::too_late, end);
  const Instant earliest = batch.window.start + batch.rules.hand_in_after;
  if (now < earliest) return refused(RefusalId::hand_in_too_early, earliest);
  if (now >= end - batch.rules.no_hand_in_last) return refused(RefusalId::hand_in_last_minutes, end);
  return {{HandedIn{c.unanswered}}, std::nullopt};
}

Decision decide_one(const Batch& batch, const Attempt& a, const Collect&, Instant now) {
  if (a.status != Status::sitting) return refused(RefusalId::not_possible_now);
  const Instant end = deadline(batch, a, now);
  if (now < end + batch.rules.grace) return refused(RefusalId::not_possible_now, end + batch.rules.grace);
  return {{Collected{end}}, std::nullopt};
}

// Nobody is late for a paper that is not open.
Decision decide_one(const Batch& batch, const Attempt& a, const MarkAbsent&, Instant now) {
  if (a.status != Status::registered || is_shut(batch)) return refused(RefusalId::not_possible_now);
  // A further try that a crash kept from beginning may be taken up until the end; the tries before it stand.
  // Whoever was admitted has the same time.
  const Instant limit = a.round > 1 || a.admitted ? batch.window.end : late_entry_limit(batch);
  if (now < limit) return refused(RefusalId::not_possible_now, limit);
  return {{MarkedAbsent{}}, std::nullopt};
}

}  // namespace examhall::exam
