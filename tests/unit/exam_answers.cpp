// What becomes of an answer: its time, its number, its seat, its place in the paper.
#include "exam_world.hpp"

using namespace examhall::exam;
using namespace examhall::exam::test;

TEST_CASE("an answer is taken up to the last millisecond of grace and not at its end") {
  const Instant over = kEnd + 2s;
  for (int ms = -20; ms <= 20; ++ms) {
    World w = World{}.sit();
    const Instant t = over + Span{ms};
    const Decision d = w.give(GiveAnswer{1, 2, 1, R"("A")", 0}, t);
    CAPTURE(ms);
    CHECK(outcome(d) == (ms < 0 ? "answered" : "answer_refused / too_late"));
    if (ms >= 0) CHECK(d.refusal->when == kEnd);
    CHECK(w.a.answered() == (ms < 0 ? 1U : 0U));
    CHECK(w.a.refused_answers == (ms < 0 ? 0U : 1U));
  }
  for (int ms = -20; ms <= 20; ++ms) {  // the deadline itself decides nothing
    World w = World{}.sit();
    CHECK(w.answer(0, 1, "true", kEnd + Span{ms}) == "answered");
  }
}

TEST_CASE("the deadline of an answer is the person's own") {
  World w = World{}.sit();
  evolve(w.a, Extended{10min, "person", "zhao", ""}, kStart + 1h);
  CHECK(w.answer(0, 1, "true", kEnd + 10min + 2s - kOne) == "answered");
  CHECK(w.answer(0, 2, "true", kEnd + 10min + 2s) == "answer_refused / too_late");
}

TEST_CASE("a repeated answer is done before, at any time, whatever became of the attempt") {
  World w = World{}.sit();
  REQUIRE(w.answer(2, 1, R"(["A","C"])", kStart + 1min) == "answered");
  CHECK(w.answer(2, 1, R"(["A","C"])", kStart + 2min) == "done before");
  CHECK(w.answer(2, 1, R"(["A","C"])", kEnd + 2s) == "done before");
  for (const Event& end :
       std::initializer_list<Event>{HandedIn{4}, Collected{kEnd}, Terminated{"", ""}, Paused{"", ""}}) {
    World ended = w;
    evolve(ended.a, end, kStart + 40min);
    CHECK(ended.answer(2, 1, R"(["A","C"])", kStart + 41min) == "done before");
    CHECK(ended.answer(2, 2, R"(["A"])", kStart + 41min) != "done before");
  }
}

TEST_CASE("an answer that a later one of the same item has replaced is done before") {
  World w = World{}.sit();
  w.answer(0, 1, R"("A")", kStart + 1min);
  w.answer(0, 2, R"("B")", kStart + 2min);
  CHECK(w.answer(0, 1, R"("A")", kStart + 3min) == "done before");
  CHECK(w.a.answers[0].response == R"("B")");
}

TEST_CASE("a number serves once") {
  World w = World{}.sit();
  w.answer(0, 4, R"("A")", kStart + 1min);  // gaps are allowed
  CHECK(w.a.last_no == 4);
  CHECK(w.answer(0, 4, R"("B")", kStart + 2min) == "answer_refused / number_used");
  CHECK(w.answer(1, 4, R"("A")", kStart + 2min) == "answer_refused / number_used");
  CHECK(w.answer(1, 3, R"("A")", kStart + 2min) == "answer_refused / number_used");
  CHECK(w.answer(1, 0, R"("A")", kStart + 2min) == "answer_refused / number_used");
  CHECK(w.a.answers[0].response == R"("A")");
  CHECK(w.a.answers[1].no == 0);
  CHECK(w.answer(1, 5, R"("A")", kStart + 2min) == "answered");
}

TEST_CASE("null clears, and stays an answer with a number") {
  World w = World{}.sit();
  w.answer(3, 1, R"("A")", kStart + 1min);
  CHECK(w.a.answered() == 1);
  CHECK(w.answer(3, 2, "null", kStart + 2min) == "answered");
  CHECK(w.a.answered() == 0);
  CHECK(w.a.answers[3].no == 2);
}

