// Coming, handing in, being collected, taking over, sitting again, being ended by staff and let back in.
#include "exam_world.hpp"

using namespace examhall::exam;
using namespace examhall::exam::test;

namespace {
const TakeSeat kSeat{"PC-1", "10.0.0.1"};
const TakeSeat kOther{"PC-2", "10.0.0.2"};
const TakeSeat kNext{"PC-2", "10.0.0.2", true};
}  // namespace

TEST_CASE("the door opens on the millisecond") {
  World w;
  const Decision early = w.give(kSeat, kStart - 30min - kOne);
  CHECK(outcome(early) == "entry_refused / not_open_yet");
  CHECK(early.refusal->when == kStart - 30min);
  CHECK(w.a.fence == 0);
  CHECK(w.said(kSeat, kStart - 30min) == "seated");
}

TEST_CASE("late entry at the exact millisecond") {
  World w;
  CHECK(outcome(w.decide_only(kSeat, kStart - kOne)) == "seated");
  CHECK(outcome(w.decide_only(kSeat, kStart)) == "seated begun");
  CHECK(outcome(w.decide_only(kSeat, kStart + 15min - kOne)) == "seated begun");
  const Decision late = w.decide_only(kSeat, kStart + 15min);
  CHECK(outcome(late) == "entry_refused / entry_too_late");
  CHECK(late.refusal->when == kStart + 15min);
  w.batch.rules.late_entry_after = Span{0};
  CHECK(outcome(w.decide_only(kSeat, kStart - kOne)) == "seated");
  CHECK(outcome(w.decide_only(kSeat, kStart)) == "entry_refused / entry_too_late");
  w.batch.rules.late_entry_after.reset();
  CHECK(outcome(w.decide_only(kSeat, kEnd - kOne)) == "seated begun");
  CHECK(outcome(w.decide_only(kSeat, kEnd)) == "entry_refused / batch_over");
}

TEST_CASE("whoever was in the seat before may come back after the limit") {
  World w;
  w.give(kSeat, kStart - 5min);
  w.give(LoseSeat{1}, kStart - 4min);
  CHECK(outcome(w.decide_only(kSeat, kStart + 40min)) == "seated begun");
  w.give(Begin{}, kStart);
  CHECK(outcome(w.decide_only(kSeat, kStart + 40min)) == "seated");
  CHECK(outcome(w.decide_only(kSeat, kEnd + 1s)) == "seated");  // its answers in flight may still count
}

TEST_CASE("a take-over raises the fence and says whether the seat was held") {
  World w = World{}.sit();
  const auto seated = [](const Decision& d) { return std::get<Seated>(d.events.at(0)); };
  const Decision over = w.give(kOther, kStart + 1min);
  CHECK(seated(over).fence == 2);
  CHECK(seated(over).takeover);
  CHECK(w.said(LoseSeat{1}, kStart + 2min) == "done before");  // the old connection's end changes nothing
  CHECK(w.a.online);
  CHECK(w.said(LoseSeat{2}, kStart + 3min) == "seat_lost");
  CHECK_FALSE(w.a.online);
  CHECK(w.said(LoseSeat{2}, kStart + 4min) == "done before");
  const Decision back = w.give(kSeat, kStart + 5min);
  CHECK(seated(back).fence == 3);
  CHECK_FALSE(seated(back).takeover);
}

TEST_CASE("events of an old seat, replayed, do not touch the new one") {
  World w = World{}.sit();
  w.give(kOther, kStart + 1min);
  evolve(w.a, SeatLost{1}, kStart + 2min);
  CHECK(w.a.online);
  evolve(w.a, HandedIn{5}, kStart + 40min);
  evolve(w.a, Retaken{2, 5}, kStart + 41min);
  CHECK(w.a.fence == 2);  // even before the login that the new try begins with
  CHECK(w.a.status == Status::registered);
}

