// One candidate's history: who may read it, in which parts, one at a time.
#include "proctoring_world.hpp"

using namespace examhall;
using namespace examhall::proctoring;
using namespace examhall::proctoring::test;

TEST_CASE("a history is shown of those that are seen") {
  World w;
  w.bench.publish(2);
  const auto link = w.watching();
  w.say(link, {{"type", "timeline"}, {"no", 1}, {"ticket", ticket(0)}});
  w.say(link, {{"type", "timeline"}, {"no", 2}, {"ticket", ticket(1)}});
  CHECK(link->heard() == "timeline !no_such_candidate");
  CHECK(w.reception.refusals ==
        std::vector<std::string>{"7 outside_grants zhao: timeline person " + ticket(1)});
  CHECK(w.reception.histories == std::vector<std::int64_t>{attempt_id(0)});
}

TEST_CASE("what follows a history is read from where the last reading ended") {
  World w;
  w.bench.publish(4);
  const auto link = w.watching();
  const auto ask = [&](int who, base::Json more) {
    base::Json message{{"type", "timeline"}, {"no", 1}, {"ticket", ticket(who)}};
    message.update(more);
    w.say(link, message);
    return w.reception.parts.back();
  };
  HistoryPart part = ask(0, base::Json::object());
  CHECK(part.from == 1);
  CHECK(part.account == 1);
  CHECK_FALSE(part.asker.expired());
  CHECK(ask(0, {{"after", 7}}).from == 91);
  CHECK(ask(0, {{"after", 6}}).from == 7);  // a page that has less
  CHECK(ask(0, {{"after", 7}}).from == 91);
  part = ask(0, {{"before", 7}});
  CHECK(part.from == 1);
  CHECK(part.before == 7);
  CHECK(ask(0, {{"after", 7}}).from == 91);
  CHECK(ask(2, {{"after", 7}}).from == 8);  // of somebody else
  ask(0, {{"after", 7}, {"before", 9}});
  CHECK(w.reception.parts.size() == 7);
  CHECK(link->said.back()["id"] == "bad_message");
}

TEST_CASE("a history that could not be read is an error, and the next one is read all the same") {
  World w;
  w.bench.publish(4);
  w.reception.slow = true;
  const auto link = w.watching();
  for (const int who : {0, 2}) w.say(link, {{"type", "timeline"}, {"no", who}, {"ticket", ticket(who)}});
  w.reception.reading.at(0)({{}, false, 0, "not_readable"});
  CHECK(link->heard() == "!not_readable");
  CHECK(link->said.back()["no"] == 0);
  w.reception.reading.at(1)({});
  CHECK(link->heard() == "timeline");
}

TEST_CASE("one history is read at a time, and the last that was asked for comes next") {
  World w;
  w.bench.publish(6);
  w.reception.slow = true;
  const auto link = w.watching();
  for (const int who : {0, 2, 4}) w.say(link, {{"type", "timeline"}, {"no", who}, {"ticket", ticket(who)}});
  CHECK(link->heard() == "!too_fast");
  CHECK(link->said.back()["no"] == 2);
  w.reception.reading.at(0)({});
  w.reception.reading.at(1)({});
  CHECK(link->heard() == "timeline timeline");
  CHECK(link->said.back()["ticket"] == ticket(4));
  CHECK(w.reception.histories == std::vector<std::int64_t>{attempt_id(0), attempt_id(4)});
}

TEST_CASE("a history that comes after somebody was shown out is not shown") {
  World w;
  w.bench.publish(2);
  w.reception.slow = true;
  const auto link = w.watching();
  w.say(link, {{"type", "timeline"}, {"no", 1}, {"ticket", ticket(0)}});
  w.console.standing({});
  w.reception.reading.at(0)({{{7, kStart, "paused", "zhao", "a power cut", 0, base::Span{0}}}, false});
  CHECK(link->heard().empty());
}