TEST_CASE("the old seat's answers are refused and kept as evidence") {
  World w = World{}.sit();
  w.answer(0, 1, R"("A")", kStart + 1min);
  REQUIRE(w.said(TakeSeat{"PC-2", "10.0.0.2"}, kStart + 2min) == "seated");
  const GiveAnswer stale{1, 1, 2, R"("B")", 123};
  const Decision d = w.give(stale, kStart + 3min);
  REQUIRE(outcome(d) == "answer_refused / seat_taken_over");
  const auto& kept = std::get<AnswerRefused>(d.events[0]);
  CHECK(kept.fence == 1);
  CHECK(kept.item == 1);
  CHECK(kept.no == 2);
  CHECK(kept.response == R"("B")");
  CHECK(kept.client_at == 123);
  CHECK(kept.reason == RefusalId::seat_taken_over);
  // Not even what is stored is confirmed to it, and a fence from the future is no better.
  CHECK(w.said(GiveAnswer{1, 0, 1, R"("A")", 0}, kStart + 3min) == "answer_refused / seat_taken_over");
  CHECK(w.said(GiveAnswer{3, 1, 3, R"("A")", 0}, kStart + 3min) == "answer_refused / seat_taken_over");
  CHECK(w.said(GiveAnswer{2, 0, 1, R"("A")", 0}, kStart + 3min) == "done before");
  CHECK(w.said(Visit{1, 0}, kStart + 3min) == "/ seat_taken_over");
  CHECK(w.said(Report{1, "focus_lost", ""}, kStart + 3min) == "/ seat_taken_over");
  CHECK(w.said(HandIn{1, 0}, kStart + 31min) == "/ seat_taken_over");
}

TEST_CASE("an item that the paper has not") {
  World w = World{}.sit();
  CHECK(w.answer(kItems - 1, 1, "true", kStart) == "answered");
  CHECK(w.answer(kItems, 2, "true", kStart) == "/ no_such_item");
  CHECK(w.answer(UINT32_MAX, 2, "true", kStart) == "/ no_such_item");
  CHECK(w.said(Visit{1, kItems}, kStart) == "/ no_such_item");
}

TEST_CASE("before the start a refusal does not show how long the paper is") {
  World w = in_status(Status::seated);
  const auto said = [&](std::uint32_t item) {
    return outcome(w.decide_only(GiveAnswer{1, item, 1, "true", 0}, kStart - 1min));
  };
  CHECK(said(0) == "answer_refused / not_started");
  CHECK(said(kItems) == said(0));
}

TEST_CASE("forward only: the item one is at, and those after it") {
  World w;
  w.batch.rules.navigation = Navigation::forward_only;
  w.sit();
  CHECK(w.said(Visit{1, 0}, kStart) == "visited");
  CHECK(w.said(Visit{1, 0}, kStart) == "done before");
  CHECK(w.answer(2, 1, "true", kStart) == "answered");  // an answer goes forward too
  CHECK(w.a.position == 2);
  CHECK(w.answer(2, 2, "false", kStart) == "answered");
  CHECK(w.answer(1, 3, "true", kStart) == "answer_refused / item_behind");
  CHECK(w.said(Visit{1, 1}, kStart) == "/ item_behind");
  CHECK(w.said(Visit{1, 4}, kStart) == "visited");
  CHECK(w.answer(2, 4, "true", kStart) == "answer_refused / item_behind");
  CHECK(w.answer(2, 2, "false", kStart) == "done before");
}

TEST_CASE("free navigation leaves no trace of visits") {
  World w = World{}.sit();
  CHECK(w.said(Visit{1, 4}, kStart) == "done before");
  CHECK(w.said(Visit{1, 0}, kStart) == "done before");
  CHECK(w.a.position == -1);
}

TEST_CASE("lost focus is counted, other reports are only kept") {
  World w = World{}.sit();
  CHECK(w.said(Report{1, "focus_lost", "12 s"}, kStart + 1min) == "reported");
  CHECK(w.said(Report{1, "focus_gained", ""}, kStart + 1min) == "reported");
  CHECK(w.said(Report{1, "focus_lost", ""}, kStart + 2min) == "reported");
  CHECK(w.a.left_window == 2);
}
