#include <catch2/catch.hpp>

#include "client_support.hpp"

using namespace examhall;
using namespace examhall::test;
using client::LineState;
using client::Phase;
using client::StopReason;

TEST_CASE("a login names ticket, code, machine and program, after a question for the time") {
  Room room;
  room.sitting.begin();
  CHECK(room.heard.line.state == LineState::connecting);
  room.sitting.line_opened();
  REQUIRE(room.line.sent.size() == 2);
  CHECK(std::holds_alternative<protocol::TimeQuery>(room.line.sent[0]));
  const auto login = room.line.all<protocol::Login>().at(0);
  CHECK(login.ticket == "T001");
  CHECK(login.code == "7Q2M-AAAA");
  CHECK(login.machine == "PC-07");
  CHECK_FALSE(login.have_paper);
  room.say(room.welcome(1, "seated"));
  CHECK(room.heard.line.state == LineState::online);
  CHECK(room.sitting.state().phase() == Phase::waiting);
}

TEST_CASE("a paper that is held is not asked for again, half a paper is") {
  Room room;
  room.sitting.begin();
  room.sitting.line_opened();
  room.say(room.welcome());
  room.say(room.outline());
  room.say(protocol::Item{0, {{"type", "single"}}});
  room.reconnect();
  room.sitting.line_opened();
  CHECK_FALSE(room.line.all<protocol::Login>().at(0).have_paper);
  room.say(room.welcome());
  room.say(room.outline());
  room.send_items();
  CHECK(room.heard.papers == 1);
  room.reconnect();
  room.sitting.line_opened();
  CHECK(room.line.all<protocol::Login>().at(0).have_paper == std::string(64, 'a'));
}

TEST_CASE("another try is asked for until it has begun, and never by reconnecting") {
  Room room{true};
  room.sitting.begin();
  room.sitting.line_opened();
  CHECK(room.line.all<protocol::Login>().at(0).next_try == true);
  room.reconnect();
  room.sitting.line_opened();
  CHECK(room.line.all<protocol::Login>().at(0).next_try == true);  // no welcome yet
  room.say(room.welcome());
  room.reconnect();
  room.sitting.line_opened();
  CHECK_FALSE(room.line.all<protocol::Login>().at(0).next_try);
}

TEST_CASE("it comes back with growing, random delays, and quickly again after a line that held") {
  Room room;
  room.sitting.begin();
  room.chance = 1.0;
  std::vector<Span> delays;
  for (int i = 0; i < 8; ++i) {
    const Instant before = room.clock.now();
    room.reconnect();
    delays.push_back(room.clock.now() - before);
  }
  CHECK(delays == std::vector<Span>{200ms, 400ms, 800ms, 1600ms, 3200ms, 6400ms, 10s, 10s});
  CHECK(room.line.opens == 9);
  room.seat();
  room.pass(2s);
  Instant before = room.clock.now();
  room.reconnect();
  CHECK(room.clock.now() - before == 10s);  // it did not hold
  room.seat();
  for (int i = 0; i < 10; ++i) {
    room.pass(2s);
    room.sitting.line_heard();
  }
  before = room.clock.now();
  room.reconnect();
  CHECK(room.clock.now() - before == 200ms);
}

TEST_CASE("it never gives up by itself") {
  Room room;
  room.sitting.begin();
  for (int i = 0; i < 5000; ++i) room.reconnect();
  CHECK_FALSE(room.heard.stop);
  CHECK(room.line.opens == 5001);
}

