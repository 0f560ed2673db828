#include <catch2/catch.hpp>

#include <dlfcn.h>
#include <sys/resource.h>

#include "net_rig.hpp"

using namespace examhall;
using namespace examhall::test;
using namespace std::chrono_literals;

namespace {

/// A small receive window, so that a peer that does not read is noticed after kilobytes and not megabytes.
void stop_reading(Client& client) {
  client.socket().set_option(asio::socket_base::receive_buffer_size{4096});
}

/// The soft limit of open files, put back at the end.
class DescriptorLimit {
 public:
  explicit DescriptorLimit(rlim_t soft) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    rlimit lowered = before_;
    lowered.rlim_cur = soft;
    ::setrlimit(RLIMIT_NOFILE, &lowered);
  }
  ~DescriptorLimit() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  DescriptorLimit(const DescriptorLimit&) = delete;
  DescriptorLimit& operator=(const DescriptorLimit&) = delete;

 private:
  rlimit before_{};
};

/// It opens a pipe to look at the type of an object, and takes the lack of descriptors for a bad object.
bool under_undefined_behaviour_sanitizer() {
  return ::dlsym(RTLD_DEFAULT, "__ubsan_handle_dynamic_type_cache_miss_abort") != nullptr;
}

}  // namespace

TEST_CASE("a peer that never reads is ended") {
  SECTION("by force, when a write stands still") {
    Rig rig{[](net::Settings& settings) {
      settings.deadlines.write = 200ms;
      settings.limits.outbox_bytes = 64 * 1024 * 1024;
    }};
    const auto client = rig.joined();
    stop_reading(*client);
    // The kernel does not take a megabyte for somebody who reads nothing.
    rig.door.links.at(0)->send(frame_of(std::string(1024 * 1024, 'b')));
    rig.pump([&] { return rig.door.closes == 1; });
    CHECK(rig.server->counters().write_timeouts == 1);
    CHECK(rig.server->counters().closes.at(4004) == 1);
  }
  SECTION("because its outbox is full") {
    Rig rig{[](net::Settings& settings) { settings.deadlines.close = 200ms; }};
    const auto client = rig.joined();
    stop_reading(*client);
    const hall::Frame frame = frame_of(std::string(64 * 1024, 'b'));
    rig.pump([&] {
      for (const auto& link : rig.door.links) link->send(frame);
      return rig.server->counters().outbox_overflows == 1;
    });
    rig.pump([&] { return rig.door.closes == 1; });
    CHECK(rig.server->counters().forced_closes == 1);
    CHECK(rig.server->counters().closes.at(4004) == 1);
  }
}

TEST_CASE("one that is slow for a moment but reads gets everything queued and the reason") {
  Rig rig;
  const auto client = rig.joined();
  const hall::Frame frame = frame_of(std::string(1024, 's'));
  for (int i = 0; i < 600; ++i) rig.door.links.at(0)->send(frame);
  CHECK(rig.wait(client->end()) == 4004);
}

TEST_CASE("what waits on a line can be asked for, and what has left it is not counted") {
  Rig rig{[](net::Settings& settings) { settings.limits.outbox_bytes = 16 * 1024 * 1024; }};
  const auto client = rig.joined();
  const auto link = rig.door.links.at(0);
  CHECK(link->queued() == 0);
  const hall::Frame frame = frame_of(std::string(1024 * 1024, 'q'));
  for (int i = 0; i < 4; ++i) link->send(frame);
  CHECK(link->queued() == 4 * frame->size());  // the first is being written
  asio::co_spawn(rig.io, client->end(), [](std::exception_ptr, std::uint16_t) {});
  rig.pump([&] { return link->queued() == 0; });
  CHECK(rig.door.closes == 0);
  rig.stop();
  CHECK(client->code() == 1001);
}

TEST_CASE("a silent peer is pinged; without an answer it is ended") {
  SECTION("alive") {
    Rig rig{[](net::Settings& settings) { settings.deadlines.idle = 200ms; }};
    const auto client = rig.joined();
    int pings = 0;
    client->websocket().control_callback([&](websocket::frame_type kind, auto) {
      if (kind == websocket::frame_type::ping) ++pings;
    });
    // Reading answers the pings; the hall says something only after several of them.
    asio::co_spawn(rig.io, client->end(), [](std::exception_ptr, std::uint16_t) {});
    rig.pump([&] { return pings >= 5; });
    CHECK(rig.door.closes == 0);
    rig.stop();
    CHECK(client->code() == 1001);
  }
  SECTION("gone") {
    Rig rig{[](net::Settings& settings) { settings.deadlines.idle = 200ms; }};
    const auto client = rig.joined();
    rig.pump([&] { return rig.door.closes == 1; });
    CHECK(rig.server->counters().idle_timeouts == 1);
  }
}

