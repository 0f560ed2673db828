// The time that a move to another seat costs: who is given what back, beside pauses and outages.
#include "exam_world.hpp"

using namespace examhall::exam;
using namespace examhall::exam::test;

namespace {

Move to(const World& w, std::string seat) {
  return {w.a.room, w.a.seat, "306", std::move(seat), "zhao", "keyboard"};
}
const TakeSeat kBack{"PC-9", "10.0.0.9"};

}  // namespace

TEST_CASE("the way to another seat counts until somebody sits there, pauses apart") {
  World w;
  w.sit();
  REQUIRE(w.said(to(w, "9"), kStart + 10min) == "moved");
  CHECK(deadline(w.batch, w.a, kStart + 14min) == kEnd + 4min);  // so nothing is collected on the way
  SECTION("straight there") {
    w.give(kBack, kStart + 14min);
    CHECK(w.a.lost == 4min);
  }
  SECTION("the room is paused meanwhile: that time is given back as a pause, not twice") {
    w.give(Pause{"zhao", "x"}, kStart + 11min);
    w.give(Resume{"zhao", "x"}, kStart + 13min);
    w.give(kBack, kStart + 14min);
    CHECK(w.a.lost == 2min);
  }
  SECTION("moved once more on the way: it is one way") {
    w.give(to(w, "10"), kStart + 12min);
    w.give(kBack, kStart + 14min);
    CHECK(w.a.lost == 4min);
  }
  CHECK(deadline(w.batch, w.a, kStart + 60min) == kEnd + 4min);
  CHECK_FALSE(w.a.moving);
}

TEST_CASE("an outage on the way is given back once, as part of the way") {
  World w;
  w.sit();
  w.give(to(w, "9"), kStart + 10min);
  const Window outage{kStart + 8min, kStart + 13min};
  CHECK(lost_to(outage, w.batch, w.a) == 2min);
  w.give(kBack, kStart + 14min);
  CHECK(lost_to(outage, w.batch, w.a) == 2min);  // as when it is approved later
  CHECK(w.a.lost == 4min);
}

TEST_CASE("an outage before the way is given back once, as the outage") {
  World w;
  w.sit();
  w.give(LoseSeat{1}, kStart + 30min);
  const Window outage{kStart + 32min, kStart + 37min};
  REQUIRE(w.said(Compensate{5min, "outage", outage}, kStart + 37min) == "compensated");
  REQUIRE(w.said(to(w, "9"), kStart + 40min) == "moved");
  CHECK(lost_to_move(w.a, kStart + 42min) == 7min);
  w.give(kBack, kStart + 42min);
  CHECK(w.a.lost == 12min);
  CHECK(deadline(w.batch, w.a, kStart + 42min) == kEnd + 12min);
}

TEST_CASE("an outage that is given back while somebody is on the way: each minute once") {
  World w;
  w.sit();
  w.give(to(w, "9"), kStart + 10min);
  const Window outage{kStart + 8min, kStart + 13min};
  CHECK(w.said(Compensate{5min, "outage", outage}, kStart + 13min) == "/ not_possible_now");  // not what it took
  REQUIRE(w.said(Compensate{2min, "outage", outage}, kStart + 13min) == "compensated");
  w.give(kBack, kStart + 14min);
  CHECK(w.a.lost == 6min);  // 8 to 14
  CHECK(lost_to(outage, w.batch, w.a) == Span{0});
}

TEST_CASE("an outage across an undone termination, approved later: each minute once") {
  World w;
  w.sit();
  w.give(Terminate{"zhao", "phone"}, kStart + 10min);
  w.give(Reinstate{"qian", "calculator"}, kStart + 20min);
  CHECK(w.a.lost == 10min);
  CHECK(lost_to({kStart + 8min, kStart + 14min}, w.batch, w.a) == 2min);
}

TEST_CASE("the old machine does not end the way by coming back, nor take the new seat") {
  World w;
  w.sit();
  w.give(LoseSeat{1}, kStart + 9min);
  w.give(to(w, "9"), kStart + 10min);
  const TakeSeat old{"PC-1", "10.0.0.1", false, true};
  const char* const refused = "entry_refused / seat_taken_over";
  CHECK(w.said(old, kStart + 11min) == refused);
  CHECK(w.a.moving);
  SECTION("then somebody sits at the new one") {
    REQUIRE(w.said(kBack, kStart + 12min) == "seated");
    CHECK(w.said(old, kStart + 13min) == refused);
    CHECK(w.said(TakeSeat{"PC-9", "10.0.0.9", false, true}, kStart + 14min) == "seated");  // its own line broke
  }
  SECTION("sent back there, the ticket is typed anew, and from then on it is the seat") {
    REQUIRE(w.said(TakeSeat{"PC-1", "10.0.0.1"}, kStart + 12min) == "seated");
    CHECK(w.said(old, kStart + 13min) == "seated");
  }
  SECTION("all machines of the room have the same name") {
    REQUIRE(w.said(TakeSeat{"PC-1", "10.0.0.9"}, kStart + 12min) == "seated");
    CHECK(w.said(old, kStart + 13min) == "seated");
  }
}

TEST_CASE("before the beginning a move costs nothing, and what it costs after it begins there") {
  World w;
  w.said(kBack, kStart - 10min);
  REQUIRE(w.said(to(w, "9"), kStart - 5min) == "moved");
  CHECK(lost_to_move(w.a, kStart - 1min) == Span{0});
  w.give(Begin{}, kStart);
  w.give(kBack, kStart + 2min);
  CHECK(w.a.lost == 2min);
}

TEST_CASE("an attempt that ends on the way keeps what the way had cost") {
  World w;
  w.sit();
  w.give(to(w, "9"), kStart + 10min);
  w.give(Terminate{"zhao", "x"}, kStart + 12min);
  w.give(Reinstate{"zhao", "x"}, kStart + 30min);
  CHECK(w.a.lost == 20min);
  CHECK_FALSE(w.a.moving);
}

TEST_CASE("what the old seat sends after a move is refused, a lost connection there changes nothing") {
  World w;
  w.sit();
  const std::uint32_t old = w.a.fence;
  w.give(to(w, "9"), kStart + 10min);
  CHECK(w.said(GiveAnswer{old, 0, 1, "\"A\"", 0}, kStart + 10min + 1s) == "answer_refused / seat_taken_over");
  CHECK(w.said(LoseSeat{old}, kStart + 10min + 1s) == "done before");
}

TEST_CASE("whoever was absent and then undone comes to the state of before, and can be admitted from there") {
  World w;
  w.give(MarkAbsent{}, kStart + 15min);
  w.give(Terminate{"zhao", "x"}, kStart + 16min);
  CHECK(w.said(Admit{"zhao", "train"}, kStart + 17min) == "/ not_possible_now");
  w.give(Reinstate{"zhao", "x"}, kStart + 18min);
  CHECK(w.said(Admit{"zhao", "train"}, kStart + 19min) == "admitted");
  CHECK(w.a.status == Status::registered);
  CHECK_FALSE(w.a.ended_at);
  CHECK(w.said(kBack, kStart + 20min) == "seated begun");
}