TEST_CASE("a server that does not answer is dropped in time") {
  Room room;
  room.sitting.begin();
  room.pass(9'999ms);
  CHECK(room.heard.line.state == LineState::connecting);
  room.pass(1ms);
  CHECK(room.heard.line.state == LineState::offline);
  REQUIRE(room.heard.line.loss);
  CHECK(room.heard.line.loss->id == "timeout");
  CHECK_FALSE(room.line.up);
}

TEST_CASE("silence is pinged, and a dead peer is noticed within 15 seconds") {
  Room room;
  room.seat();
  room.pass(4'999ms);
  CHECK(room.line.pings == 0);
  room.pass(1ms);
  CHECK(room.line.pings == 1);
  room.sitting.line_heard();
  room.pass(5s);
  CHECK(room.line.pings == 2);
  room.pass(8'999ms);
  CHECK(room.heard.line.state == LineState::online);
  room.pass(1ms);
  CHECK(room.line.pings == 2);
  CHECK(room.heard.line.state == LineState::offline);
  CHECK(room.heard.line.loss->id == "silent");
}

TEST_CASE("the clock is asked often at first and seldom later, and follows the quickest reply") {
  Room room;
  room.skew = 90s;
  room.seat();
  const auto asked = [&] { return room.line.all<protocol::TimeQuery>().size(); };
  CHECK(asked() == 1);
  for (int i = 0; i < 4; ++i) {
    room.pass(1s);
    room.sitting.line_heard();
  }
  CHECK(asked() == 5);
  for (int i = 0; i < 29; ++i) {
    room.pass(1s);
    room.sitting.line_heard();
  }
  CHECK(asked() == 5);
  room.pass(1s);
  CHECK(asked() == 6);
  // 20 ms there and 80 ms back: misled by 30 ms; then an even 10 ms.
  const Instant t0 = room.clock.now();
  room.clock.advance(100ms);
  room.say(protocol::TimeReply{base::to_millis(t0), base::to_millis(t0 + 20ms + 90s),
                               base::to_millis(t0 + 20ms + 90s)});
  CHECK(room.sitting.state().clock().offset() == 90s - 30ms);
  const Instant t1 = room.clock.now();
  room.clock.advance(10ms);
  room.say(protocol::TimeReply{base::to_millis(t1), base::to_millis(t1 + 5ms + 90s),
                               base::to_millis(t1 + 5ms + 90s)});
  CHECK(room.sitting.state().clock().offset() == 90s);
  CHECK(room.sitting.server_time() == room.server_now());
}

TEST_CASE("a taken seat stops it for good, told by message, by error or by the close code") {
  Room by_message, by_error, by_code;
  for (Room* room : {&by_message, &by_error, &by_code}) room->seat();
  by_message.say(protocol::TakenOver{"PC-09"});
  by_error.error("seat_taken_over", "answer", 3);
  by_code.sitting.line_closed({"closed", {"", ""}, "taken_over", client::kClosedTakenOver});
  for (Room* room : {&by_message, &by_error, &by_code}) {
    REQUIRE(room->heard.stop);
    CHECK(room->heard.stop->reason == StopReason::taken_over);
    CHECK_FALSE(room->alarm);
    room->clock.advance(1h);
    room->sitting.tick();
    CHECK(room->line.opens == 1);
    CHECK_FALSE(room->sitting.answer(0, true));
  }
  CHECK(by_message.heard.stop->text.en.find("PC-09") != std::string::npos);
}

TEST_CASE("refusals at the door that are final stop it with their reason") {
  const std::map<std::string, StopReason> final{{"login_refused", StopReason::refused},
                                                {"entry_too_late", StopReason::too_late},
                                                {"batch_over", StopReason::too_late},
                                                {"attempt_terminated", StopReason::terminated},
                                                {"bad_message", StopReason::incompatible}};
  for (const auto& [id, reason] : final) {
    CAPTURE(id);
    Room room;
    room.sitting.begin();
    room.sitting.line_opened();
    room.error(id.c_str(), "login");
    REQUIRE(room.heard.stop);
    CHECK(room.heard.stop->reason == reason);
    CHECK(room.line.closes == 1);
  }
}

TEST_CASE("a door that is not open yet is tried again when it opens, but at least every half minute") {
  Room room;
  room.chance = 0;
  room.sitting.begin();
  room.sitting.line_opened();
  room.error("not_open_yet", "login", {}, kStart + 20s);
  REQUIRE(room.heard.line.refusal);
  CHECK(room.heard.line.refusal->id == "not_open_yet");
  CHECK(room.alarm == kStart + 20s);
  room.pass(20s);
  CHECK(room.line.opens == 2);
  room.sitting.line_opened();
  room.error("not_open_yet", "login", {}, room.clock.now() + 5h);
  CHECK(room.alarm == room.clock.now() + 30s);
  room.pass(30s);
  room.sitting.line_opened();
  room.chance = 1;
  room.error("not_open_yet", "login", {}, room.clock.now() - 5h);  // this machine's clock is far ahead
  CHECK(*room.alarm > room.clock.now());
  CHECK(*room.alarm <= room.clock.now() + 1s);
}

TEST_CASE("a login that could not be stored, or a server that stops, is tried again") {
  for (const char* id : {"not_saved", "shutting_down", "too_many_messages"}) {
    Room room;
    room.sitting.begin();
    room.sitting.line_opened();
    room.error(id, "login");
    CHECK_FALSE(room.heard.stop);
    room.pass(1s);
    CHECK(room.line.opens == 2);
  }
}

TEST_CASE("leaving is said to the server and is final") {
  Room room;
  room.seat();
  room.sitting.leave();
  CHECK(room.line.all<protocol::Leave>().size() == 1);
  REQUIRE(room.heard.stop);
  CHECK(room.heard.stop->reason == StopReason::left);
}

TEST_CASE("a message that is not understood is reported and nothing else happens") {
  Room room;
  room.seat();
  room.sitting.line_received("{\"type\":\"fireworks\"}");
  room.sitting.line_received("not json");
  CHECK(room.heard.problems == std::vector<std::string>{"message_not_understood", "message_not_understood"});
  CHECK(room.heard.line.state == LineState::online);
}

TEST_CASE("a server key other than the pinned one is reported, and the exam goes on") {
  client::KeepsNothing nothing;
  Room room{nothing, base::SigningKey::generate().public_key()};
  room.seat();
  CHECK(room.heard.problems == std::vector<std::string>{"server_key_differs"});
  CHECK(room.sitting.answer(0, true));
}