TEST_CASE("hand-in at its boundaries") {
  World w;
  w.batch.rules.no_hand_in_last = 10min;
  w.sit();
  const auto said = [&](Instant t) { return w.decide_only(HandIn{1, 5}, t); };
  CHECK(outcome(said(kStart + 30min - kOne)) == "/ hand_in_too_early");
  CHECK(said(kStart + 30min - kOne).refusal->when == kStart + 30min);
  CHECK(outcome(said(kStart + 30min)) == "handed_in");
  CHECK(outcome(said(kEnd - 10min - kOne)) == "handed_in");
  CHECK(outcome(said(kEnd - 10min)) == "/ hand_in_last_minutes");
  CHECK(said(kEnd - 10min).refusal->when == kEnd);
  CHECK(outcome(said(kEnd + 2s - kOne)) == "/ hand_in_last_minutes");
  CHECK(outcome(said(kEnd + 2s)) == "/ too_late");
  CHECK(said(kEnd + 2s).refusal->when == kEnd);
  w.give(Extend{5min, "person", "zhao", ""}, kStart + 1h);
  CHECK(outcome(said(kEnd - 5min - kOne)) == "handed_in");
  CHECK(outcome(said(kEnd - 5min)) == "/ hand_in_last_minutes");
}

TEST_CASE("without such rules one hands in from the start to the deadline") {
  World w;
  w.batch.rules.hand_in_after = Span{0};
  w.sit();
  CHECK(outcome(w.decide_only(HandIn{1, 5}, kStart)) == "handed_in");
  CHECK(outcome(w.decide_only(HandIn{1, 5}, kEnd - kOne)) == "handed_in");
  CHECK(outcome(w.decide_only(HandIn{1, 5}, kEnd)) == "/ hand_in_last_minutes");
}

TEST_CASE("a paper is collected once grace is over, not before") {
  World w = World{}.sit();
  const Decision early = w.give(Collect{}, kEnd + 2s - kOne);
  CHECK(outcome(early) == "/ not_possible_now");
  CHECK(early.refusal->when == kEnd + 2s);
  const Decision d = w.give(Collect{}, kEnd + 2s);
  CHECK(outcome(d) == "collected");
  CHECK(std::get<Collected>(d.events[0]).deadline == kEnd);
  CHECK(w.a.ended_at == kEnd + 2s);
  CHECK(w.said(Collect{}, kEnd + 3s) == "/ not_possible_now");
}

TEST_CASE("absent from the late-entry limit on") {
  World w;
  CHECK(w.give(MarkAbsent{}, kStart + 15min - kOne).refusal->when == kStart + 15min);
  CHECK(w.said(MarkAbsent{}, kStart + 15min) == "marked_absent");
  CHECK(w.said(kSeat, kStart + 20min) == "entry_refused / entry_too_late");
}

TEST_CASE("a further try keeps the person's entitlement, the fence and the numbers") {
  World w;
  w.batch.rules.attempts_allowed = 2;
  w.batch.rules.attempt_time = 1h;
  w.a = enrolled(10min);
  w.sit();
  w.give(Extend{5min, "person", "zhao", ""}, kStart + 1min);
  w.answer(0, 1, R"("A")", kStart + 2min);
  w.answer(1, 9, R"("B")", kStart + 3min);
  w.answer(1, 9, R"("C")", kStart + 3min);
  REQUIRE(w.said(HandIn{1, 3}, kStart + 35min) == "handed_in");
  const auto first_seed = w.a.seed;

  // A client that lost the connection at the end comes back for the receipt: that costs no try.
  REQUIRE(w.said(kOther, kStart + 39min) == "entry_refused / attempt_ended");
  REQUIRE(w.said(kNext, kStart + 40min) == "retaken seated begun");
  CHECK(w.a.round == 2);
  CHECK(w.a.fence == 2);
  CHECK(w.a.last_no == 9);
  CHECK(w.a.accommodation == 10min);
  CHECK(w.a.extended == Span{0});
  CHECK(w.a.room == "305");
  CHECK(w.a.id == 41);
  CHECK(w.a.seed != first_seed);
  CHECK(w.a.seed < (1ULL << 63U));
  CHECK(w.a.answers.size() == kItems);
  CHECK(w.a.answered() == 0);
  CHECK(w.a.refused_answers == 0);
  CHECK(deadline(w.batch, w.a, kStart + 40min) == kStart + 110min);
  CHECK(w.answer(0, 1, R"("A")", kStart + 41min) == "answer_refused / number_used");  // the first try's
  CHECK(w.answer(0, 10, R"("A")", kStart + 41min) == "answered");

  REQUIRE(w.said(HandIn{2, 4}, kStart + 50min) == "handed_in");
  CHECK(w.said(kNext, kStart + 51min) == "entry_refused / attempt_ended");
}

