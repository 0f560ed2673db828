// The worked examples of docs/exam-rules.md, so that the page stays true. Times of day are Shanghai's.
#include "exam_world.hpp"

using namespace examhall::exam;
using namespace examhall::exam::test;

namespace {

// Of the day of the examples, 2023-05-20.
Instant clock(int hour, int minute, int second = 0, int ms = 0) {
  return kStart - (9h + 30min) + std::chrono::hours{hour} + std::chrono::minutes{minute} +
         std::chrono::seconds{second} + Span{ms};
}

const TakeSeat kSeat{"PC-1", "10.0.0.1"};

}  // namespace

TEST_CASE("the page's example of phases") {
  const Batch b = junior();
  const auto phase = [&](Instant t, Instant latest = {}) { return to_text(phase_at(b, latest, t).phase); };
  CHECK(phase(clock(8, 59, 59, 999)) == "sealed");
  CHECK(phase(clock(9, 0)) == "entry");
  CHECK(phase(clock(9, 30)) == "running");
  CHECK(phase(clock(11, 30)) == "grace");
  CHECK(phase(clock(11, 30, 2)) == "closed");
  CHECK(phase(clock(11, 49, 59, 999), clock(11, 50)) == "running");
}

TEST_CASE("the page's example of a deadline with everything in it") {
  World w;
  w.a = enrolled(12min);
  w.sit();
  w.give(Extend{5min, "person", "zhao", ""}, clock(10, 0));
  w.give(Pause{"zhao", ""}, clock(10, 20));
  CHECK(deadline(w.batch, w.a, clock(10, 24)) == clock(11, 51));
  w.give(Resume{"zhao", ""}, clock(10, 27));
  CHECK(deadline(w.batch, w.a, clock(10, 27)) == clock(11, 54));
}

TEST_CASE("the page's example of two machines and one number") {
  World w = World{}.sit();
  REQUIRE(w.answer(4, 17, R"("B")", clock(10, 0)) == "answered");
  CHECK(w.answer(4, 17, R"("B")", clock(11, 35)) == "done before");
  w.give(TakeSeat{"PC-2", "10.0.0.2"}, clock(10, 1));
  w.answer(0, 18, "true", clock(10, 2));
  w.answer(1, 19, "true", clock(10, 3));
  w.give(kSeat, clock(10, 4));
  CHECK(w.answer(2, 18, "true", clock(10, 5)) == "answer_refused / number_used");
  CHECK(w.answer(2, 20, "true", clock(10, 5)) == "answered");
}

TEST_CASE("the page's example of handing in") {
  World w;
  w.batch.rules.no_hand_in_last = 10min;
  w.sit();
  CHECK(outcome(w.decide_only(HandIn{1, 5}, clock(9, 59, 59, 999))) == "/ hand_in_too_early");
  CHECK(outcome(w.decide_only(HandIn{1, 5}, clock(10, 0))) == "handed_in");
  CHECK(outcome(w.decide_only(HandIn{1, 5}, clock(11, 19, 59, 999))) == "handed_in");
  CHECK(outcome(w.decide_only(HandIn{1, 5}, clock(11, 20))) == "/ hand_in_last_minutes");
  w.give(Extend{5min, "person", "zhao", ""}, clock(11, 0));
  CHECK(outcome(w.decide_only(HandIn{1, 5}, clock(11, 24, 59, 999))) == "handed_in");
}

