// The phases of a batch, sampled every millisecond around every boundary.
#include <random>

#include "exam_world.hpp"

using namespace examhall::exam;
using namespace examhall::exam::test;

namespace {

// The rule written a second time, from its description: the first instants of the phases, in order.
Phase expected(const Batch& b, Instant latest, Instant t) {
  if (b.finalised_at && t >= *b.finalised_at) return Phase::finalised;
  const Instant end = latest > b.window.end ? latest : b.window.end;
  Phase p = Phase::sealed;
  if (t >= b.window.start - b.rules.entry_before) p = Phase::entry;
  if (t >= b.window.start) p = Phase::running;
  if (t >= end) p = Phase::grace;
  if (t >= end + b.rules.grace) p = Phase::closed;
  return p;
}

std::vector<Instant> boundaries(const Batch& b, Instant latest) {
  const Instant end = std::max(latest, b.window.end);
  std::vector<Instant> all{b.window.start - b.rules.entry_before, b.window.start, b.window.end, end,
                           end + b.rules.grace};
  if (b.finalised_at) all.push_back(*b.finalised_at);
  return all;
}

// `next` is the first instant with another phase: nothing changes up to it, and at it something does.
void check_next(const Batch& b, Instant latest, Instant t) {
  const PhaseAt here = phase_at(b, latest, t);
  if (!here.next) {
    for (const Instant later : boundaries(b, latest)) {
      if (later > t) CHECK(phase_at(b, latest, later).phase == here.phase);
    }
    return;
  }
  REQUIRE(*here.next > t);
  CHECK(phase_at(b, latest, *here.next).phase != here.phase);
  CHECK(phase_at(b, latest, *here.next - kOne).phase == here.phase);
  for (const Instant boundary : boundaries(b, latest)) {
    if (boundary > t && boundary < *here.next) CHECK(phase_at(b, latest, boundary).phase == here.phase);
  }
}

void sample(const Batch& b, Instant latest) {
  std::vector<Instant> times;
  for (const Instant boundary : boundaries(b, latest)) {
    for (int ms = -3; ms <= 3; ++ms) times.push_back(boundary + Span{ms});
  }
  std::sort(times.begin(), times.end());
  Phase last = Phase::sealed;
  for (const Instant t : times) {
    const Phase now = phase_at(b, latest, t).phase;
    CHECK(now == expected(b, latest, t));
    CHECK(static_cast<int>(now) >= static_cast<int>(last));
    check_next(b, latest, t);
    last = now;
  }
}

// Small numbers, so that boundaries often fall together.
Batch random_batch(std::mt19937_64& random) {
  const auto up_to = [&](int n) { return Span{std::uniform_int_distribution<int>{0, n}(random)}; };
  Batch b = junior();
  b.window.start = kStart + up_to(20);
  b.window.end = b.window.start + kOne + up_to(12);
  b.rules.entry_before = up_to(8);
  b.rules.grace = up_to(6);
  if (up_to(2).count() == 0) b.finalised_at = b.window.start + up_to(40) - Span{10};
  return b;
}

}  // namespace

TEST_CASE("the notice's junior batch goes through its phases on the millisecond") {
  const Batch b = junior();
  CHECK(phase_at(b, kEnd, kStart - 30min - kOne) == PhaseAt{Phase::sealed, kStart - 30min});
  CHECK(phase_at(b, kEnd, kStart - 30min) == PhaseAt{Phase::entry, kStart});
  CHECK(phase_at(b, kEnd, kStart - kOne) == PhaseAt{Phase::entry, kStart});
  CHECK(phase_at(b, kEnd, kStart) == PhaseAt{Phase::running, kEnd});
  CHECK(phase_at(b, kEnd, kEnd - kOne) == PhaseAt{Phase::running, kEnd});
  CHECK(phase_at(b, kEnd, kEnd) == PhaseAt{Phase::grace, kEnd + 2s});
  CHECK(phase_at(b, kEnd, kEnd + 2s - kOne) == PhaseAt{Phase::grace, kEnd + 2s});
  CHECK(phase_at(b, kEnd, kEnd + 2s) == PhaseAt{Phase::closed, std::nullopt});
}

TEST_CASE("a personal deadline keeps the batch running, an earlier one does not end it") {
  const Batch b = junior();
  CHECK(phase_at(b, kEnd + 20min, kEnd) == PhaseAt{Phase::running, kEnd + 20min});
  CHECK(phase_at(b, kEnd - 20min, kEnd - kOne) == PhaseAt{Phase::running, kEnd});
  CHECK(phase_at(b, Instant{}, kEnd - kOne) == PhaseAt{Phase::running, kEnd});
}

TEST_CASE("phases sampled around every boundary of many batches") {
  std::mt19937_64 random{20230520};
  for (int i = 0; i < 400; ++i) {
    const Batch b = random_batch(random);
    sample(b, b.window.end);
    sample(b, b.window.end + Span{std::uniform_int_distribution<int>{-5, 15}(random)});
  }
}

TEST_CASE("an empty waiting room and no grace are simply skipped") {
  Batch b = junior();
  b.rules.entry_before = Span{0};
  b.rules.grace = Span{0};
  CHECK(phase_at(b, kEnd, kStart - kOne) == PhaseAt{Phase::sealed, kStart});
  CHECK(phase_at(b, kEnd, kStart) == PhaseAt{Phase::running, kEnd});
  CHECK(phase_at(b, kEnd, kEnd) == PhaseAt{Phase::closed, std::nullopt});
}

TEST_CASE("the late-entry limit") {
  Batch b = junior();
  for (const Span after : {Span{0}, Span{15min}, Span{25min}, Span{30min}, Span{2h}}) {
    b.rules.late_entry_after = after;
    CHECK(late_entry_limit(b) == kStart + after);
  }
  b.rules.late_entry_after = 3h;
  CHECK(late_entry_limit(b) == kEnd);
  b.rules.late_entry_after.reset();
  CHECK(late_entry_limit(b) == kEnd);
  b.rules.late_entry_after = 15min;
  b.outage = 7min;
  CHECK(late_entry_limit(b) == kStart + 22min);
  b.outage = 4h;
  CHECK(late_entry_limit(b) == kEnd);
}

TEST_CASE("every phase, status and refusal has a name of its own") {
  std::vector<std::string_view> names;
  for (int p = 0; p <= static_cast<int>(Phase::finalised); ++p)
    names.push_back(to_text(static_cast<Phase>(p)));
  for (const Status s : kStatuses) names.push_back(to_text(s));
  for (int r = 0; r <= static_cast<int>(ScheduleRefusal::time_out_of_range); ++r) {
    names.push_back(to_text(static_cast<ScheduleRefusal>(r)));
  }
  for (int r = 0; r <= static_cast<int>(RefusalId::not_possible_now); ++r) {
    const auto id = static_cast<RefusalId>(r);
    names.push_back(to_text(id));
    CHECK(refusal_from_text(to_text(id)) == id);
  }
  CHECK_FALSE(refusal_from_text(""));
  CHECK_FALSE(refusal_from_text("Too_late"));
  for (const auto name : names) CHECK_FALSE(name.empty());
  std::sort(names.begin(), names.end());
  CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
}
