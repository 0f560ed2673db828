#include <catch2/catch.hpp>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/write.hpp>

#include "client_rig.hpp"

using namespace examhall;
using namespace examhall::test;
using client::LineState;
using client::StopReason;

TEST_CASE("login, paper, answers, hand-in, receipt over real TLS") {
  ClientRig rig;
  Watcher w;
  auto& c = rig.join(w);
  rig.pump([&] { return w.paper; });
  for (std::uint32_t i = 0; i < 10; ++i) CHECK(c.sitting().answer(i, i % 2 == 0));
  c.sitting().hand_in();
  rig.pump([&] { return w.stop.has_value(); });
  CHECK(w.stop->reason == StopReason::ended);
  REQUIRE(w.receipt);
  CHECK(w.receipt->valid());
  CHECK(w.receipt->answers_match);
  CHECK(w.acks.size() == 10);
  CHECK(c.sitting().state().clock().round_trip());
}

TEST_CASE("a server with another authority's certificate gets neither ticket nor code") {
  ClientRig rig;
  support::Certificate other;
  Watcher w;
  rig.join(w, "PC-1", "127.0.0.1", other.chain());
  rig.pump([&] { return w.losses.size() >= 2; });
  CHECK(w.losses[0] == "untrusted");
  CHECK(rig.hall.opens == 0);
  CHECK(rig.hall.logins == 0);
}

TEST_CASE("a certificate for another host name is not enough") {
  ClientRig rig;
  Watcher w;
  rig.join(w, "PC-1", "localhost");
  rig.pump([&] { return !w.losses.empty(); });
  CHECK(w.losses[0] == "untrusted");
  CHECK(rig.hall.logins == 0);
}

TEST_CASE("a server that gives up in the handshake is out of reach, not under suspicion") {
  ClientRig rig;
  const auto alert = std::string("\x15\x03\x03\x00\x02\x02\x50", 7);  // TLS: fatal, internal_error
  boost::asio::basic_socket_acceptor<client::tcp, client::Executor> door{
      rig.io.get_executor(), {boost::asio::ip::make_address("127.0.0.1"), 0}};
  std::optional<client::Socket> peer;
  door.async_accept([&](const client::ErrorCode& error, client::Socket socket) {
    REQUIRE_FALSE(error);
    peer.emplace(std::move(socket));
    boost::asio::write(*peer, boost::asio::buffer(alert));
  });
  client::ClientSettings s;
  s.server = {"127.0.0.1", std::to_string(door.local_endpoint().port())};
  s.tls = std::make_shared<client::TlsClient>(rig.certificate.chain());
  s.who = {"T1", "RIGHT", "PC-1", "test 1"};
  Watcher w;
  client::Client c{rig.io, std::move(s), rig.clock, [] { return 0.5; }, w};
  c.sitting().begin();
  rig.pump([&] { return !w.losses.empty(); });
  CHECK(w.losses[0] == "cannot_connect");
}

TEST_CASE("a file that is no certificate is said to be so") {
  CHECK_THROWS_WITH(client::TlsClient{"/no/such/ca.pem"}, Catch::Contains("/no/such/ca.pem"));
}

TEST_CASE(
    "a lost line costs nothing: what was not acknowledged is sent again, in order, and the paper is not") {
  ClientRig rig;
  Watcher w;
  auto& c = rig.join(w);
  rig.pump([&] { return w.paper; });
  c.sitting().answer(0, true);
  rig.pump([&] { return w.acks.size() == 1; });
  rig.hall.mute = true;
  c.sitting().answer(1, true);
  rig.pump([&] { return rig.hall.received_answers.size() == 2; });
  c.sitting().drop_line(0ms);
  c.sitting().answer(2, true);
  c.sitting().answer(3, true);
  rig.hall.mute = false;
  rig.pump([&] { return w.acks.size() == 3; });
  CHECK(w.acks == std::vector<std::uint32_t>{1, 3, 4});  // 2 was stored: the outline said so
  CHECK(rig.hall.papers_known == std::string(64, 'a'));
  CHECK(rig.hall.stored.size() == 4);
  CHECK(c.sitting().state().answers().at(1).state == client::AnswerState::stored);
}

