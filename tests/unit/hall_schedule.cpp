// Acts on the batch as a whole: another window, more time, the results made final.
#include "hall_bench.hpp"

namespace examhall::hall::test {

TEST_CASE("the start moved to later, or to earlier, before it") {
  const Span by = GENERATE(Span{1h}, Span{-8min});
  Bench b;
  b.publish(2);
  const auto link = b.seated(0);
  link->heard();
  const auto said = b.act(reschedule(kStart + by, kEnd + by));
  CHECK(link->heard().empty());
  b.settle();
  CHECK(*said == "applied 2");
  CHECK(link->heard() == "deadline");
  CHECK(link->last<protocol::Deadline>().reason == "rescheduled");
  CHECK(link->last<protocol::Deadline>().ends_at == kEnd + by);
  CHECK(link->last<protocol::Deadline>().starts_at == kStart + by);
  CHECK(link->last<protocol::Deadline>().by_ms == by);
  b.at(kStart + by - 1ms);
  CHECK(b.record.count("batch_started") == 0);
  b.at(kStart + by);
  CHECK(link->heard() == "start outline item item item item paper_end");
  b.at(kStart + by + 15min - 1ms);
  CHECK(b.record.count("marked_absent") == 0);
  b.at(kStart + by + 15min);
  CHECK(b.record.count("marked_absent") == 1);
  b.at(kEnd + by + kGrace - 1ms);
  CHECK(b.closed.empty());
  b.at(kEnd + by + kGrace);
  CHECK(b.closed.size() == 1);
}

TEST_CASE("no start in the past") {
  Bench b;
  b.publish(1);
  CHECK(b.acted(reschedule(b.clock.now(), kEnd)) == "starts_in_the_past");
  CHECK(b.acted(reschedule(b.clock.now() + 1ms, kEnd)) == "applied 1");
  b.at(b.clock.now() + 1ms);
  CHECK(b.record.count("batch_started") == 1);
}

TEST_CASE("the end of a running batch moved to earlier and to later") {
  const Span by = GENERATE(Span{-30min}, Span{30min});
  Bench b;
  const auto link = b.sitting(1).front();
  CHECK(b.acted(reschedule(kStart, kEnd + by)) == "applied 1");
  CHECK(link->last<protocol::Deadline>().by_ms == by);
  b.at(kEnd + by + kGrace - 1ms);
  CHECK_FALSE(link->close_code);
  b.at(kEnd + by + kGrace);
  CHECK(link->last<protocol::Ended>().at == kEnd + by + kGrace);
  CHECK(b.closed.size() == 1);
}

TEST_CASE("an end in the past is refused, one just ahead is not") {
  Bench b;
  b.sitting(1);
  b.at(kStart + 1h);
  CHECK(b.acted(reschedule(kStart, kStart + 1h)) == "end_in_the_past");
  CHECK(b.acted(reschedule(kStart, kStart + 1h + 1ms)) == "applied 1");
}

TEST_CASE("more time for the batch: everyone who has not ended, those who come later too") {
  Bench b;
  const auto links = b.sitting(3);
  b.hall->publish({junior(), nullptr, {enrolled(3)}});
  b.send(links[2], protocol::HandIn{4});
  b.settle();
  links[2]->heard();
  CHECK(b.acted_by_two(on_batch("extend", 10min)) == "applied 3");
  CHECK(links[0]->last<protocol::Deadline>().ends_at == kEnd + 10min);
  CHECK(links[0]->last<protocol::Deadline>().reason == "extended");
  CHECK(links[2]->heard().empty());
  CHECK(b.seated(3)->last<protocol::Welcome>().deadline == kEnd + 10min);
  b.at(kEnd + 10min + kGrace - 1ms);
  CHECK(b.record.count("collected") == 0);
  b.at(kEnd + 10min + kGrace);
  CHECK(b.record.count("collected") == 3);
}

TEST_CASE("nothing moves a batch that is closed, or whose last paper is on its way in") {
  Bench b;
  b.sitting(1);
  b.clock.set(kEnd + 1s);  // grace
  CHECK(b.acted(on_batch("extend", 10min)) == "already_closed");
  b.at(kEnd + 1h);
  CHECK(b.acted(on_batch("extend", 10min)) == "already_closed");
  CHECK(b.acted(reschedule(kStart, kEnd + 2h)) == "already_closed");
  CHECK(b.acted(on_batch("approve_outage")) == "already_closed");
  CHECK(b.acted(on_batch("pause")) == "not_possible_now");
}

TEST_CASE("final once closed, and once only") {
  Bench b;
  b.sitting(1);
  CHECK(b.acted(on_batch("finalise")) == "not_closed");
  b.at(kEnd + kGrace);
  CHECK(b.acted(on_batch("finalise")) == "applied 0");
  CHECK(b.acted(on_batch("finalise")) == "already_finalised");
  CHECK(b.record.count("finalised") == 1);
}

TEST_CASE("however often a batch is looked at, it is looked at once a boundary") {
  Bench b;
  b.sitting(1);
  for (int i = 0; i < 50; ++i) b.acted(on_person("extend", 0, 1s));
  b.hall->run_due();
  const Instant next = b.hall->run_due();
  CHECK(next == b.clock.now() + 1s);
  b.at(kEnd + 50s + kGrace);
  CHECK(b.record.count("collected") == 1);
  CHECK(b.record.count("batch_closed") == 1);
}

TEST_CASE("a candidate enrolled during the exam comes in like the others") {
  Bench b;
  b.sitting(1);
  b.at(kStart + 5min);
  b.hall->publish({junior(), nullptr, {enrolled(0), enrolled(1)}});
  b.settle();
  CHECK(b.record.count("registered") == 2);
  CHECK(b.seated(1)->heard() == "welcome start outline item item item item paper_end");
}

TEST_CASE("a batch published after its start begins at once") {
  Bench b{kStart + 5min};
  b.publish(1);
  CHECK(b.record.count("batch_started") == 1);
  CHECK(b.status_counts() == "1 registered");
}

TEST_CASE("a batch whose paper is not the one it names is not taken up, and harms no other") {
  Bench b;
  exam::Batch other = junior();
  other.paper = std::string(64, 'b');
  b.hall->publish(Bench::publication(1, other));
  b.hall->publish({other, nullptr, {enrolled(0)}});
  CHECK(b.record.waiting.empty());
  const auto link = b.connect();
  b.login(link, 0);
  CHECK(link->heard() == "!login_refused");
  other.id = 8;
  other.paper = std::string(64, 'a');
  b.publish(1, other);
  CHECK(b.seated(0)->heard() == "welcome");
}

}  // namespace examhall::hall::test
