// An end that moved: who has yet to be shown it, and what counts as shown.
#include "exam_world.hpp"

using namespace examhall::exam;
using namespace examhall::exam::test;

namespace {

const Instant kNow = kStart + 10min;

Extend five(std::string why = "power cut") { return {5min, "person", "zhao", std::move(why)}; }

}  // namespace

TEST_CASE("nothing has to be shown while nothing moved") {
  World w;
  CHECK_FALSE(unshown_end(w.batch, w.a));
  w.sit();
  CHECK_FALSE(unshown_end(w.batch, w.a));
  CHECK_FALSE(end_moved_at(w.batch, w.a));
  CHECK(w.said(ConfirmEnd{1, kEnd}, kNow) == "done before");
}

TEST_CASE("an extension is open until the client shows that end") {
  World w;
  w.sit();
  w.give(five(), kNow);
  CHECK(unshown_end(w.batch, w.a) == EndMove{kNow, 5min, "extended", "power cut"});
  CHECK(end_moved_at(w.batch, w.a) == kNow);
  CHECK(w.said(ConfirmEnd{1, kEnd}, kNow + 1s) == "done before");  // the old one
  CHECK(w.said(ConfirmEnd{1, kEnd + 5min}, kNow + 1s) == "end_shown");
  CHECK_FALSE(unshown_end(w.batch, w.a));
  CHECK(w.said(ConfirmEnd{1, kEnd + 5min}, kNow + 2s) == "done before");
  CHECK(end_moved_at(w.batch, w.a) == kNow);
}

TEST_CASE("moves that nobody saw are told as one") {
  World w;
  w.sit();
  w.give(five(), kNow);
  for (const BatchEvent& e : decide(w.batch, kEnd, ExtendBatch{10min, "qian", "fog"}, kNow + 1min).events) {
    evolve(w.batch, e, kNow + 1min);
  }
  w.give(Compensate{90s, "outage"}, kNow + 2min);
  CHECK(unshown_end(w.batch, w.a) == EndMove{kNow + 2min, 15min + 90s, "compensated", ""});
  CHECK(w.said(ConfirmEnd{1, kEnd + 15min + 90s}, kNow + 3min) == "end_shown");
  evolve(w.batch, BatchEvent{BatchRescheduled{{kStart, kEnd}, "qian", "fog is gone"}}, kNow + 4min);
  CHECK(unshown_end(w.batch, w.a) == EndMove{kNow + 4min, -10min, "rescheduled", "fog is gone"});
}

TEST_CASE("whoever comes or begins is told the whole schedule with it") {
  World w;
  evolve(w.batch, BatchEvent{BatchExtended{10min, "qian", "fog"}}, kStart - 1h);
  REQUIRE(w.said(TakeSeat{"PC-1", "10.0.0.1"}, kStart - 10min) == "seated");
  CHECK_FALSE(unshown_end(w.batch, w.a));
  w.give(five(), kStart - 5min);
  CHECK(unshown_end(w.batch, w.a));
  REQUIRE(w.said(Begin{}, kStart) == "begun");
  CHECK_FALSE(unshown_end(w.batch, w.a));
}

TEST_CASE("whoever comes back in the middle is not thereby told") {
  World w;
  w.sit();
  w.give(LoseSeat{1}, kNow);
  w.give(five(), kNow + 1min);
  REQUIRE(w.said(TakeSeat{"PC-1", "10.0.0.1"}, kNow + 2min) == "seated");
  CHECK(unshown_end(w.batch, w.a)->by == 5min);
  CHECK(w.said(ConfirmEnd{1, kEnd + 5min}, kNow + 2min) == "/ seat_taken_over");
  CHECK(w.said(ConfirmEnd{2, kEnd + 5min}, kNow + 2min) == "end_shown");
}

TEST_CASE("a pause's own end is told with the resumption") {
  World w;
  w.sit();
  w.give(Pause{"zhao", "alarm"}, kNow);
  CHECK_FALSE(unshown_end(w.batch, w.a));
  w.give(five(), kNow + 1min);
  CHECK(w.said(ConfirmEnd{1, deadline(w.batch, w.a, kNow + 2min)}, kNow + 2min) == "done before");
  w.give(Resume{"zhao", "go on"}, kNow + 6min);
  CHECK(unshown_end(w.batch, w.a) == EndMove{kNow + 6min, 5min, "extended", "power cut"});
  CHECK(w.said(ConfirmEnd{1, kEnd + 11min}, kNow + 7min) == "end_shown");
}

TEST_CASE("what a move and an undone termination gave back is told too") {
  World w;
  w.sit();
  w.give(Move{"305", "1", "306", "2", "zhao", "keyboard"}, kNow);
  REQUIRE(w.said(TakeSeat{"PC-2", "10.0.0.2"}, kNow + 3min) == "seated");
  CHECK(unshown_end(w.batch, w.a) == EndMove{kNow + 3min, 3min, "compensated", ""});
  CHECK(w.said(ConfirmEnd{w.a.fence, kEnd + 3min}, kNow + 4min) == "end_shown");
  w.give(Terminate{"zhao", "phone"}, kNow + 5min);
  w.give(Reinstate{"qian", "calculator"}, kNow + 7min);
  CHECK(unshown_end(w.batch, w.a) == EndMove{kNow + 7min, 2min, "compensated", "calculator"});
}

TEST_CASE("another try starts with nothing to show") {
  World w;
  w.batch.rules.attempts_allowed = 2;
  w.batch.rules.hand_in_after = 0min;
  w.sit();
  w.give(five(), kNow);
  REQUIRE(w.said(HandIn{1, 5}, kNow + 1min) == "handed_in");
  REQUIRE(w.said(TakeSeat{"PC-1", "10.0.0.1", true}, kNow + 2min) == "retaken seated begun");
  CHECK_FALSE(unshown_end(w.batch, w.a));
}
