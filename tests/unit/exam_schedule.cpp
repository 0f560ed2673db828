// What staff may do to a batch's window.
#include <functional>

#include "exam_world.hpp"

using namespace examhall::exam;
using namespace examhall::exam::test;

namespace {

ScheduleRefusal refusal(const Batch& b, Window w, Instant now, Instant latest = {}) {
  return decide(b, latest, Reschedule{w, "zhao", "notice"}, now).refusal;
}

}  // namespace

TEST_CASE("before the start both ends move, into the future only") {
  const Batch b = junior();
  const Instant now = kStart - 1h;
  CHECK(refusal(b, {kStart + 24h, kEnd + 24h}, now) == ScheduleRefusal::none);
  CHECK(refusal(b, {kStart - 30min, kEnd}, now) == ScheduleRefusal::none);
  CHECK(refusal(b, {now + kOne, kEnd}, now) == ScheduleRefusal::none);
  CHECK(refusal(b, {now, kEnd}, now) == ScheduleRefusal::starts_in_the_past);
  CHECK(refusal(b, {now - kOne, kEnd}, now) == ScheduleRefusal::starts_in_the_past);
  CHECK(refusal(b, {kStart, kStart}, now) == ScheduleRefusal::end_not_after_start);
  CHECK(refusal(b, {kEnd, kStart}, now) == ScheduleRefusal::end_not_after_start);
  CHECK(refusal(b, {kStart, kStart + kOne}, now) == ScheduleRefusal::none);
  CHECK(refusal(b, b.window, now) == ScheduleRefusal::nothing_to_do);
}

TEST_CASE("from the start on only the end moves, to the future only") {
  const Batch b = junior();
  CHECK(refusal(b, {kStart + kOne, kEnd}, kStart - kOne) == ScheduleRefusal::none);
  CHECK(refusal(b, {kStart + 1h, kEnd}, kStart) == ScheduleRefusal::already_started);
  CHECK(refusal(b, {kStart - 1h, kEnd}, kStart) == ScheduleRefusal::already_started);
  const Instant now = kStart + 1h;
  CHECK(refusal(b, {kStart, kEnd + 1h}, now) == ScheduleRefusal::none);
  CHECK(refusal(b, {kStart, now + kOne}, now) == ScheduleRefusal::none);
  CHECK(refusal(b, {kStart, now}, now) == ScheduleRefusal::end_in_the_past);
  CHECK(refusal(b, {kStart, now - kOne}, now) == ScheduleRefusal::end_in_the_past);
}

TEST_CASE("a batch that is over stays over") {
  Batch b = junior();
  CHECK(refusal(b, {kStart, kEnd + 1h}, kEnd - kOne) == ScheduleRefusal::none);
  for (const Instant now : {kEnd, kEnd + 1s, kEnd + 2s, kEnd + 24h}) {
    CHECK(refusal(b, {kStart, kEnd + 48h}, now) == ScheduleRefusal::already_closed);
    CHECK(decide(b, {}, ExtendBatch{1h, "", ""}, now).refusal == ScheduleRefusal::already_closed);
  }
  // Someone's own deadline is later: the batch still runs.
  CHECK(refusal(b, {kStart, kEnd + 48h}, kEnd, kEnd + kOne) == ScheduleRefusal::none);
  b.finalised_at = kStart + 1h;
  CHECK(refusal(b, {kStart, kEnd + 1h}, kStart + 1h) == ScheduleRefusal::already_closed);
}

TEST_CASE("an extension moves the end by what it says, before and during the batch") {
  Batch b = junior();
  for (const Instant now : {kStart - 24h, kStart, kEnd - kOne}) {
    const ScheduleDecision d = decide(b, {}, ExtendBatch{20min, "zhao", "power"}, now);
    REQUIRE(d.events.size() == 1);
    Batch extended = b;
    evolve(extended, d.events[0], now);
    CHECK(extended.window == Window{kStart, kEnd + 20min});
  }
  CHECK(decide(b, {}, ExtendBatch{Span{0}, "", ""}, kStart).refusal == ScheduleRefusal::nothing_to_do);
  CHECK(decide(b, {}, ExtendBatch{Span{-1}, "", ""}, kStart).refusal == ScheduleRefusal::nothing_to_do);
  CHECK(decide(b, {}, ExtendBatch{kOne, "", ""}, kStart).refusal == ScheduleRefusal::none);
}

