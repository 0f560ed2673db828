// A sealed paper: until it is opened nobody begins, whatever the time; who may open it, and from when on.
#include "exam/opening.hpp"
#include "exam/settings_json.hpp"
#include "exam_world.hpp"

using namespace examhall::exam;
using namespace examhall::exam::test;
namespace base = examhall::base;

namespace {

const Custodian kJia{"甲", std::string(64, '1')};
const Custodian kYi{"乙", std::string(64, '2')};
const Custodian kBing{"丙", std::string(64, '3')};

Batch sealed() {
  Batch b = junior();
  b.sealed = true;
  return b;
}

struct Sealed : FoldedBatch {
  Sealed() { batch = sealed(); }
  PaperReleased release_of(const Custodian& c) const { return {batch.paper, c, batch.window.start}; }
  void release(const Custodian& c, Instant at) {
    REQUIRE(refusal_of(batch, release_of(c)) == ReleaseRefusal::none);
    fold_into(*this, release_of(c), at);
  }
  void move(Instant start, Instant end, Instant at) {
    const auto d = decide(batch, {}, Reschedule{{start, end}, "zhao", "notice"}, at);
    REQUIRE(d.refusal == ScheduleRefusal::none);
    for (const BatchEvent& e : d.events) fold_into(*this, e, at);
  }
  bool may_open(const Custodian& a, const Custodian& b, Instant at) const {
    return may_happen(*this, {batch.paper, {a, b}}, at);
  }
  void open(Instant at) {
    REQUIRE(may_open(kJia, kYi, at));
    fold_into(*this, PaperOpened{batch.paper, {kJia, kYi}}, at);
  }
};

}  // namespace

TEST_CASE("nobody begins before the paper is open, and then everybody does") {
  World w;
  w.batch = sealed();
  CHECK(w.said(TakeSeat{"PC-1", "10.0.0.1"}, kStart - 10min) == "seated");
  for (const Instant now : {kStart, kStart + 15min, kEnd, kEnd + 24h}) {
    CHECK(w.said(Begin{}, now) == "/ not_started");
    CHECK(w.answer(0, 1, "\"B\"", now) == "answer_refused / not_started");
    CHECK(w.said(Visit{w.a.fence, 0}, now) == "/ not_started");
    CHECK(w.said(HandIn{w.a.fence, 5}, now) == "/ not_started");
    CHECK(w.said(Collect{}, now) == "/ not_possible_now");
    CHECK(w.said(MarkAbsent{}, now) == "/ not_possible_now");
  }
  CHECK_FALSE(w.decide_only(Begin{}, kStart).refusal->when);  // no time is promised
  CHECK(w.said(TakeSeat{"PC-2", "10.0.0.2"}, kStart + 1min) == "seated");
  evolve(w.batch, PaperOpened{w.batch.paper, {kJia, kYi}}, kStart + 2min);
  CHECK(w.said(Begin{}, kStart + 2min) == "begun");
  CHECK(w.a.begun_at == kStart + 2min);
  CHECK(w.answer(0, 2, "\"B\"", kStart + 2min) == "answered");
}

TEST_CASE("a seat can be taken while the paper is late, and nobody is late for it") {
  World w;
  w.batch = sealed();
  CHECK(w.said(TakeSeat{"PC-1", "10.0.0.1"}, kStart - 30min - kOne) == "entry_refused / not_open_yet");
  World late = w;
  CHECK(late.said(MarkAbsent{}, kEnd - kOne) == "/ not_possible_now");
  CHECK(late.said(TakeSeat{"PC-1", "10.0.0.1"}, kEnd - kOne) == "seated");
  CHECK(w.said(TakeSeat{"PC-1", "10.0.0.1"}, kEnd) == "entry_refused / batch_over");
  World other;
  other.batch = sealed();
  evolve(other.batch, PaperOpened{other.batch.paper, {kJia, kYi}}, kStart + 40min);
  CHECK(late_entry_limit(other.batch) == kStart + 55min);  // counted from the opening
  World in_time = other;
  CHECK(in_time.said(TakeSeat{"PC-1", "10.0.0.1"}, kStart + 55min - kOne) == "seated begun");
  CHECK(other.said(TakeSeat{"PC-1", "10.0.0.1"}, kStart + 55min) == "entry_refused / entry_too_late");
  CHECK(other.said(MarkAbsent{}, kStart + 55min) == "marked_absent");
}

TEST_CASE("the phases of a sealed batch: the waiting room until the paper is open") {
  Batch b = sealed();
  CHECK(phase_at(b, {}, kStart - 30min - kOne).phase == Phase::sealed);
  CHECK(phase_at(b, {}, kStart - kOne) == PhaseAt{Phase::entry, kStart});
  CHECK(phase_at(b, {}, kStart) == PhaseAt{Phase::entry, std::nullopt});
  CHECK(phase_at(b, {}, kEnd + 24h) == PhaseAt{Phase::entry, std::nullopt});
  b.opened_at = kStart + 1min;
  CHECK(phase_at(b, {}, kStart + 1min) == PhaseAt{Phase::running, kEnd});
  CHECK(phase_at(b, {}, kEnd + 2s).phase == Phase::closed);
}

