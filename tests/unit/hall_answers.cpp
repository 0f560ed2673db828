// Answers: acknowledged once on disk, refused with the reason, counted by the time of receipt.
#include "hall_bench.hpp"

namespace examhall::hall::test {

TEST_CASE("an answer is acknowledged after its commit, with its place in the journal") {
  Bench b;
  const auto link = b.sitting(1).front();
  const Instant received = kStart + 7min;
  b.clock.set(received + 20ms);
  b.send_at(link, protocol::Answer{1, 2, "B", 99}, received);
  b.hall->run_due();
  CHECK(link->heard().empty());
  CHECK(b.record.pending() == "answered");
  b.commit();
  REQUIRE(link->heard() == "ack");
  const auto ack = link->last<protocol::Ack>();
  const auto& entry = b.record.last("answered");
  CHECK(ack.no == 1);
  CHECK(ack.item == 2);
  CHECK(ack.at == received);
  CHECK(ack.seq == entry.place.seq);
  CHECK(ack.link == base::to_hex(entry.place.link));
  CHECK(entry.draft.at == received);
  CHECK(entry.draft.body == R"({"client_at":99,"fence":1,"item":2,"no":1,"response":"B"})");
  CHECK(b.hall->counters().acks == 1);
}

TEST_CASE("acks follow the commits one by one, each to its own candidate") {
  Bench b;
  const auto links = b.sitting(2);
  b.answer(links[0], 1, 0, "A");
  b.answer(links[1], 1, 0, "B");
  b.answer(links[0], 2, 1, "C");
  b.commit(1);
  CHECK(links[0]->heard() == "ack");
  CHECK(links[1]->heard().empty());
  b.commit(1);
  CHECK(links[0]->heard().empty());
  CHECK(links[1]->heard() == "ack");
  b.commit(1);
  CHECK(links[0]->heard() == "ack");
}

TEST_CASE("a repeated answer is acknowledged again, but not before the original is on disk") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.answer(link, 1, 2, "B");
  b.answer(link, 1, 2, "B");
  CHECK(b.record.pending() == "answered");
  CHECK(link->heard().empty());
  b.commit();
  CHECK(link->heard() == "ack ack");
  const auto seq = b.record.last("answered").place.seq;
  CHECK(link->all<protocol::Ack>()[0].seq == seq);
  CHECK(link->all<protocol::Ack>()[1].seq == seq);
  CHECK(link->all<protocol::Ack>()[1].link.empty());
  b.answer(link, 1, 2, "B");  // with nothing waiting: at once
  CHECK(link->heard() == "ack");
  CHECK(b.hall->counters().repeated_acks == 2);
}

TEST_CASE("a repeated ack keeps its place while a newer answer to the item is on its way") {
  Bench b;
  const auto links = b.sitting(2);
  b.answer(links[0], 1, 2, "B");
  b.settle();
  const auto seq = b.record.last("answered").place.seq;
  b.answer(links[1], 1, 0, "X");
  b.answer(links[0], 1, 2, "B");
  b.answer(links[0], 2, 2, "C");
  b.commit(1);
  CHECK(links[0]->heard() == "ack ack");
  CHECK(links[0]->last<protocol::Ack>().seq == seq);
}

TEST_CASE("a repeated ack names the answer that stands, even if that was replaced while it waited") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.answer(link, 1, 2, "B");
  b.answer(link, 1, 2, "B");
  b.answer(link, 2, 2, "C");
  b.commit(1);
  CHECK(link->heard() == "ack");
  b.commit(1);
  CHECK(link->heard() == "ack ack");
  CHECK(link->last<protocol::Ack>().no == 1);
  CHECK(link->last<protocol::Ack>().seq == b.record.last("answered").place.seq);
}

TEST_CASE("a number that was used for something else is refused and kept") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.answer(link, 1, 2, "B");
  b.answer(link, 1, 2, "C");
  b.answer(link, 1, 3, "B");
  CHECK(b.record.pending() == "answered answer_refused answer_refused");
  b.settle();
  CHECK(link->heard() == "ack !number_used !number_used");
}