TEST_CASE("the seed of a further try follows from the first") {
  World w;
  w.batch.rules.attempts_allowed = 3;
  w.sit();
  w.give(HandIn{1, 5}, kStart + 31min);
  World again = w;
  w.give(kNext, kStart + 32min);
  again.give(kNext, kStart + 33min);
  CHECK(w.a.seed == again.a.seed);
  w.give(HandIn{2, 5}, kStart + 34min);
  w.give(kNext, kStart + 35min);
  CHECK(w.a.seed != again.a.seed);
}

TEST_CASE("no further try after the window, after a termination or for the absent") {
  const auto refused = [](Status status, Instant t) {
    World w = in_status(status);
    w.batch.rules.attempts_allowed = 2;
    return w.said(kNext, t);
  };
  CHECK(refused(Status::handed_in, kEnd - kOne) == "retaken seated begun");
  CHECK(refused(Status::collected, kEnd - kOne) == "retaken seated begun");
  CHECK(refused(Status::handed_in, kEnd) == "entry_refused / batch_over");
  CHECK(refused(Status::terminated, kStart + 20min) == "entry_refused / attempt_terminated");
  CHECK(refused(Status::absent, kStart + 20min) == "entry_refused / entry_too_late");
}

TEST_CASE("an undone termination gives the lost time back") {
  World w = World{}.sit();
  w.answer(0, 1, R"("A")", kStart + 1min);
  REQUIRE(w.said(Terminate{"zhao", "phone"}, kStart + 20min) == "terminated");
  CHECK(w.answer(0, 2, R"("B")", kStart + 21min) == "answer_refused / attempt_terminated");
  CHECK(w.said(kSeat, kStart + 21min) == "entry_refused / attempt_terminated");
  REQUIRE(w.said(Reinstate{"qian", "a calculator"}, kStart + 33min) == "reinstated");
  CHECK(w.a.status == Status::sitting);
  CHECK_FALSE(w.a.ended_at);
  CHECK(w.a.lost == 13min);
  CHECK(w.a.extended == Span{0});
  CHECK(deadline(w.batch, w.a, kStart + 33min) == kEnd + 13min);
  CHECK(w.answer(0, 3, R"("B")", kEnd + 13min + 2s - kOne) == "answered");
}

TEST_CASE("a pause goes on through a termination that is undone") {
  World w = World{}.sit();
  w.give(Pause{"zhao", ""}, kStart + 10min);
  w.give(Terminate{"zhao", ""}, kStart + 20min);
  w.give(Reinstate{"zhao", ""}, kStart + 30min);
  CHECK(w.a.status == Status::paused);
  w.give(Resume{"zhao", ""}, kStart + 40min);
  CHECK(w.a.lost == Span{0});
  CHECK(deadline(w.batch, w.a, kStart + 40min) == kEnd + 30min);
}

TEST_CASE("whoever was not sitting gets no time from an undone termination") {
  for (const Status s : {Status::registered, Status::seated, Status::handed_in, Status::absent}) {
    World w = in_status(s);
    w.give(Terminate{"zhao", ""}, kStart + 20min);
    w.give(Reinstate{"zhao", ""}, kStart + 30min);
    CHECK(w.a.status == s);
    CHECK(w.a.lost == Span{0});
  }
}