TEST_CASE("two custodians open, one does not, and the same one twice is one") {
  Sealed f;
  CHECK(who_may_open(f, kStart).empty());
  f.release(kJia, kStart - 1h);
  f.release(kJia, kStart - 1h);
  CHECK(who_may_open(f, kStart) == std::vector{kJia});
  CHECK_FALSE(f.may_open(kJia, kJia, kStart));
  CHECK_FALSE(f.may_open(kJia, kYi, kStart));
  f.release(kYi, kStart - 1h);
  CHECK(who_may_open(f, kStart - kOne).empty());
  CHECK_FALSE(f.may_open(kJia, kYi, kStart - kOne));
  CHECK(f.may_open(kJia, kYi, kStart));
  CHECK(f.may_open(kYi, kJia, kStart));
  CHECK_FALSE(f.may_open(kJia, kBing, kStart));
  CHECK_FALSE(f.may_open({"丁", kJia.key}, kYi, kStart));  // another name than the release had
  CHECK_FALSE(may_happen(f, {std::string(64, 'f'), {kJia, kYi}}, kStart));
  CHECK_FALSE(may_happen(f, {f.batch.paper, {kJia}}, kStart));
  f.open(kStart);
  CHECK(who_may_open(f, kStart).empty());
  CHECK_FALSE(f.may_open(kJia, kYi, kStart));
}

TEST_CASE("a batch moved to an earlier start opens at the starts that were approved") {
  Sealed f;
  f.release(kJia, kStart - 4h);
  f.release(kYi, kStart - 4h);
  f.move(kStart - 2h, kEnd, kStart - 3h);
  CHECK_FALSE(f.may_open(kJia, kYi, kStart - 2h));
  CHECK_FALSE(f.may_open(kJia, kYi, kStart - kOne));
  CHECK(f.may_open(kJia, kYi, kStart));
  f.release(kJia, kStart - 150min);  // one approves the earlier start: not enough
  CHECK_FALSE(f.may_open(kJia, kYi, kStart - 2h));
  f.release(kBing, kStart - 150min);
  CHECK(f.may_open(kJia, kBing, kStart - 2h));
  CHECK_FALSE(f.may_open(kJia, kYi, kStart - 2h));
}

TEST_CASE("a batch moved to a later start opens at that one") {
  Sealed f;
  f.release(kJia, kStart - 4h);
  f.release(kYi, kStart - 4h);
  f.move(kStart + 2h, kEnd + 2h, kStart - 3h);
  CHECK_FALSE(f.may_open(kJia, kYi, kStart + 2h - kOne));
  CHECK(f.may_open(kJia, kYi, kStart + 2h));
}

TEST_CASE("a release fits the batch as it is, or is refused") {
  const Sealed f;
  PaperReleased r = f.release_of(kJia);
  r.start = kStart - kOne;
  CHECK(refusal_of(f.batch, r) == ReleaseRefusal::other_start);
  r = f.release_of(kJia);
  r.paper = std::string(64, 'f');
  CHECK(refusal_of(f.batch, r) == ReleaseRefusal::other_paper);
  r = f.release_of(kJia);
  CHECK(refusal_of(junior(), r) == ReleaseRefusal::not_sealed);
  Sealed open = f;
  open.release(kJia, kStart);
  open.release(kYi, kStart);
  open.open(kStart);
  CHECK(refusal_of(open.batch, r) == ReleaseRefusal::already_open);
}

TEST_CASE("while the paper is not open the start can still be moved, to the future only") {
  Sealed f;
  const auto asked = [&](Instant start, Instant end, Instant now) {
    return decide(f.batch, {}, Reschedule{{start, end}, "zhao", "x"}, now).refusal;
  };
  CHECK(asked(kStart + 1h, kEnd + 1h, kStart + 30min) == ScheduleRefusal::none);
  CHECK(asked(kStart + 1h, kEnd + 1h, kStart + 1h) == ScheduleRefusal::starts_in_the_past);
  CHECK(asked(kStart, kEnd + 1h, kStart + 30min) == ScheduleRefusal::none);  // only the end
  CHECK(asked(kStart + 24h, kEnd + 24h, kEnd + 1h) == ScheduleRefusal::none);
  f.release(kJia, kStart);
  f.release(kYi, kStart);
  f.open(kStart + 1min);
  CHECK(asked(kStart + 1h, kEnd + 1h, kStart + 30min) == ScheduleRefusal::already_started);
}

TEST_CASE("sealed stands in the settings where it is set, and older settings are read as before") {
  CHECK_FALSE(to_json(junior()).contains("sealed"));
  CHECK(to_json(sealed())["sealed"] == true);
  base::Json json = to_json(junior());
  json["opened_at"] = 1;
  base::Problems problems;
  batch_from_json(json, {}, problems);
  REQUIRE(problems.size() == 1);  // no setting opens a paper
  CHECK(problems.front().id == "unknown_member");
}
