// Whoever has shown no ticket waits for their turn; whoever has does not.
#include <catch2/catch.hpp>

#include "net/turnstile.hpp"
#include "net_rig.hpp"

using namespace examhall;
using namespace examhall::test;
using namespace std::chrono_literals;
using net::Turnstile;
using Lane = net::Turnstile::Lane;

namespace {

/// A turnstile on a loop of its own, with a clock that only moves when somebody works.
struct Gate {
  asio::io_context io{1};
  net::Moment now{};
  Turnstile turnstile{io.get_executor(), [this] { return now; }};
  std::string passed;

  void wait(Lane lane, char name, std::chrono::microseconds costs) {
    turnstile.wait(lane, [this, name, costs] { passed += name, now += costs; });
  }
  /// How many pass in the turn that comes now.
  std::size_t turn() {
    const std::size_t before = passed.size();
    io.restart();
    io.run_one();
    return passed.size() - before;
  }
};

void join_all(Rig& rig, std::vector<std::unique_ptr<Client>>& clients, int count) {
  for (int i = 0; i < count; ++i) clients.push_back(rig.joined());
}

/// Says the same over and over in one write and hears everything back.
struct Talk {
  static Task run(Client* client, int messages, int* heard) {
    for (int i = 0; i < messages; ++i) {
      const std::string text = "stranger";  // GCC 12: no temporaries in a co_await expression
      co_await client->send(text);
    }
    for (int i = 0; i < messages; ++i) {
      const auto answer = co_await client->receive();
      if (!answer) co_return;
      ++*heard;
    }
  }
};

}  // namespace

TEST_CASE("nobody passes within the call that brings them, and one at least in each turn") {
  Gate gate;
  for (int i = 0; i < 3; ++i) gate.wait(Lane::knocking, 'k', 400us);
  CHECK(gate.passed.empty());
  CHECK(gate.turn() == 1);
  CHECK(gate.turn() == 1);
  CHECK(gate.turn() == 1);
  CHECK(gate.turnstile.waiting() == 0);
  CHECK(gate.turn() == 0);  // and the loop has nothing left to do
}

TEST_CASE("what costs little passes together, up to what a turn may cost") {
  Gate gate;
  for (int i = 0; i < 30; ++i) gate.wait(Lane::inside, 'i', 20us);
  CHECK(gate.turn() == 10);
  CHECK(gate.turn() == 10);
  CHECK(gate.turn() == 10);
}

TEST_CASE("where the others take long, strangers take a quarter of it, within bounds") {
  Gate gate;
  for (int i = 0; i < 100; ++i) gate.wait(Lane::inside, 'i', 20us);
  gate.now += 1200us;  // the others, before the first turn
  CHECK(gate.turn() == 15);
  gate.now += 1s;
  CHECK(gate.turn() == 25);
  CHECK(gate.turn() == 10);
}

TEST_CASE("a loop that was idle owes strangers nothing") {
  Gate gate;
  gate.wait(Lane::inside, 'i', 20us);
  gate.turn();
  gate.now += 1h;
  for (int i = 0; i < 30; ++i) gate.wait(Lane::inside, 'i', 20us);
  CHECK(gate.turn() == 10);
}

TEST_CASE("between two turns comes whatever else is ready") {
  Gate gate;
  for (int i = 0; i < 3; ++i) gate.wait(Lane::knocking, 'k', 400us);
  asio::post(gate.io, [&] { gate.passed += '.'; });
  gate.io.run_one();
  asio::post(gate.io, [&] { gate.passed += '.'; });
  gate.io.run();
  CHECK(gate.passed == "k.k.k");
}

TEST_CASE("the lanes take turns, and an empty one is passed over") {
  Gate gate;
  for (int i = 0; i < 4; ++i) gate.wait(Lane::knocking, 'k', 400us);
  for (int i = 0; i < 2; ++i) gate.wait(Lane::inside, 'i', 400us);
  gate.io.run();
  CHECK(gate.passed == "kikikk");
}

