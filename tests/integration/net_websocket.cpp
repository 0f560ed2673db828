#include <catch2/catch.hpp>

#include "net_rig.hpp"

using namespace examhall;
using namespace examhall::test;
using namespace std::chrono_literals;

TEST_CASE("what the door hears it can answer, with the receipt time") {
  Rig rig;
  const auto client = rig.joined();
  rig.clock.advance(1234ms);
  REQUIRE_FALSE(rig.wait(client->send("你好")));
  CHECK(rig.wait(client->receive()) == "你好");
  CHECK(rig.door.last_at == rig.clock.now());
  CHECK(rig.door.links.at(0)->remote_address() == "127.0.0.1");
  CHECK(rig.server->counters().messages_in == 1);
  CHECK(rig.server->counters().messages_out == 1);
}

TEST_CASE("messages of every size arrive whole and in order") {
  Rig rig;
  std::vector<std::string> sent;
  for (const std::size_t size : {0, 1, 125, 126, 200, 16'000, 16'384, 40'000, 65'535, 65'536, 100'000}) {
    sent.push_back(std::string(size, static_cast<char>('a' + sent.size() % 26)));
    for (int i = 0; i < 20; ++i) sent.push_back("small " + std::to_string(sent.size()));
  }
  rig.door.on_message = [&](const auto& link, std::string_view) {
    for (const std::string& text : sent) link->send(frame_of(text));
  };
  const auto client = rig.joined();
  REQUIRE_FALSE(rig.wait(client->send("all")));
  for (const std::string& text : sent) {
    const auto received = rig.wait(client->receive());
    REQUIRE(received.has_value());
    REQUIRE(*received == text);
  }
}

TEST_CASE("a full socket delays what is sent and changes nothing of it") {
  Rig rig{[](net::Settings& settings) { settings.limits.outbox_bytes = 64 * 1024 * 1024; }};
  const auto client = rig.joined();
  client->socket().set_option(asio::socket_base::receive_buffer_size{64 * 1024});
  std::vector<std::string> sent;
  for (int i = 0; i < 120; ++i) {
    const std::size_t size = i % 10 == 0 ? 1'000'000 : 3'000;
    sent.push_back(std::to_string(i) + std::string(size, static_cast<char>('a' + i % 26)));
    rig.door.links.at(0)->send(frame_of(sent.back()));
  }
  REQUIRE(rig.server->counters().messages_out < 120);
  for (const std::string& text : sent) {
    const bool same = rig.wait(client->receive()) == text;
    REQUIRE(same);
  }
}

TEST_CASE("queued messages share TLS records") {
  Rig rig;
  rig.door.on_message = [](const auto& link, std::string_view) {
    for (int i = 0; i < 60; ++i) link->send(frame_of(std::string(100, 'x')));
  };
  const auto client = rig.joined();
  rig.stop();  // the counters of bytes are brought up to date at the end
  const std::uint64_t quiet = rig.server->counters().bytes_out;

  Rig talking;
  talking.door.on_message = rig.door.on_message;
  const auto listener = talking.joined();
  REQUIRE_FALSE(talking.wait(listener->send("go")));
  for (int i = 0; i < 60; ++i) REQUIRE(talking.wait(listener->receive()));
  talking.stop();
  // 60 frames of 102 bytes; a record of its own for each would cost 22 bytes more, 1,320 in all.
  const std::uint64_t spent = talking.server->counters().bytes_out - quiet;
  CHECK(spent >= 60 * 102);
  CHECK(spent < 60 * 102 + 200);
}

TEST_CASE("what is said together leaves in one record, and a close waits for it") {
  const auto say = [](const auto& link, bool held) {
    std::optional<hall::Together> one_write;
    if (held) one_write.emplace(link);
    for (int i = 0; i < 3; ++i) link->send(frame_of("abc"));
    link->close(hall::CloseCode::ended, "");
  };
  std::map<bool, std::uint64_t> bytes;
  for (const bool held : {true, false}) {
    Rig rig;
    rig.door.on_message = [&](const auto& link, std::string_view) { say(link, held); };
    const auto client = rig.joined();
    REQUIRE_FALSE(rig.wait(client->send("go")));
    for (int i = 0; i < 3; ++i) CHECK(rig.wait(client->receive()) == "abc");
    CHECK(rig.wait(client->end()) == 4002);
    rig.stop();
    bytes[held] = rig.server->counters().bytes_out;
  }
  // Alone, the first has a record of its own: 22 bytes. A signature of the handshake is a byte longer or
  // shorter.
  CHECK(bytes[false] >= bytes[true] + 16);
  CHECK(bytes[false] <= bytes[true] + 28);
}

TEST_CASE("what is held when the peer goes is let go into nothing") {
  Rig rig;
  const auto client = rig.joined();
  const auto link = rig.door.links.at(0);
  {
    const hall::Together one_write{link};
    link->send(frame_of("to nobody"));
    client->socket().close();
    rig.pump([&] { return rig.door.closes == 1; });
  }
  const hall::Together none{nullptr};
  CHECK(rig.server->counters().open_websockets == 0);
}