TEST_CASE("a response that does not fit its item is refused and not stored") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.answer(link, 1, 2, base::Json{{"flow", 1}});
  CHECK(link->heard() == "!bad_response");
  CHECK(link->last<protocol::Error>().about->no == 1);
  b.answer(link, 1, 2, std::string(protocol::kMaxResponse, 'x'));  // two bytes too many with its quotes
  CHECK(link->heard() == "!bad_response");
  b.answer(link, 1, 2, std::string(protocol::kMaxResponse - 2, 'x'));
  b.settle();
  CHECK(link->heard() == "ack");
}

TEST_CASE("an item that the paper does not have") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.answer(link, 1, kItems, "A");
  b.answer(link, 1, UINT32_MAX, "A");
  b.settle();
  CHECK(link->heard() == "!no_such_item !no_such_item");
  b.send(link, protocol::Visit{kItems});
  b.settle();
  CHECK(link->heard() == "!no_such_item");
  b.answer(link, 1, kItems - 1, "A");
  b.settle();
  CHECK(link->heard() == "ack");  // a refusal uses no number up
}

TEST_CASE("answers are numbered from one") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.answer(link, 0, 0, "A");
  CHECK(link->heard() == "!bad_message");
  CHECK(b.record.waiting.empty());
}

TEST_CASE("with too much waiting for the disk nothing more is taken, and it is said") {
  Settings s;
  s.waiting_limit = 2;
  Bench b{kStart - 10min, s};
  const auto link = b.sitting(1).front();
  b.answer(link, 1, 0, "A");
  b.answer(link, 2, 1, "A");
  b.answer(link, 3, 2, "A");
  b.send(link, protocol::HandIn{0});
  CHECK(link->heard() == "!not_saved !not_saved");
  CHECK(b.record.pending() == "answered answered");
  CHECK(b.hall->waiting_events() == 2);
  b.commit();
  CHECK(link->heard() == "ack ack");
  b.answer(link, 3, 2, "A");
  b.settle();
  CHECK(link->heard() == "ack");
}

TEST_CASE("questions repeated while the disk does not answer count as waiting too") {
  Settings s;
  s.waiting_limit = 10;
  Bench b{kStart - 10min, s};
  const auto link = b.sitting(1).front();
  b.answer(link, 1, 0, "A");
  for (int i = 0; i < 20; ++i) b.answer(link, 1, 0, "A");
  CHECK(link->heard() ==
        "!not_saved !not_saved !not_saved !not_saved !not_saved !not_saved !not_saved "
        "!not_saved !not_saved !not_saved !not_saved");
  b.commit();
  CHECK(link->all<protocol::Ack>().size() == 10);
}

TEST_CASE("an answer counts by its receipt, not by when it is looked at") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.clock.set(kEnd + kGrace + 5s);  // a busy server: the deadline is past, nothing was collected yet
  b.send_at(link, protocol::Answer{1, 0, "in time", 0}, kEnd + kGrace - 1ms);
  b.send_at(link, protocol::Answer{2, 1, "too late", 0}, kEnd + kGrace);
  CHECK(b.record.pending() == "answered answer_refused");
  b.record.commit(*b.hall, SIZE_MAX);
  CHECK(link->heard() == "ack !too_late");
  CHECK(link->last<protocol::Error>().when == kEnd);
  CHECK(b.record.last("answer_refused").draft.body.find("too late") != std::string::npos);
  CHECK(b.record.last("answer_refused").draft.at == kEnd + kGrace);
}

TEST_CASE("an answer received early is not late because the clock says so later, nor the other way round") {
  const Span offset = GENERATE(-1ms, 0ms, 1ms);
  Bench b;
  const auto link = b.sitting(1).front();
  b.send_at(link, protocol::Answer{1, 0, "A", 0},
            kEnd + kGrace + offset);  // the hall's clock stands at the start
  b.record.commit(*b.hall, SIZE_MAX);
  CHECK(link->heard() == (offset < 0ms ? "ack" : "!too_late"));
}

