// One live seat per candidate: takeovers, and what the old connection still does.
#include "hall_bench.hpp"

namespace examhall::hall::test {
namespace {

struct Takeover {
  explicit Takeover(Instant now = kStart + 5min) {
    old_link = b.sitting(1).front();
    b.at(now);
    new_link = b.connect("10.0.0.9");
    b.login(new_link, 0);
  }
  Bench b;
  LinkPtr old_link, new_link;
};

}  // namespace

TEST_CASE("the old connection hears of a takeover only once it is on disk") {
  Takeover t;
  CHECK(t.old_link->frames.back().find("taken_over") == std::string::npos);
  CHECK_FALSE(t.old_link->close_code);
  t.b.commit();
  CHECK(t.old_link->heard() == "taken_over");
  CHECK(t.old_link->last<protocol::TakenOver>().machine == "PC-0");
  CHECK(t.old_link->close_code == CloseCode::taken_over);
  CHECK(t.new_link->heard() == "welcome start outline item item item item paper_end");
  CHECK(t.new_link->last<protocol::Welcome>().fence == 2);
  CHECK(t.b.record.last("seated").draft.body.find("\"takeover\":true") != std::string::npos);
  CHECK(t.b.hall->counters().takeovers == 1);
}

TEST_CASE("what the old connection sends before the takeover is on disk is refused, and told after it") {
  Takeover t;
  t.b.answer(t.old_link, 1, 0, "A");
  t.b.send(t.old_link, protocol::Visit{0});
  t.b.send(t.old_link, protocol::Report{"focus_lost", ""});
  t.b.send(t.old_link, protocol::HandIn{4});
  CHECK(t.old_link->heard().empty());  // should the takeover be lost with the disk, nothing false was said
  CHECK(t.b.record.pending() == "seated answer_refused");
  t.b.settle();
  CHECK(t.old_link->close_code == CloseCode::taken_over);
  CHECK(t.b.record.last("answer_refused").draft.body.find("seat_taken_over") != std::string::npos);
  CHECK(t.b.record.count("handed_in") == 0);
  CHECK(t.b.record.count("reported") == 0);
}

TEST_CASE("what the old connection sends after it was told is still kept as evidence") {
  Takeover t;
  t.b.settle();
  t.b.answer(t.old_link, 1, 0, "late words");
  t.b.settle();
  const auto& body = t.b.record.last("answer_refused").draft.body;
  CHECK(body.find("seat_taken_over") != std::string::npos);
  CHECK(body.find("late words") != std::string::npos);
  t.b.send(t.old_link, protocol::HandIn{4});
  t.b.send(t.old_link, protocol::Leave{});
  CHECK(t.b.record.waiting.empty());
  t.new_link->heard();
  t.b.answer(t.new_link, 1, 0, "B");
  t.b.settle();
  CHECK(t.new_link->heard() == "ack");
}

TEST_CASE("the old connection's end does not lose the new seat") {
  const bool after_commit = GENERATE(true, false);
  Takeover t;
  if (after_commit) t.b.settle();
  t.b.hall->closed(t.old_link);
  CHECK(t.b.record.pending().find("seat_lost") == std::string::npos);
  t.b.settle();
  t.new_link->heard();
  t.b.answer(t.new_link, 1, 2, "C");
  t.b.settle();
  CHECK(t.new_link->heard() == "ack");
  CHECK(t.b.record.fold().attempts.at(attempt_id(0)).attempt.online);
}

TEST_CASE("two takeovers before either is on disk: the last one sits, the others are told") {
  Takeover t;
  const auto third = t.b.connect();
  t.b.login(third, 0);
  t.b.commit();
  CHECK(t.old_link->heard() == "taken_over");
  CHECK(t.new_link->heard() == "taken_over");  // never welcomed
  CHECK(third->heard() == "welcome start outline item item item item paper_end");
  CHECK(third->last<protocol::Welcome>().fence == 3);
}

TEST_CASE("the image token of an old seat is dead") {
  Takeover t;
  const auto old_token = t.old_link->last<protocol::Welcome>().image_token;
  t.b.settle();
  const auto new_token = t.new_link->last<protocol::Welcome>().image_token;
  CHECK_FALSE(t.b.hall->image(old_token, image_hash()));
  CHECK(t.b.hall->image(new_token, image_hash()));
  CHECK_FALSE(t.b.hall->image(new_token, base::sha256(std::string_view{"another"})));
}

TEST_CASE("answers given before the takeover are in the new seat's outline, numbers go on") {
  Bench b;
  const auto old_link = b.sitting(1).front();
  b.answer(old_link, 5, 2, "first");
  b.answer(old_link, 9, 1, nullptr);
  const auto link = b.connect();
  b.login(link, 0);
  b.settle();
  CHECK(link->last<protocol::Welcome>().next_no == 10);
  const auto held = link->last<protocol::Outline>().answers;
  REQUIRE(held.size() == 2);
  CHECK((held[0].item == 1 && held[0].no == 9 && held[0].response.is_null()));
  CHECK((held[1].item == 2 && held[1].no == 5 && held[1].response == "first"));
}

TEST_CASE("a client that holds the paper is not sent it again") {
  Bench b;
  b.sitting(1);
  const auto link = b.connect();
  b.send(link, protocol::Login{ticket(0), code(0), "c", "PC", std::string(64, 'a')});
  b.settle();
  CHECK(link->heard() == "welcome start outline paper_end");
  CHECK(link->last<protocol::PaperEnd>().items == 0);
  const auto other = b.connect();
  b.send(other, protocol::Login{ticket(0), code(0), "c", "PC", std::string(64, 'b')});
  b.settle();
  CHECK(other->heard() == "welcome start outline item item item item paper_end");
}

TEST_CASE("a takeover across the start: nothing reaches the new connection before its welcome") {
  Bench b;
  b.publish(1);
  const auto old_link = b.seated(0);
  b.clock.set(kStart);
  b.hall->run_due();  // begun, not yet on disk
  const auto link = b.connect();
  b.login(link, 0);
  b.commit(2);  // batch_started, begun
  CHECK(link->frames.empty());
  CHECK(old_link->heard() == "welcome");
  b.commit();
  CHECK(link->heard() == "welcome start outline item item item item paper_end");
}

TEST_CASE("a takeover between the first question and the rest does not get the rest early or twice") {
  Settings one_at_a_time;
  one_at_a_time.paper_chunk = 1;
  Bench b{kStart - 10min, one_at_a_time};
  b.publish(2);
  const auto first = b.seated(0);
  const auto second = b.seated(1);
  b.clock.set(kStart);
  b.hall->run_due();
  b.record.commit(*b.hall, SIZE_MAX);
  CHECK(second->heard() == "welcome start outline item");
  const auto link = b.connect();
  b.login(link, 1);
  b.hall->run_due();
  b.hall->run_due();
  b.hall->run_due();
  CHECK(link->frames.empty());
  b.settle();
  CHECK(link->heard() == "welcome start outline item item item item paper_end");
  CHECK(second->heard() == "taken_over");
}

}  // namespace examhall::hall::test