TEST_CASE("a decision's event carries who and why, a refusal carries nothing") {
  const Batch b = junior();
  const ScheduleDecision yes = decide(b, {}, Reschedule{{kStart, kEnd + 1h}, "zhao", "snow"}, kStart - 1h);
  const auto& event = std::get<BatchRescheduled>(yes.events.at(0));
  CHECK(event.by == "zhao");
  CHECK(event.reason == "snow");
  CHECK(decide(b, {}, Reschedule{b.window, "", ""}, kStart).events.empty());
}

// A small world in which everything can be tried: time goes from 0 to 7, at each tick one of all possible
// reschedules is asked for, or nothing. What is watched: running begins at a start that was decided before
// it; once it runs the start stands; a phase that was seen running never goes back.
TEST_CASE("no sequence of reschedules opens a paper before its decided start") {
  constexpr int kTicks = 8;
  const auto tick = [](int n) { return kStart + Span{n}; };
  long explored = 0;
  long bad = 0;
  struct Seen {
    Instant decided_at;  // of the current start
    bool ran = false;
    Window ran_with{};
    Phase last = Phase::sealed;
  };
  const std::function<void(Batch, Seen, int, int)> go = [&](Batch b, Seen seen, int now, int budget) {
    if (now == kTicks) {
      ++explored;
      return;
    }
    const auto watch = [&](const Batch& batch, Seen s) {
      const Phase p = phase_at(batch, {}, tick(now)).phase;
      const bool open = p != Phase::sealed && p != Phase::entry;
      if (open && tick(now) < batch.window.start) ++bad;
      if (open && batch.window.start <= s.decided_at) ++bad;
      if (s.ran && batch.window.start != s.ran_with.start) ++bad;
      if (s.ran && static_cast<int>(p) < static_cast<int>(s.last)) ++bad;
      if (open && !s.ran) s.ran_with = batch.window;
      s.ran = s.ran || open;
      s.last = p;
      return s;
    };
    const Seen here = watch(b, seen);
    go(b, here, now + 1, budget);
    if (budget == 0) return;
    for (int start = 0; start < kTicks + 1; ++start) {
      for (int end = 0; end < kTicks + 1; ++end) {
        const auto d = decide(b, {}, Reschedule{{tick(start), tick(end)}, "", ""}, tick(now));
        if (d.events.empty()) continue;
        Batch moved = b;
        evolve(moved, d.events[0], tick(now));
        Seen s = here;
        if (moved.window.start != b.window.start) s.decided_at = tick(now);
        s = watch(moved, s);
        if (moved.window.end <= tick(now)) ++bad;
        go(moved, s, now + 1, budget - 1);
      }
    }
  };
  Batch b = junior();
  b.rules.entry_before = Span{2};
  b.rules.grace = Span{1};
  b.window = {tick(3), tick(5)};
  go(b, {tick(-1)}, 0, 3);
  CHECK(bad == 0);
  CHECK(explored > 10'000);
}

TEST_CASE("only the finalisation and a compensated outage change a batch besides its window") {
  const Batch before = junior();
  for (const BatchEvent& e : std::initializer_list<BatchEvent>{
           BatchStarted{}, BatchClosed{}, Graded{1, "", "", ""}, Noted{"claim", "zhao", "lost 3 min"},
           Acted{17, "extend", "room", "305", 24, "zhao", "power cut"},
           OutageNoted{kStart, kStart + 1min, 1min, "proposed"},
           OutageNoted{kStart, kStart + 1min, 1min, "over_limit"}}) {
    Batch b = before;
    evolve(b, e, kStart);
    CHECK(b == before);
  }
  Batch b = before;
  evolve(b, OutageNoted{kStart, kStart + 1min, 1min, "compensated"}, kStart + 1min);
  CHECK(b.outage == 1min);
  evolve(b, Finalised{"zhao"}, kEnd + 1h);
  CHECK(b.finalised_at == kEnd + 1h);
  evolve(b, BatchScheduled{before}, kEnd + 2h);
  CHECK(b == before);
}