TEST_CASE("the page's example of an outage") {
  World w = World{}.sit();
  evolve(w.batch, OutageNoted{clock(9, 40), clock(9, 43, 30), 210s, "compensated"}, clock(9, 43, 30));
  CHECK(w.said(Compensate{210'000ms, "outage"}, clock(9, 43, 30)) == "compensated");
  CHECK(deadline(w.batch, w.a, clock(9, 44)) == clock(11, 33, 30));
  CHECK(late_entry_limit(w.batch) == clock(9, 48, 30));
  const Window away{clock(9, 40), clock(9, 43, 30)};
  World paused_before = World{}.sit();
  paused_before.give(Pause{"zhao", ""}, clock(9, 35));
  CHECK(lost_to(away, w.batch, paused_before.a) == Span{0});
  CHECK(outcome(paused_before.decide_only(Compensate{Span{0}, "outage"}, clock(9, 44))) ==
        "/ not_possible_now");
  World paused_after = World{}.sit();
  paused_after.give(Pause{"zhao", ""}, clock(9, 50));
  CHECK(lost_to(away, w.batch, paused_after.a) == 210s);
  CHECK(outcome(paused_after.decide_only(Compensate{210s, "outage"}, clock(10, 0))) == "compensated");
}

TEST_CASE("the page's example of an outage with a time of one's own") {
  World w;
  w.batch.window = {clock(9, 0), clock(21, 0)};
  w.batch.rules.attempt_time = 2h;
  CHECK(lost_to({clock(18, 50), clock(19, 10)}, w.batch, w.a) == 600s);
}

TEST_CASE("the page's example of another try") {
  World w;
  w.batch.window = {clock(9, 0), clock(21, 0)};
  w.batch.rules.attempts_allowed = 2;
  w.batch.rules.attempt_time = 1h;
  w.a = enrolled(10min);
  w.sit();
  w.give(Extend{5min, "person", "zhao", ""}, clock(9, 10));
  w.answer(0, 61, "true", clock(9, 20));
  REQUIRE(w.said(HandIn{1, 4}, clock(9, 50)) == "handed_in");
  REQUIRE(w.said(kSeat, clock(9, 59)) == "entry_refused / attempt_ended");
  const TakeSeat next{kSeat.machine, kSeat.address, true};
  REQUIRE(w.said(next, clock(10, 0)) == "retaken seated begun");
  CHECK(deadline(w.batch, w.a, clock(10, 0)) == clock(11, 10));
  CHECK(w.answer(0, 61, "true", clock(10, 1)) == "answer_refused / number_used");
  CHECK(w.answer(0, 62, "true", clock(10, 1)) == "answered");
  REQUIRE(w.said(HandIn{2, 4}, clock(10, 40)) == "handed_in");
  CHECK(w.said(next, clock(10, 41)) == "entry_refused / attempt_ended");
}

TEST_CASE("the page's example of a termination undone") {
  World w = World{}.sit();
  w.give(Terminate{"zhao", "phone"}, clock(9, 50));
  w.give(Reinstate{"zhao", "calculator"}, clock(10, 3));
  CHECK(deadline(w.batch, w.a, clock(10, 3)) == clock(11, 43));

  World k;
  k.give(kSeat, clock(9, 20));
  k.give(Terminate{"zhao", ""}, clock(9, 25));
  k.give(Reinstate{"zhao", ""}, clock(9, 40));
  CHECK(k.said(kSeat, clock(9, 40)) == "seated begun");
  CHECK(deadline(k.batch, k.a, clock(9, 40)) == clock(11, 30));
}

TEST_CASE("the page's example of moving a batch") {
  const Batch b = junior();
  const auto said = [&](Instant now, Window w) {
    return to_text(decide(b, {}, Reschedule{w, "zhao", ""}, now).refusal);
  };
  CHECK(said(clock(9, 0), {clock(14, 0), clock(16, 0)}) == "none");
  CHECK(said(clock(9, 29, 59, 999), {clock(9, 29, 59, 999), clock(11, 30)}) == "starts_in_the_past");
  CHECK(said(clock(9, 30), {clock(9, 40), clock(11, 30)}) == "already_started");
  CHECK(said(clock(11, 0), {clock(9, 30), clock(11, 0)}) == "end_in_the_past");
  CHECK(said(clock(11, 0), {clock(9, 30), clock(12, 0)}) == "none");
  CHECK(said(clock(11, 30), {clock(9, 30), clock(12, 0)}) == "already_closed");
}