TEST_CASE("a handshake that stops half way is ended at its deadline") {
  Rig rig{[](net::Settings& settings) { settings.deadlines.handshake = 100ms; }};
  const auto client = rig.client();
  rig.pump([&, connected = false, started = false]() mutable {
    const asio::ip::tcp::endpoint server{asio::ip::address_v4::loopback(), rig.server->local_port()};
    if (!started) client->socket().async_connect(server, [&connected](ErrorCode) { connected = true; });
    started = true;
    return connected;
  });
  client->socket().send(asio::buffer("\x16\x03\x01", 3));  // the beginning of a ClientHello
  rig.pump([&] { return rig.server->counters().handshake_timeouts == 1; });
  rig.pump([&] { return rig.server->counters().open_connections == 0; });
  CHECK(rig.door.opens == 0);
}

TEST_CASE("what is not TLS is ended at once") {
  Rig rig;
  const auto client = rig.client();
  const asio::ip::tcp::endpoint server{asio::ip::address_v4::loopback(), rig.server->local_port()};
  client->socket().connect(server);
  client->socket().send(asio::buffer("GET / HTTP/1.1\r\n\r\n", 18));
  rig.pump([&] { return rig.server->counters().handshake_failures == 1; });
}

TEST_CASE("over the cap a connection is refused before TLS, and a place that is left can be taken") {
  const bool by_address = GENERATE(true, false);
  Rig rig{[by_address](net::Settings& settings) {
    (by_address ? settings.limits.connections_per_address : settings.limits.connections) = 2;
  }};
  const auto first = rig.joined();
  const auto second = rig.joined();
  CHECK_FALSE(rig.wait(rig.client()->connect()));
  CHECK(rig.server->counters().refused_address == (by_address ? 1 : 0));
  CHECK(rig.server->counters().refused_full == (by_address ? 0 : 1));
  first->socket().close();
  rig.pump([&] { return rig.door.closes == 1; });
  CHECK(rig.wait(rig.client()->join()));
}

TEST_CASE("at the cap a newcomer takes the place of one that shows no ticket, never of one that did") {
  Rig rig{[](net::Settings& settings) { settings.limits.connections_per_address = 2; }};
  rig.door.on_open = [&, first = true](const std::shared_ptr<hall::Link>& link) mutable {
    if (std::exchange(first, false)) link->identified();
  };
  const auto candidate = rig.joined();
  const auto idle = rig.joined();
  CHECK_FALSE(rig.wait(rig.client()->connect()));  // it has had no time yet
  const auto newcomer = rig.client();
  rig.pump([&, begun = std::chrono::steady_clock::now()] {
    return std::chrono::steady_clock::now() - begun > net::Admission::kUndisturbed;
  });
  CHECK(rig.wait(newcomer->join()));
  CHECK(rig.wait(idle->end()) == 1006);
  CHECK(rig.server->counters().gave_way == 1);
  CHECK_FALSE(rig.wait(candidate->send("still here?")));
  CHECK(rig.wait(candidate->receive()) == "still here?");
}

TEST_CASE("three hundred from one address at once are all served") {
  Rig rig;
  std::vector<std::unique_ptr<Client>> clients;
  int served = 0;
  for (int i = 0; i < 300; ++i) {
    clients.push_back(rig.client());
    struct Visit {
      static Task run(Client* client, int* count) {
        const bool joined = co_await client->join();
        if (!joined) co_return;
        const std::string here = "here";  // GCC 12: no temporaries in a co_await expression
        co_await client->send(here);
        const auto answer = co_await client->receive();
        if (answer == here) ++*count;
      }
    };
    asio::co_spawn(rig.io, Visit::run(clients.back().get(), &served), [](std::exception_ptr) {});
  }
  rig.pump([&] { return served == 300; });
  CHECK(rig.server->counters().open_websockets == 300);
  rig.stop();
  CHECK(rig.door.closes == 300);
}

TEST_CASE("without descriptors the server pauses and goes on accepting") {
  if (under_undefined_behaviour_sanitizer()) {
    WARN("not run: the sanitizer needs descriptors itself");
    return;
  }
  Rig rig;
  const auto first = rig.joined();
  std::vector<std::unique_ptr<Client>> waiting;
  for (int i = 0; i < 4; ++i) waiting.push_back(rig.client());
  const asio::ip::tcp::endpoint server{asio::ip::address_v4::loopback(), rig.server->local_port()};
  for (const auto& client : waiting) client->socket().open(asio::ip::tcp::v4());
  {
    const DescriptorLimit none{static_cast<rlim_t>(waiting.back()->socket().native_handle()) + 1};
    for (const auto& client : waiting) client->socket().connect(server);  // into the backlog
    rig.pump([&] { return rig.server->counters().accept_pauses >= 2; });
    CHECK(rig.server->counters().accepted == 1);
    rig.wait(first->send("still here?"));
    CHECK(rig.wait(first->receive()) == "still here?");
  }
  rig.pump([&] { return rig.server->counters().accepted == 5; });
  CHECK(rig.wait(rig.client()->join()));
}

TEST_CASE("too few descriptors for the cap are reported at the start") {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_max == RLIM_INFINITY) return;
  Rig rig{[&](net::Settings& settings) { settings.limits.connections = limit.rlim_max; }};
  REQUIRE(rig.problems.size() == 1);
  CHECK(rig.problems[0].id == "descriptor_limit_low");
  Rig modest{[](net::Settings& settings) { settings.limits.connections = 50; }};
  CHECK(modest.problems.empty());
}
