// When one person's time is over.
#include "exam_world.hpp"

using namespace examhall::exam;
using namespace examhall::exam::test;

namespace {
Attempt begun(Instant at) {
  Attempt a = enrolled();
  evolve(a, Seated{1, "PC-1", "10.0.0.1", false}, at);
  evolve(a, Begun{}, at);
  return a;
}
}  // namespace

TEST_CASE("without a time for one attempt the window's end is the deadline, whenever one began") {
  const Batch b = junior();
  for (const Instant at : {kStart, kStart + 10min, kEnd - kOne}) CHECK(deadline(b, begun(at), at) == kEnd);
  CHECK(deadline(b, enrolled(), kStart - 1h) == kEnd);
}

TEST_CASE("a time for one attempt runs from its beginning and never past the window") {
  Batch b = junior();
  b.window = {kStart, kStart + 12h};  // a teachers' assessment
  b.rules.attempt_time = 2h;
  CHECK(deadline(b, begun(kStart), kStart + 5h) == kStart + 2h);
  CHECK(deadline(b, begun(kStart + 3h), kStart + 4h) == kStart + 5h);
  CHECK(deadline(b, begun(kStart + 10h), kStart + 11h) == kStart + 12h);
  CHECK(deadline(b, begun(kStart + 10h + kOne), kStart + 11h) == kStart + 12h);
  CHECK(deadline(b, begun(kStart + 10h - kOne), kStart + 11h) == kStart + 12h - kOne);
  // Not begun: as if at the start, or now.
  CHECK(deadline(b, enrolled(), kStart - 1h) == kStart + 2h);
  CHECK(deadline(b, enrolled(), kStart + 1h) == kStart + 3h);
}

TEST_CASE("what was granted adds up past the window") {
  const Batch b = junior();
  Attempt a = begun(kStart);
  a.accommodation = 36min;
  CHECK(deadline(b, a, kStart) == kEnd + 36min);
  evolve(a, Extended{5min, "person", "zhao", ""}, kStart + 1h);
  evolve(a, Extended{kOne, "room", "zhao", ""}, kStart + 1h);
  evolve(a, Compensated{90s, "outage"}, kStart + 1h);
  CHECK(deadline(b, a, kStart + 1h) == kEnd + 36min + 5min + kOne + 90s);
}

TEST_CASE("a running pause counts up, an ended one stays counted") {
  const Batch b = junior();
  Attempt a = begun(kStart);
  evolve(a, Paused{"zhao", ""}, kStart + 1h);
  CHECK(deadline(b, a, kStart + 1h) == kEnd);
  CHECK(deadline(b, a, kStart + 1h + kOne) == kEnd + kOne);
  CHECK(deadline(b, a, kEnd + 3h) == kEnd + 4h);  // while it lasts the deadline is never reached
  CHECK(deadline(b, a, kStart + 59min) == kEnd);  // never a negative pause
  evolve(a, Resumed{"zhao", ""}, kStart + 1h + 7min);
  CHECK(deadline(b, a, kEnd + 9h) == kEnd + 7min);
  evolve(a, Paused{"zhao", ""}, kStart + 90min);
  evolve(a, Resumed{"zhao", ""}, kStart + 91min);
  CHECK(deadline(b, a, kEnd) == kEnd + 8min);
}

TEST_CASE("a moved end moves every deadline by as much, but not one's own time that ends earlier") {
  Batch b = junior();
  Attempt granted = begun(kStart);
  granted.extended = 10min;
  evolve(b, BatchExtended{15min, "zhao", "power"}, kStart + 1h);
  CHECK(deadline(b, granted, kStart + 1h) == kEnd + 25min);
  evolve(b, BatchRescheduled{{kStart, kEnd - 30min}, "zhao", ""}, kStart + 1h);
  CHECK(deadline(b, granted, kStart + 1h) == kEnd - 20min);

  b = junior();
  b.rules.attempt_time = 1h;
  evolve(b, BatchExtended{15min, "zhao", ""}, kStart + 10min);
  CHECK(deadline(b, begun(kStart), kStart + 10min) == kStart + 1h);
  CHECK(deadline(b, begun(kStart + 70min), kStart + 80min) == kStart + 130min);
}