TEST_CASE("answers after the collection are kept as evidence") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.at(kEnd + kGrace);
  CHECK(link->heard() == "ended");
  b.answer(link, 1, 0, "on its way");
  b.settle();
  CHECK(b.record.last("answer_refused").draft.body.find("attempt_ended") != std::string::npos);
  CHECK(b.record.last("answer_refused").draft.body.find("on its way") != std::string::npos);
}

TEST_CASE("a message past the rate has no effect, and its sender is told which one it was") {
  Bench b;
  const auto link = b.sitting(1).front();
  const auto before = b.record.entries.size();
  b.hall->too_fast(link, protocol::encode(protocol::ClientMessage{protocol::Answer{401, 2, "B", 0}}));
  CHECK(link->heard() == "!too_many_messages");
  CHECK(link->last<protocol::Error>().about->type == "answer");
  CHECK(link->last<protocol::Error>().about->no == 401U);
  b.hall->too_fast(link, protocol::encode(protocol::ClientMessage{protocol::HandIn{4}}));
  CHECK(link->last<protocol::Error>().about->type == "hand_in");
  CHECK_FALSE(link->last<protocol::Error>().about->no);
  b.hall->too_fast(link, "]");
  CHECK(link->last<protocol::Error>().about->type.empty());
  b.settle();
  CHECK(b.record.entries.size() == before);
  b.answer(link, 401, 2, "B");  // the same again, more slowly
  b.settle();
  CHECK(link->last<protocol::Ack>().no == 401);
}

TEST_CASE("the last word before the server stops") {
  Bench b;
  b.publish(1);
  const auto seat = b.seated(0);
  const auto nobody = b.connect();
  seat->heard();
  for (const auto& link : {seat, nobody}) {
    b.hall->stopping(link);
    CHECK(link->heard() == "!shutting_down");
  }
}

TEST_CASE("what is sent without a login") {
  Bench b;
  b.publish(1);
  const auto link = b.connect();
  b.answer(link, 1, 0, "A");
  b.send(link, protocol::Visit{0});
  b.send(link, protocol::Report{"focus_lost", ""});
  b.send(link, protocol::HandIn{0});
  CHECK(link->heard() == "!not_logged_in !not_logged_in !not_logged_in !not_logged_in");
  CHECK(b.record.waiting.empty());
  b.hall->received(link, "{\"type\":\"visit\"}", b.clock.now());
  CHECK(link->heard() == "!bad_message");
  CHECK(link->last<protocol::Error>().about->type == "visit");
  CHECK(link->last<protocol::Error>().detail);
}

TEST_CASE("reports are recorded") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.send(link, protocol::Report{"focus_lost", "another window"});
  b.settle();
  CHECK(link->heard().empty());
  CHECK(b.record.last("reported").draft.body.find("another window") != std::string::npos);
}

TEST_CASE("where navigation is forward only, an earlier item is refused and the answer kept") {
  exam::Batch batch = junior();
  batch.rules.navigation = exam::Navigation::forward_only;
  batch.rules.shuffle_items = false;
  Bench b;
  const auto link = b.sitting(1, batch).front();
  CHECK(link->last<protocol::Welcome>().batch.forward_only);
  b.send(link, protocol::Visit{2});
  b.answer(link, 1, 1, "A");
  b.send(link, protocol::Visit{0});
  b.answer(link, 2, 2, "A");
  CHECK(b.record.pending() == "visited answer_refused answered");
  b.settle();
  CHECK(link->heard() == "!item_behind !item_behind ack");
}

TEST_CASE("a paused candidate's answers are refused and kept") {
  Bench b;
  const auto link = b.sitting(1).front();
  b.acted(on_person("pause", 0));
  link->heard();
  b.answer(link, 1, 0, "A");
  b.settle();
  CHECK(link->heard() == "!attempt_paused");
  CHECK(b.record.count("answer_refused") == 1);
}

}  // namespace examhall::hall::test