TEST_CASE("the second machine gets the seat and the first is told") {
  ClientRig rig;
  Watcher first, second;
  rig.join(first, "PC-1");
  rig.pump([&] { return first.paper; });
  rig.join(second, "PC-2");
  rig.pump([&] { return second.paper && first.stop; });
  CHECK(first.stop->reason == StopReason::taken_over);
  CHECK_FALSE(second.stop);
  CHECK(rig.hall.logins == 2);
}

TEST_CASE("a wrong code is refused and not tried again") {
  ClientRig rig;
  Watcher w;
  rig.join(w, "PC-1", "127.0.0.1", {}, "WRONG");
  rig.pump([&] { return w.stop.has_value(); });
  CHECK(w.stop->reason == StopReason::refused);
  CHECK(rig.hall.logins == 1);
}

TEST_CASE("a server that goes away and comes back finds its clients again") {
  ClientRig rig;
  Watcher w;
  auto& c = rig.join(w);
  rig.pump([&] { return w.paper; });
  const auto port = rig.port();
  rig.shut();
  rig.pump([&] { return std::count(w.losses.begin(), w.losses.end(), "cannot_connect") >= 3; });
  c.sitting().answer(5, false);
  CHECK(c.sitting().state().answers().at(5).state == client::AnswerState::kept_here);
  rig.serve(port);
  rig.pump([&] { return w.acks.size() == 1; });
  CHECK(rig.hall.stored.at(5).response == false);
  CHECK(rig.server->counters().handshakes_resumed == 1);
}

TEST_CASE("a long paper of long items arrives whole") {
  ClientRig rig;
  rig.hall.items = 200;
  rig.hall.padding = 4000;
  Watcher w;
  auto& c = rig.join(w);
  rig.pump([&] { return w.paper; });
  CHECK(c.sitting().state().items_here() == 200);
}

TEST_CASE(
    "a server that accepts and says nothing is given up in time, and the client can be dropped at any "
    "moment") {
  ClientRig rig;
  boost::asio::basic_socket_acceptor<client::tcp, client::Executor> mute{
      rig.io.get_executor(), {boost::asio::ip::make_address("127.0.0.1"), 0}};
  client::ClientSettings s;
  s.server = {"127.0.0.1", std::to_string(mute.local_endpoint().port())};
  s.tls = std::make_shared<client::TlsClient>(rig.certificate.chain());
  s.who = {"T1", "RIGHT", "PC-1", "test 1"};
  s.tuning.connect_within = 30ms;
  s.tuning.backoff_first = s.tuning.backoff_longest = 1ms;
  Watcher w;
  {
    client::Client c{rig.io, s, rig.clock, [] { return 0.5; }, w};
    c.sitting().begin();
    rig.pump([&] { return w.losses.size() >= 2; });
    CHECK(w.losses[0] == "timeout");
    c.post([](client::Sitting&) { throw std::logic_error("ran after the client was gone"); });
  }
  rig.io.restart();
  rig.io.poll();
}

TEST_CASE("leaving says goodbye") {
  ClientRig rig;
  Watcher w;
  auto& c = rig.join(w);
  rig.pump([&] { return w.paper; });
  c.sitting().leave();
  rig.pump([&] { return rig.hall.seat == nullptr; });
  CHECK(w.stop->reason == StopReason::left);
}

TEST_CASE("addresses of servers") {
  CHECK(client::parse_server("hall.example:8443")->host == "hall.example");
  CHECK(client::parse_server("[::1]:443")->host == "::1");
  CHECK(client::parse_server("[::1]:443")->port == "443");
  for (const char* bad :
       {"", "hall", "hall:", ":8443", "::1:443", "hall:99999", "hall:12x", "ha ll:1", "a/b:1", "u@h:1"}) {
    CAPTURE(bad);
    CHECK_FALSE(client::parse_server(bad));
  }
}