TEST_CASE("whoever waits again while passing goes to the end") {
  Gate gate;
  gate.turnstile.wait(Lane::inside, [&] {
    gate.passed += 'a';
    gate.wait(Lane::inside, 'b', 1us);
  });
  gate.wait(Lane::inside, 'c', 1us);
  gate.io.run();
  CHECK(gate.passed == "acb");
}

TEST_CASE("who still waits when all ends is let go of") {
  const auto kept = std::make_shared<int>();
  {
    Gate gate;
    gate.turnstile.wait(Lane::inside, [kept] {});
    CHECK(kept.use_count() == 2);
  }
  CHECK(kept.use_count() == 1);
}

TEST_CASE("while strangers come in a crowd, one who has shown a ticket is answered in between") {
  Rig rig;
  rig.door.on_open = [first = true](const std::shared_ptr<hall::Link>& link) mutable {
    if (std::exchange(first, false)) link->identified();
  };
  const auto candidate = rig.joined();
  std::vector<std::unique_ptr<Client>> strangers;
  join_all(rig, strangers, 20);
  // In one turn of the loop the server sees a message of each; the candidate's was the last to be written.
  std::vector<std::string> order;
  rig.door.on_message = [&](const std::shared_ptr<hall::Link>&, std::string_view text) {
    order.emplace_back(text);
    const auto until = std::chrono::steady_clock::now() + Turnstile::kMost;
    while (text != "candidate" && std::chrono::steady_clock::now() < until) continue;  // a costly message
  };
  // Written by hand, so that nothing of the server runs meanwhile.
  const auto write = [](Client& client, std::string_view text) {
    websocket::stream<TlsSocket>& stream = client.websocket();
    stream.write(asio::buffer(text));
  };
  for (const auto& stranger : strangers) write(*stranger, "stranger");
  write(*candidate, "candidate");
  rig.pump([&] { return order.size() == strangers.size() + 1; });
  const auto place = std::find(order.begin(), order.end(), "candidate") - order.begin();
  CHECK(place <= 2);
}

TEST_CASE("every message of a stranger is answered, in order, however many come at once") {
  Rig rig;
  const auto stranger = rig.joined();
  int heard = 0;
  asio::co_spawn(rig.io, Talk::run(stranger.get(), 300, &heard), [](std::exception_ptr) {});
  rig.pump([&] { return heard == 300; });
  CHECK(rig.door.messages == 300);
}

TEST_CASE("the server stops while strangers wait at every stage") {
  Rig rig;
  std::vector<std::unique_ptr<Client>> strangers;
  join_all(rig, strangers, 10);
  const asio::ip::tcp::endpoint server{asio::ip::address_v4::loopback(), rig.server->local_port()};
  for (int i = 0; i < 10; ++i) {
    strangers.push_back(rig.client());
    strangers.back()->socket().connect(server);
    strangers.back()->socket().send(asio::buffer("\x16\x03\x01\x02\x00\x01", 6));
  }
  rig.pump([&] { return rig.server->counters().open_connections == 20; });
  for (int i = 0; i < 10; ++i)
    strangers[static_cast<std::size_t>(i)]->websocket().write(asio::buffer("bye", 3));
  rig.stop();
  CHECK(rig.server->counters().open_connections == 0);
  CHECK(rig.door.closes == 10);
}

TEST_CASE("thousands whose time is over at once are swept in many turns, and none is forgotten") {
  Rig rig{[](net::Settings& settings) { settings.deadlines.handshake = 200ms; }};
  std::vector<std::unique_ptr<Client>> silent;
  const asio::ip::tcp::endpoint server{asio::ip::address_v4::loopback(), rig.server->local_port()};
  for (int i = 0; i < 300; ++i) {
    silent.push_back(rig.client());
    silent.back()->socket().connect(server);
  }
  rig.pump([&] { return rig.server->counters().accepted == 300; });
  rig.pump([&] { return rig.server->counters().handshake_timeouts == 300; });
  rig.pump([&] { return rig.server->counters().open_connections == 0; });
}
