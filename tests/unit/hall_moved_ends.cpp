// An end that moves is announced until the candidate's client has said that it shows it.
#include "hall_bench.hpp"

namespace examhall::hall::test {
namespace {

StaffAct more_time(StaffAct whom, std::string why = "power cut") {
  whom.kind = "extend";
  whom.time = 5min;
  whom.reason = std::move(why);
  return whom;
}

}  // namespace

TEST_CASE("an end that is confirmed is not announced again") {
  Bench b;
  const auto links = b.sitting(2);
  CHECK(b.acted(more_time(on_person("", 0))) == "applied 1");
  CHECK(links[0]->heard() == "deadline");
  CHECK(links[1]->heard().empty());
  b.clock.advance(1s);
  b.send(links[0], protocol::DeadlineShown{kEnd + 5min});
  b.send(links[1], protocol::DeadlineShown{kEnd});
  b.settle();
  CHECK(links[0]->heard().empty());
  CHECK(links[1]->heard().empty());
  CHECK(b.record.count("end_shown") == 1);
  CHECK(b.record.last("end_shown").draft.body ==
        R"({"ends_at":)" + std::to_string(base::to_millis(kEnd + 5min)) + R"(,"fence":1})");
  const auto again = b.seated(0);
  CHECK(again->all<protocol::Deadline>().empty());
}

TEST_CASE("whoever was away is told on coming back, of all that moved, after the paper") {
  Bench b;
  auto links = b.sitting(1);
  b.send(links[0], protocol::Leave{});
  b.settle();
  b.acted(more_time(on_person("", 0)));
  b.clock.advance(1min);
  b.acted(more_time(on_room("", "305"), "fire alarm"));
  const auto back = b.seated(0);
  CHECK(back->heard() == "welcome start outline item item item item paper_end deadline");
  const auto told = back->last<protocol::Deadline>();
  CHECK(told.ends_at == kEnd + 10min);
  CHECK(told.by_ms == 10min);
  CHECK(told.reason == "extended");
  CHECK(told.text == "fire alarm");
  CHECK(back->last<protocol::Start>().deadline == kEnd + 10min);
  // It is lost on the way, as far as the server knows.
  const auto once_more = b.seated(0);
  CHECK(once_more->all<protocol::Deadline>().size() == 1);
  b.clock.advance(1s);
  b.send(once_more, protocol::DeadlineShown{kEnd + 10min});
  CHECK(b.seated(0)->all<protocol::Deadline>().empty());
}

TEST_CASE("a crash forgets neither what was announced nor what was confirmed") {
  Bench before;
  const auto links = before.sitting(2);
  StaffAct act = more_time(on_batch(""), "fog");
  REQUIRE(before.acted_by_two(act) == "applied 2");
  before.clock.advance(1s);
  before.send(links[0], protocol::DeadlineShown{kEnd + 5min});
  before.settle();
  Bench b{before, kStart + 1min, Bench::publication(2)};
  CHECK(b.seated(0)->all<protocol::Deadline>().empty());
  const auto told = b.seated(1)->last<protocol::Deadline>();
  CHECK(told.reason == "extended");
  CHECK(told.by_ms == 5min);
  CHECK(told.text == "fog");
}

TEST_CASE("what an outage gave back is announced to everybody who returns") {
  Bench before;
  before.sitting(1);
  before.at(kStart + 10min);
  Bench b{before, kStart + 20min, Bench::publication(1)};
  b.hall->note_outage(kStart + 10min);
  b.settle();
  const auto told = b.seated(0)->last<protocol::Deadline>();
  CHECK(told.reason == "compensated");
  CHECK(told.by_ms == 10min);
  CHECK(told.ends_at == kEnd + 10min);
}

TEST_CASE("whoever is paused hears of it with the resumption, not before") {
  Bench b;
  const auto link = b.sitting(1).front();
  StaffAct pause = on_person("pause", 0);
  pause.reason = "fire alarm";
  b.acted(pause);
  b.acted(more_time(on_person("", 0)));
  const auto back = b.seated(0);
  CHECK(back->heard() == "welcome paused");
  CHECK(back->last<protocol::PausedNow>().text == "fire alarm");
  b.clock.advance(2min);
  b.acted(on_person("resume", 0));
  CHECK(back->last<protocol::Deadline>().ends_at == kEnd + 7min);
  b.clock.advance(1s);
  b.send(back, protocol::DeadlineShown{kEnd + 7min});
  b.settle();
  CHECK(b.record.count("end_shown") == 1);
}

TEST_CASE("a confirmation without a seat, from an old seat and after the end is refused") {
  Bench b;
  const auto links = b.sitting(1);
  b.acted(more_time(on_person("", 0)));
  b.clock.advance(1s);
  const auto stranger = b.connect();
  b.send(stranger, protocol::DeadlineShown{kEnd + 5min});
  CHECK(stranger->heard() == "!not_logged_in");
  const auto successor = b.seated(0);
  links[0]->close_code.reset();
  links[0]->heard();
  b.send(links[0], protocol::DeadlineShown{kEnd + 5min});
  b.settle();
  CHECK(links[0]->heard().empty());  // nobody listens there any more
  CHECK(b.record.count("end_shown") == 0);
  b.at(kEnd + 5min + kGrace);
  successor->heard();
  b.send(successor, protocol::DeadlineShown{kEnd + 5min});
  b.settle();
  CHECK(successor->heard() == "!attempt_ended");
}

TEST_CASE("a message that is not what staff wrote is refused by name") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.hall->received(link, R"({"type":"deadline_shown"})", b.clock.now());
  CHECK(link->heard() == "!bad_message");
}

}  // namespace examhall::hall::test
