// What once went wrong in the rules, one case each.
#include "exam/settings_json.hpp"
#include "exam_world.hpp"

using namespace examhall::exam;
using namespace examhall::exam::test;
using examhall::base::Problems;

TEST_CASE("a phase ends at the finalisation if that comes first") {
  Batch b = junior();
  b.finalised_at = kStart + 1h;
  CHECK(phase_at(b, kEnd, kStart) == PhaseAt{Phase::running, kStart + 1h});
  CHECK(phase_at(b, kEnd, kStart + 1h - kOne) == PhaseAt{Phase::running, kStart + 1h});
  CHECK(phase_at(b, kEnd, kStart + 1h) == PhaseAt{Phase::finalised, std::nullopt});
}

TEST_CASE(
    "an undone termination of a paper that was handed in leaves it handed in, with its time and ending") {
  FoldedAttempt f;
  const auto happens = [&](const Event& e, Instant at, std::uint64_t seq) {
    fold_into(f, e, {7, 41, at, seq, {}});
  };
  happens(Registered{"t", "r", 1, Span{0}, 2}, kStart - 1h, 1);
  happens(Seated{1, "m", "a", false}, kStart - 1min, 2);
  happens(Begun{}, kStart, 3);
  happens(HandedIn{2}, kStart + 40min, 4);
  happens(Terminated{"zhao", "paper found"}, kStart + 50min, 5);
  REQUIRE(f.ending->seq == 5);
  happens(Reinstated{"qian", "wrong person"}, kStart + 55min, 6);
  CHECK(f.attempt.status == Status::handed_in);
  CHECK(f.attempt.ended_at == kStart + 40min);
  CHECK(f.attempt.lost == Span{0});
  REQUIRE(f.ending);
  CHECK(f.ending->seq == 4);
  CHECK(f.ending->status == Status::handed_in);
}

TEST_CASE("once the results stand nobody is reinstated") {
  World w = in_status(Status::terminated);
  CHECK(outcome(w.decide_only(Reinstate{"a", "b"}, kEnd + 1h)) == "reinstated");
  w.batch.finalised_at = kEnd + 1h;
  CHECK(outcome(w.decide_only(Reinstate{"a", "b"}, kEnd + 2h)) == "/ not_possible_now");
}

TEST_CASE("an extension only ever adds time, and never more than a week") {
  const World w = World{}.sit();
  for (const Span bad : {Span{0}, Span{-1}, Span::min(), kLongestSpan + kOne, Span::max()}) {
    CHECK(outcome(w.decide_only(Extend{bad, "person", "a", "b"}, kStart + 1min)) == "/ not_possible_now");
    CHECK(outcome(w.decide_only(Compensate{bad, "outage"}, kStart + 1min)) == "/ not_possible_now");
  }
  for (const Span good : {kOne, kLongestSpan}) {
    CHECK(outcome(w.decide_only(Extend{good, "person", "a", "b"}, kStart + 1min)) == "extended");
    CHECK(outcome(w.decide_only(Compensate{good, "outage"}, kStart + 1min)) == "compensated");
  }
  const Batch b = junior();
  CHECK(decide(b, kEnd, ExtendBatch{kLongestSpan, "", ""}, kStart).refusal == ScheduleRefusal::none);
  CHECK(decide(b, kEnd, ExtendBatch{Span::max(), "", ""}, kStart).refusal ==
        ScheduleRefusal::time_out_of_range);
  CHECK(decide(b, kEnd, Reschedule{{kStart, Instant::max()}, "", ""}, kStart - 1h).refusal ==
        ScheduleRefusal::time_out_of_range);
}

TEST_CASE("a window at the ends of the number range is refused before anything is computed with it") {
  Batch b = junior();
  b.window = {Instant::min(), Instant::max()};
  b.rules.hand_in_after = Span::max();
  b.rules.no_hand_in_last = Span::max();
  Problems problems;
  check(b, {}, problems);
  REQUIRE(problems.size() == 3);
  CHECK(problems[0].id == "date_out_of_range");
  CHECK(problems[1].place.column == "rules.hand_in_after_ms");
  CHECK(problems[2].place.column == "rules.no_hand_in_last_ms");
}

TEST_CASE("a last stretch without hand-in that fills the time for one attempt is a contradiction") {
  Batch b = junior();
  b.rules.hand_in_after = Span{0};
  b.rules.attempt_time = 30min;
  b.rules.no_hand_in_last = 30min - kOne;
  Problems problems;
  check(b, {}, problems);
  CHECK(problems.empty());
  b.rules.no_hand_in_last = 30min;
  check(b, {}, problems);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].id == "hand_in_never_possible");
}

TEST_CASE("forward-only navigation and an order of one's own exclude each other") {
  const auto contradicts = [](Navigation navigation, bool shuffled) {
    Batch b = junior();
    b.rules.navigation = navigation;
    b.rules.shuffle_items = shuffled;
    Problems problems;
    check(b, {}, problems);
    return !problems.empty();
  };
  CHECK(contradicts(Navigation::forward_only, true));
  CHECK_FALSE(contradicts(Navigation::forward_only, false));
  CHECK_FALSE(contradicts(Navigation::free, true));
}

TEST_CASE("an empty choice is not the default") {
  auto json = to_json(junior());
  json["rules"]["navigation"] = "";
  Problems problems;
  batch_from_json(json, {}, problems);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].id == "not_a_choice");
  CHECK(problems[0].place.column == "rules.navigation");
}

TEST_CASE("event bodies with numbers that would break a fold are refused") {
  const auto readable = [](std::string_view kind, std::string_view body) {
    return read_event(kind, body).has_value() || read_batch_event(kind, body).has_value();
  };
  CHECK(readable("registered", R"({"accommodation_ms":0,"items":4096,"room":"","seed":1,"ticket":"t"})"));
  CHECK_FALSE(
      readable("registered", R"({"accommodation_ms":0,"items":4097,"room":"","seed":1,"ticket":"t"})"));
  CHECK_FALSE(readable("registered", R"({"accommodation_ms":-1,"items":1,"room":"","seed":1,"ticket":"t"})"));
  CHECK(readable("compensated", R"({"cause":"outage","time_ms":1})"));
  CHECK_FALSE(readable("compensated", R"({"cause":"outage","time_ms":9223372036854775807})"));
  CHECK_FALSE(readable("extended", R"({"by":"","reason":"","scope":"","time_ms":9223372036854775807})"));
  CHECK_FALSE(readable("batch_extended", R"({"by":"","reason":"","time_ms":9223372036854775807})"));
  CHECK_FALSE(readable("batch_rescheduled", R"({"by":"","reason":"","start":0,"end":9223372036854775807})"));
  CHECK_FALSE(
      readable("outage_noted", R"({"from":0,"to":1,"lost_ms":9223372036854775807,"outcome":"none"})"));
  CHECK_FALSE(readable("collected", R"({"deadline":-9223372036854775808})"));
}
