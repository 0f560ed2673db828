#include <catch2/catch.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/write.hpp>

#include <openssl/ssl.h>

#include "net/tls_stream.hpp"
#include "net_rig.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {

/// The client's context with one rule changed.
class ClientRules {
 public:
  explicit ClientRules(int max_version, const char* suites = nullptr) {
    SSL_CTX_set_security_level(context_.native_handle(), 0);
    SSL_CTX_set_min_proto_version(context_.native_handle(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context_.native_handle(), max_version);
    if (suites) SSL_CTX_set_cipher_list(context_.native_handle(), suites);
  }
  asio::ssl::context& context() { return context_; }

 private:
  asio::ssl::context context_{asio::ssl::context::tls_client};
};

Awaitable<bool> shake_hands(TlsSocket* stream, std::uint16_t port) {
  const asio::ip::tcp::endpoint server{asio::ip::address_v4::loopback(), port};
  co_await stream->next_layer().async_connect(server, kTuple);
  const auto [failed] = co_await stream->async_handshake(asio::ssl::stream_base::client, kTuple);
  co_return !failed;
}

bool accepted(Rig& rig, ClientRules rules) {
  TlsSocket stream{Socket{rig.io}, rules.context()};
  return rig.wait(shake_hands(&stream, rig.server->local_port()));
}

/// Our stream at one end, Asio's at the other, without a server around them.
struct Pair {
  Pair() {
    net::Acceptor acceptor{io.get_executor(), {asio::ip::address_v4::loopback(), 0}};
    theirs.next_layer().connect(acceptor.local_endpoint());
    ours.emplace(acceptor.accept(), context);
    int done = 0;
    ours->async_handshake([&](ErrorCode ec) { done += !ec; });
    theirs.async_handshake(asio::ssl::stream_base::client, [&](ErrorCode ec) { done += !ec; });
    run_until([&] { return done == 2; });
  }
  template <class Ready>
  void run_until(Ready ready) {
    for (int turns = 0; !ready(); ++turns) {
      if (turns == 1000) throw std::runtime_error("what was awaited did not happen");
      io.restart();
      io.run_one_for(std::chrono::milliseconds{10});
    }
  }

  asio::io_context io{1};
  net::TlsContext context{Rig::certificate().chain(), Rig::certificate().key()};
  asio::ssl::context trusting{asio::ssl::context::tls_client};
  TlsSocket theirs{Socket{io}, trusting};
  std::optional<net::TlsStream> ours;
};

}  // namespace

TEST_CASE("only TLS 1.2 and 1.3 with authenticated encryption are spoken") {
  Rig rig;
  CHECK(accepted(rig, ClientRules{TLS1_3_VERSION}));
  CHECK(accepted(rig, ClientRules{TLS1_2_VERSION, "ECDHE+AESGCM"}));
  CHECK(accepted(rig, ClientRules{TLS1_2_VERSION, "ECDHE+CHACHA20"}));
  CHECK_FALSE(accepted(rig, ClientRules{TLS1_1_VERSION}));
  CHECK_FALSE(accepted(rig, ClientRules{TLS1_2_VERSION, "ECDHE-ECDSA-AES256-SHA384:ECDHE-ECDSA-AES128-SHA"}));
  CHECK(rig.server->counters().handshake_failures == 2);
}

namespace {

/// The session of a connection on which the server has said something: with it came the ticket.
using Session = std::unique_ptr<SSL_SESSION, decltype(&SSL_SESSION_free)>;

Session session_from(Rig& rig, ClientRules& rules) {
  TlsSocket stream{Socket{rig.io}, rules.context()};
  REQUIRE(rig.wait(shake_hands(&stream, rig.server->local_port())));
  bool answered = false;
  std::string answer(1024, '\0');
  asio::write(stream, asio::buffer(std::string{"GET /healthz HTTP/1.1\r\n\r\n"}));
  stream.async_read_some(asio::buffer(answer), [&](ErrorCode, std::size_t) { answered = true; });
  rig.pump([&] { return answered; });
  return {SSL_SESSION_dup(SSL_get0_session(stream.native_handle())), &SSL_SESSION_free};
}

bool resumes(Rig& rig, ClientRules& rules, const Session& session) {
  TlsSocket stream{Socket{rig.io}, rules.context()};
  // A copy: OpenSSL gives a session up whose connection ends without a goodbye.
  const Session copy{SSL_SESSION_dup(session.get()), &SSL_SESSION_free};
  SSL_set_session(stream.native_handle(), copy.get());
  REQUIRE(rig.wait(shake_hands(&stream, rig.server->local_port())));
  return SSL_session_reused(stream.native_handle()) == 1;
}

void serve_with(net::Settings& settings, const support::Certificate& certificate) {
  settings.certificate_chain = certificate.chain();
  settings.private_key = certificate.key();
}

}  // namespace

