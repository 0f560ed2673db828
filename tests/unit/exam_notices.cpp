// Words between staff and candidates: bounds, repetitions, and what becomes of them.
#include "exam_equal.hpp"
#include "exam_world.hpp"

using namespace examhall::exam;
using namespace examhall::exam::test;

namespace {

const Instant kNow = kStart + 10min;

Notify notice(std::string text = "read the sheet") { return {std::move(text), "room", 17, "zhao"}; }

}  // namespace

TEST_CASE("a notice has its number, its time and whom it was for") {
  World w;
  w.sit();
  CHECK(w.said(notice(), kNow) == "notified");
  CHECK(w.said(notice("again"), kNow + 1s) == "notified");
  REQUIRE(w.a.notices.size() == 2);
  CHECK(w.a.notices[0] == Notice{1, kNow, "read the sheet", "room"});
  CHECK(w.a.notices[1].id == 2);
  CHECK_FALSE(w.a.notices[1].delivered);
}

TEST_CASE("there, then read: each once; read without there is both") {
  World w;
  w.sit();
  w.said(notice(), kNow);
  w.said(notice(), kNow);
  CHECK(w.said(ConfirmNotice{1, 1, false}, kNow) == "notice_delivered");
  CHECK(w.said(ConfirmNotice{1, 1, false}, kNow) == "done before");
  CHECK(w.said(ConfirmNotice{1, 1, true}, kNow) == "notice_read");
  CHECK(w.said(ConfirmNotice{1, 1, true}, kNow) == "done before");
  CHECK(w.said(ConfirmNotice{1, 1, false}, kNow) == "done before");
  CHECK(w.said(ConfirmNotice{1, 2, true}, kNow) == "notice_read");
  CHECK(w.a.notices[1].delivered);
  CHECK(w.said(ConfirmNotice{1, 0, true}, kNow) == "/ not_possible_now");
  CHECK(w.said(ConfirmNotice{1, 3, true}, kNow) == "/ not_possible_now");
  CHECK(w.said(ConfirmNotice{1, UINT32_MAX, true}, kNow) == "/ not_possible_now");
}

TEST_CASE("notices are bounded: in length, unread, and in all") {
  World w;
  w.sit();
  CHECK(w.said(notice(""), kNow) == "/ not_possible_now");
  CHECK(w.said(notice(std::string(kLongestNotice + 1, 'x')), kNow) == "/ not_possible_now");
  CHECK(w.said(notice(std::string(kLongestNotice, 'x')), kNow) == "notified");
  for (std::size_t i = 1; i < kMostUnread; ++i) REQUIRE(w.said(notice(), kNow) == "notified");
  CHECK(w.said(notice(), kNow) == "/ not_possible_now");
  for (std::uint32_t id = 1; id <= kMostNotices; ++id) {
    REQUIRE(w.said(ConfirmNotice{1, id, true}, kNow) == "notice_read");
    REQUIRE(w.said(notice(), kNow) == (id > kMostNotices - kMostUnread ? "/ not_possible_now" : "notified"));
  }
  CHECK(w.a.notices.size() == kMostNotices);
}

TEST_CASE("a call is made, taken back, made again, answered") {
  World w;
  w.sit();
  CHECK(w.said(CallProctor{1, 1, true, "pen"}, kNow) == "proctor_called");
  CHECK(w.a.call == ProctorCall{Calling::open, 1, kNow, kNow, "pen"});
  CHECK(w.said(CallProctor{1, 1, true, "pen"}, kNow) == "done before");
  CHECK(w.said(CallProctor{1, 2, true, "ink"}, kNow + 1min) == "done before");
  CHECK(w.a.call.text == "pen");
  CHECK(w.said(CallProctor{1, 2, false, ""}, kNow + 2s) == "call_withdrawn");
  CHECK(w.said(CallProctor{1, 3, false, ""}, kNow + 2s) == "done before");
  CHECK(w.a.call.state == Calling::withdrawn);
  CHECK(w.said(AnswerCall{"zhao", "here"}, kNow + 3s) == "/ not_possible_now");
  CHECK(w.said(CallProctor{1, 3, true, "ink"}, kNow + 20s) == "proctor_called");
  CHECK(w.said(AnswerCall{"zhao", "here"}, kNow + 30s) == "call_answered");
  CHECK(w.a.call == ProctorCall{Calling::answered, 3, kNow + 30s, kNow + 20s, "here"});
  CHECK(w.said(AnswerCall{"zhao", "here"}, kNow + 31s) == "/ not_possible_now");
  // Sent again because its reply was lost: the answer stands, no second call comes of it.
  CHECK(w.said(CallProctor{1, 3, true, "ink"}, kNow + 1min) == "done before");
}

TEST_CASE("calls are ten seconds apart") {
  World w;
  w.sit();
  w.said(CallProctor{1, 1, true, ""}, kNow);
  w.said(CallProctor{1, 2, false, ""}, kNow + 1s);
  const Decision early = w.give(CallProctor{1, 3, true, ""}, kNow + kBetweenCalls - kOne);
  CHECK(outcome(early) == "/ call_too_soon");
  CHECK(early.refusal->when == kNow + kBetweenCalls);
  CHECK(w.said(CallProctor{1, 3, true, ""}, kNow + kBetweenCalls) == "proctor_called");
  CHECK(w.said(CallProctor{1, 4, false, ""}, kNow + kBetweenCalls) == "call_withdrawn");  // that, at any time
}

TEST_CASE("a call's text is bounded") {
  World w;
  w.sit();
  CHECK(w.said(CallProctor{1, 1, true, std::string(kLongestCall + 1, 'x')}, kNow) == "/ not_possible_now");
  CHECK(w.said(CallProctor{1, 1, true, std::string(kLongestCall, 'x')}, kNow) == "proctor_called");
}

TEST_CASE("the end ends a call; a further try keeps the notices and the numbers") {
  World w;
  w.batch.rules.attempts_allowed = 2;
  w.batch.rules.hand_in_after = Span{0};
  w.sit();
  w.said(notice(), kNow);
  w.said(CallProctor{1, 5, true, "pen"}, kNow);
  REQUIRE(w.said(HandIn{1, 0}, kNow + 1min) == "handed_in");
  CHECK(w.a.call.state == Calling::none);
  CHECK(w.a.call.no == 5);
  REQUIRE(w.said(TakeSeat{"PC", "10.0.0.1", true}, kNow + 2min) == "retaken seated begun");
  CHECK(w.a.notices.size() == 1);
  CHECK(w.a.call.no == 5);
  CHECK(w.said(notice(), kNow + 3min) == "notified");
  CHECK(w.a.notices.back().id == 2);
}

TEST_CASE("neither a notice nor a call moves anybody's time") {
  World w;
  w.sit();
  const Instant before = deadline(w.batch, w.a, kNow);
  w.said(notice(), kNow);
  w.said(ConfirmNotice{1, 1, true}, kNow + 1min);
  w.said(CallProctor{1, 1, true, ""}, kNow + 1min);
  w.said(AnswerCall{"zhao", ""}, kNow + 5min);
  CHECK(deadline(w.batch, w.a, kNow + 6min) == before);
}
