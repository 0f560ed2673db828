#include <catch2/catch.hpp>

#include "net_rig.hpp"

using namespace examhall;
using namespace examhall::test;
using namespace std::chrono_literals;

namespace {

struct EndlessTalk {
  static Task run(Client* client, int* ended) {
    const bool joined = co_await client->join();
    const std::string text(500, 't');  // GCC 12: no temporaries in a co_await expression
    while (joined) {
      co_await client->send(text);
      const auto answer = co_await client->receive();
      if (!answer) break;
    }
    ++*ended;
  }
};

}  // namespace

TEST_CASE("a stop while a hundred talk ends every one of them in order") {
  Rig rig{[](net::Settings& settings) {
    settings.limits.messages_per_second = 1e9;
    settings.limits.message_burst = 1e9;
  }};
  std::vector<std::unique_ptr<Client>> clients;
  int ended = 0;
  for (int i = 0; i < 100; ++i) {
    clients.push_back(rig.client());
    asio::co_spawn(rig.io, EndlessTalk::run(clients.back().get(), &ended), [](std::exception_ptr) {});
  }
  rig.pump([&] { return rig.door.opens == 100 && rig.door.messages >= 1000; });
  rig.begin_stop();
  rig.pump([&] { return rig.stopped() && ended == 100; });
  for (const auto& client : clients) CHECK(client->code() == 1001);
  CHECK(rig.door.opens == 100);
  CHECK(rig.door.closes == 100);
  CHECK(rig.server->counters().open_connections == 0);
  CHECK(rig.server->counters().forced_closes == 0);
}

TEST_CASE("before it is closed everybody is told that the server stops, after what was queued") {
  Rig rig;
  const auto client = rig.joined();
  rig.wait(client->send("last question"));
  rig.pump([&] { return rig.door.messages == 1; });
  rig.begin_stop();
  CHECK(rig.wait(client->receive()) == "last question");
  CHECK(rig.wait(client->receive()) == "farewell");
  CHECK_FALSE(rig.wait(client->receive()));
  CHECK(client->code() == 1001);
  rig.pump([&] { return rig.stopped(); });
}

TEST_CASE("a stop in the middle of handshakes and requests leaves nothing behind") {
  Rig rig;
  std::vector<std::unique_ptr<Client>> clients;
  int ended = 0;
  for (int i = 0; i < 40; ++i) {
    clients.push_back(rig.client());
    asio::co_spawn(rig.io, EndlessTalk::run(clients.back().get(), &ended), [](std::exception_ptr) {});
  }
  rig.pump([&] { return rig.server->counters().accepted >= 5; });
  rig.stop();
  CHECK(rig.server->counters().open_connections == 0);
  CHECK(rig.door.opens == rig.door.closes);
  rig.pump([&] { return ended == 40; });
}

TEST_CASE("those who do not answer a stop are ended by force before its deadline") {
  Rig rig{[](net::Settings& settings) {
    settings.deadlines.close = 60s;
    settings.deadlines.stop = 200ms;
  }};
  const auto deaf = rig.joined();  // reads nothing from here on
  const auto begun = std::chrono::steady_clock::now();
  rig.stop();
  CHECK(std::chrono::steady_clock::now() - begun < 5s);
  CHECK(rig.door.closes == 1);
  CHECK(rig.server->counters().closes.at(1001) == 1);
}

TEST_CASE("after a stop nobody gets in") {
  Rig rig;
  const std::uint16_t port = rig.server->local_port();
  rig.stop();
  Client late{rig.io, port};
  CHECK_FALSE(rig.wait(late.connect()));
}