TEST_CASE("a candidate who comes back resumes the TLS session, after a restart too") {
  ClientRules rules{TLS1_3_VERSION};
  const Session session = [&] {
    Rig before;
    Session given = session_from(before, rules);
    CHECK(resumes(before, rules, given));
    before.pump([&] { return before.server->counters().handshakes_resumed == 1; });
    return given;
  }();
  Rig after;
  CHECK(resumes(after, rules, session));
  after.pump([&] { return after.server->counters().handshakes_resumed == 1; });
}

TEST_CASE("a ticket of a server with another key is worth nothing, and the candidate gets in all the same") {
  ClientRules rules{TLS1_3_VERSION};
  Rig one;
  const Session session = session_from(one, rules);
  const support::Certificate other;
  Rig another{[&](net::Settings& settings) { serve_with(settings, other); }};
  CHECK_FALSE(resumes(another, rules, session));
}

TEST_CASE("TLS 1.2, where a ticket would uncover the past, gets none") {
  Rig rig;
  ClientRules rules{TLS1_2_VERSION, "ECDHE+AESGCM"};
  const Session session = session_from(rig, rules);
  CHECK(SSL_SESSION_has_ticket(session.get()) == 0);
  CHECK_FALSE(resumes(rig, rules, session));
}

TEST_CASE("a certificate that cannot be used is refused at the start, by name") {
  const auto& good = Rig::certificate();
  CHECK_THROWS_WITH(net::TlsContext("missing.pem", good.key()), Catch::Contains("missing.pem"));
  CHECK_THROWS_WITH(net::TlsContext(good.chain(), good.chain()), Catch::Contains("chain.pem"));
  const support::Certificate other;
  CHECK_THROWS_WITH(net::TlsContext(good.chain(), other.key()), Catch::Contains("key.pem"));
}

TEST_CASE("a read that is cancelled ends alone, and the stream goes on") {
  Pair pair;
  std::string buffer(64, '\0');
  asio::cancellation_signal cancel;
  ErrorCode first;
  bool ended = false;
  pair.ours->async_read_some(asio::buffer(buffer),
                             asio::bind_cancellation_slot(cancel.slot(), [&](ErrorCode ec, std::size_t) {
                               first = ec;
                               ended = true;
                             }));
  cancel.emit(asio::cancellation_type::total);
  CHECK_FALSE(ended);  // never from within
  pair.run_until([&] { return ended; });
  CHECK(first == asio::error::operation_aborted);
  asio::write(pair.theirs, asio::buffer("later", 5));
  std::size_t got = 0;
  pair.ours->async_read_some(asio::buffer(buffer), [&](ErrorCode, std::size_t size) { got = size; });
  pair.run_until([&] { return got > 0; });
  CHECK(buffer.substr(0, got) == "later");
}

TEST_CASE("closing the socket ends what is pending") {
  Pair pair;
  std::string in(64, '\0');
  const std::string out(32 * 1024 * 1024, 'o');  // more than any socket takes
  ErrorCode read;
  ErrorCode written;
  int ended = 0;
  pair.ours->async_read_some(asio::buffer(in), [&](ErrorCode ec, std::size_t) { read = ec, ++ended; });
  pair.ours->async_write_some(asio::buffer(out), [&](ErrorCode ec, std::size_t) { written = ec, ++ended; });
  pair.run_until([&, turns = 0]() mutable { return ++turns > 20; });
  REQUIRE(ended == 0);
  pair.ours->next_layer().close();
  pair.run_until([&] { return ended == 2; });
  CHECK(read == asio::error::operation_aborted);
  CHECK(written == asio::error::operation_aborted);
}

TEST_CASE("an operation completes on its handler's executor") {
  Pair pair;
  asio::io_context other{1};
  std::string buffer(64, '\0');
  bool ended = false;
  pair.ours->async_read_some(
      asio::buffer(buffer),
      asio::bind_executor(other.get_executor(), [&](ErrorCode, std::size_t) { ended = true; }));
  asio::write(pair.theirs, asio::buffer("x", 1));
  pair.run_until([&] {
    REQUIRE_FALSE(ended);
    return other.poll() > 0 && ended;
  });
}

TEST_CASE("an end without close_notify is told from one with it") {
  Pair pair;
  std::string buffer(64, '\0');
  ErrorCode ended;
  pair.ours->async_read_some(asio::buffer(buffer), [&](ErrorCode ec, std::size_t) { ended = ec; });
  SECTION("without") {
    pair.theirs.next_layer().shutdown(Socket::shutdown_send);
    pair.run_until([&] { return ended.failed(); });
    CHECK(ended == asio::ssl::error::stream_truncated);
  }
  SECTION("with") {
    pair.theirs.async_shutdown([](ErrorCode) {});
    pair.run_until([&] { return ended.failed(); });
    CHECK(ended == asio::error::eof);
  }
}