TEST_CASE("a peer that breaks the rules is told which") {
  Rig rig;
  const auto client = rig.joined();
  SECTION("a binary frame") {
    rig.wait(client->send_binary("\x01\x02"));
    CHECK(rig.wait(client->end()) == 1003);
  }
  SECTION("a message that is too large") {
    rig.wait(client->send(std::string(16 * 1024, 'x')));
    CHECK(rig.wait(client->receive()).value().size() == 16 * 1024);
    rig.wait(client->send(std::string(16 * 1024 + 1, 'x')));
    CHECK(rig.wait(client->end()) == 1009);
    CHECK(rig.door.messages == 1);
  }
  SECTION("text that is not UTF-8") {
    rig.wait(client->send("\xC0\xAF"));
    CHECK(rig.wait(client->end()) == 1007);
  }
  SECTION("a frame without a mask") {
    REQUIRE(rig.wait(client->send_raw(std::string{"\x81\x01x", 3})));
    CHECK(rig.wait(client->end()) == 1002);
  }
  rig.pump([&] { return rig.door.closes == 1; });
  CHECK(rig.server->counters().closes.at(client->code()) == 1);
}

TEST_CASE("past the burst every message is refused by itself; who goes on is cut off") {
  Rig rig;  // its clock stands still: no token comes back
  rig.door.on_message = [](const auto&, std::string_view) {};
  const auto client = rig.joined();
  for (int i = 0; i < 600; ++i) rig.wait(client->send("spam " + std::to_string(i)));
  rig.pump([&] { return rig.door.messages + rig.door.refused.size() == 600; });
  CHECK(rig.door.messages == 400);
  REQUIRE(rig.door.refused.size() == 200);
  CHECK(rig.door.refused.front() == "spam 400");
  CHECK(rig.door.refused.back() == "spam 599");
  CHECK(rig.server->counters().messages_refused == 200);
  rig.wait(client->send("and on"));
  CHECK(rig.wait(client->end()) == 4005);
  CHECK(rig.door.messages == 400);
  CHECK(rig.door.refused.size() == 200);
}

TEST_CASE("who was too fast and waits is heard again") {
  Rig rig{[](net::Settings& settings) { settings.limits.message_burst = 10; }};
  const auto client = rig.joined();
  for (int i = 0; i < 15; ++i) rig.wait(client->send("spam"));
  rig.pump([&] { return rig.door.refused.size() == 5; });
  rig.clock.advance(200ms);
  rig.wait(client->send("sorry"));
  rig.pump([&] { return rig.door.messages == 11; });
}

TEST_CASE("a flood of pings is cut off too") {
  Rig rig;
  const auto client = rig.joined();
  const std::string ping{"\x89\x80\x00\x00\x00\x00", 6};
  std::string pings;
  for (int i = 0; i < 700; ++i) pings += ping;
  REQUIRE(rig.wait(client->send_raw(pings)));
  CHECK(rig.wait(client->end()) == 4005);
}

TEST_CASE("somebody who types at a human rate is never cut off") {
  Rig rig;
  const auto client = rig.joined();
  for (int i = 0; i < 400; ++i) {
    rig.clock.advance(20ms);
    REQUIRE_FALSE(rig.wait(client->send("answer")));
    REQUIRE(rig.wait(client->receive()));
  }
}

TEST_CASE("closing writes what is queued, then the code and the reason") {
  Rig rig;
  rig.door.on_message = [](const auto& link, std::string_view) {
    for (int i = 0; i < 50; ++i) link->send(frame_of(std::string(2000, 'q')));
    link->close(hall::CloseCode::ended, "receipt sent");
    link->send(frame_of("too late"));
    link->close(hall::CloseCode::policy, "a second time");
  };
  const auto client = rig.joined();
  rig.wait(client->send("go"));
  for (int i = 0; i < 50; ++i) REQUIRE(rig.wait(client->receive()).value() == std::string(2000, 'q'));
  CHECK(rig.wait(client->end()) == 4002);
  CHECK(client->websocket().reason().reason == "receipt sent");
}

TEST_CASE("a link that is kept after the end does nothing") {
  Rig rig;
  const auto client = rig.joined();
  const auto link = rig.door.links.at(0);
  client->socket().close();
  rig.pump([&] { return rig.door.closes == 1; });
  link->send(frame_of("to nobody"));
  link->close(hall::CloseCode::normal, "");
  CHECK(link->remote_address() == "127.0.0.1");
  CHECK(rig.server->counters().closes.at(1006) == 1);
}

TEST_CASE("an exception out of the hall ends one link, not the server") {
  Rig rig;
  const auto other = rig.joined();
  const auto client = rig.joined();
  rig.door.on_message = [](const auto& link, std::string_view text) {
    if (text == "break") throw std::runtime_error("broken");
    link->send(frame_of("fine"));
  };
  rig.wait(client->send("break"));
  CHECK(rig.wait(client->end()) == 1011);
  CHECK(rig.server->counters().door_failures == 1);
  rig.wait(other->send("hello"));
  CHECK(rig.wait(other->receive()) == "fine");
}

TEST_CASE("a peer that closes is answered with its own code") {
  Rig rig;
  const auto client = rig.joined();
  rig.pump([&, done = false, started = false]() mutable {
    if (!started)
      client->websocket().async_close(websocket::close_code::normal, [&done](ErrorCode) { done = true; });
    started = true;
    return done;
  });
  rig.pump([&] { return rig.door.closes == 1; });
  CHECK(rig.server->counters().closes.at(1000) == 1);
}
