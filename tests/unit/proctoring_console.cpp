// What is shown to whom, and who is shown out.
#include "proctoring_world.hpp"

using namespace examhall;
using namespace examhall::proctoring;
using namespace examhall::proctoring::test;

TEST_CASE("a page sees its own room of its own batch") {
  World w;
  w.bench.publish(4);
  const auto link = w.open();
  CHECK(link->said[0]["type"] == "hello");
  CHECK(link->said[0]["batches"].size() == 1);
  w.say(link, {{"type", "watch"}, {"batch", "2023-04-J"}});
  w.console.tick();
  CHECK(link->heard() == "hello hall seats seats_end incidents_end");
  const base::Json& hall = link->said[1];
  CHECK(hall["batch"]["phase"] == "entry");
  CHECK(hall["items"] == kItems);
  const auto can = hall["can"].get<std::set<std::string>>();
  CHECK(can.contains("message"));
  CHECK_FALSE(can.contains("terminate"));
  CHECK(link->said[2]["rows"].size() == 2);  // 0 and 2 sit in 305

  w.reception.who.grants = {{Role::proctor, kBatch + 1, "一考点", "305"}};
  const auto other = w.open();
  CHECK(other->said[0]["batches"].empty());
  w.say(other, {{"type", "watch"}, {"batch", "2023-04-J"}});
  w.say(other, {{"type", "watch"}, {"batch", "none"}});
  CHECK(other->heard() == "hello !no_such_batch !no_such_batch");
  CHECK(w.reception.refusals == std::vector<std::string>{"7 outside_grants zhao: watch batch"});
}

TEST_CASE("a revoked session is shown out, and what it still says is not done") {
  World w;
  w.bench.publish(2);
  const auto link = w.watching();
  SECTION("signed out") {
    w.console.standing({});
    CHECK(link->close_code == hall::CloseCode::signed_out);
  }
  SECTION("other grants") {
    Visitor now = w.reception.who;
    now.grants[0].room = "306";
    w.console.standing({now});
    CHECK(link->close_code == hall::CloseCode::grants_changed);
  }
  w.say(link, act(1, "pause", ticket(0)));
  w.say(link, {{"type", "watch"}, {"batch", "2023-04-J"}});
  w.bench.seated(0);
  w.console.tick();
  CHECK(link->heard().empty());
  CHECK(w.reception.acts.empty());
  CHECK(w.reception.doubted.size() == 2);  // the opening and the first watch
}

TEST_CASE("whoever opens a page, a batch or a history is looked at once more") {
  World w;
  w.bench.publish(2);
  const auto link = w.open();
  CHECK(w.reception.doubted == std::vector<std::int64_t>{11});
  w.say(link, {{"type", "ping"}, {"t0", 1}});
  w.say(link, {{"type", "watch"}, {"batch", "2023-04-J"}});
  w.say(link, {{"type", "timeline"}, {"no", 1}, {"ticket", ticket(0)}});
  CHECK(w.reception.doubted.size() == 3);
}

TEST_CASE("who stays as they were are left in peace") {
  World w;
  const auto link = w.open();
  w.console.standing({w.reception.who});
  CHECK_FALSE(link->close_code);
}

TEST_CASE("noise is told so") {
  World w;
  const auto link = w.open();
  link->heard();
  for (const char* frame : {"", "{", "[]", R"({"type":"watch"})", R"({"type":"watch","batch":1})",
                            R"({"type":"watch","batch":"x","y":1})"}) {
    w.console.door().received(link, frame, w.bench.clock.now());
  }
  w.console.door().received(link, R"({"type":"dance"})", w.bench.clock.now());
  CHECK(link->heard() ==
        "!bad_message !bad_message !bad_message !bad_message !bad_message !bad_message !unknown_type");
}

TEST_CASE("what is refused unread is refused by its number, so that its page need not wait for ever") {
  World w;
  w.bench.publish(4);
  const auto link = w.watching();
  const auto said = [&](const base::Json& message, bool fast = false) {
    if (fast) w.console.door().too_fast(link, message.dump());
    if (!fast) w.say(link, message);
    return link->said.back();
  };
  base::Json move = act(7, "move", ticket(0));
  move["room"] = "305";
  move["seat"] = std::string(1025, '9');
  CHECK(said(move) == base::Json{{"type", "error"}, {"id", "bad_message"}, {"no", 7}});
  CHECK(said(act(8, "pause", ticket(0)), true) ==
        base::Json{{"type", "error"}, {"id", "too_fast"}, {"no", 8}});
  CHECK(said({{"type", "dance"}, {"no", 9}}) ==
        base::Json{{"type", "error"}, {"id", "unknown_type"}, {"no", 9}});
  for (const base::Json& no : {base::Json(-1), base::Json(4'294'967'296), base::Json(1.5), base::Json("1")}) {
    CHECK_FALSE(said({{"type", "dance"}, {"no", no}}).contains("no"));
  }
  // The longest note that a form lets through, of letters that are escaped.
  base::Json incident = act(10, "incident", ticket(0));
  incident["category"] = "staff";
  incident["reason"] = std::string(exam::kLongestNotice, '"');
  incident["attachment"] = std::string(exam::kLongestAttachment, '"');
  w.reception.acts.clear();
  w.say(link, incident);
  CHECK(w.reception.acts.size() == 1);
}
