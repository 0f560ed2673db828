#pragma once
// A candidate's end of the wire for tests: Asio's own TLS stream, so that the server's is tested against an
// implementation that is not ours.
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <optional>
#include <string>
#include <vector>

#include "net/asio.hpp"

namespace examhall::test {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using net::Awaitable;
using net::ErrorCode;
using net::kTuple;
using net::Socket;
using net::Task;
using TlsSocket = asio::ssl::stream<Socket>;
using Response = http::response<http::string_body>;

struct Handshake {
  std::string subprotocol = "examhall.v1";
  std::string origin{};
  std::string path = "/exam";
  std::string cookie{};
};

class Client {
 public:
  Client(asio::io_context& io, std::uint16_t port);

  /// TCP and TLS. False if the server would not.
  Awaitable<bool> connect();
  /// Connects and upgrades. False if the server would not; then response() says why.
  Awaitable<bool> join(Handshake handshake);
  Awaitable<bool> join() { return join(Handshake{}); }
  Awaitable<Response> get(std::string target, std::string token = {});
  Awaitable<Response> request(http::request<http::string_body> request);

  /// Both give the error, to be compared by the test.
  Awaitable<ErrorCode> send(std::string text);
  Awaitable<ErrorCode> send_binary(std::string bytes);
  /// The next message, or nullopt when the websocket ended: then code() says how.
  Awaitable<std::optional<std::string>> receive();
  /// Reads until the websocket ends.
  Awaitable<std::uint16_t> end();
  /// Bytes straight through TLS. True if they were written.
  Awaitable<bool> send_raw(std::string bytes);
  /// True once the peer has ended the connection, by whatever means.
  Awaitable<bool> hung_up();

  /// 1006 if the connection ended without a close frame.
  std::uint16_t code() const { return code_; }
  const Response& response() const { return response_; }
  websocket::stream<TlsSocket>& websocket() { return websocket_; }
  TlsSocket& tls() { return websocket_.next_layer(); }
  Socket& socket() { return tls().next_layer(); }

 private:
  static asio::ssl::context& context();

  asio::ip::tcp::endpoint endpoint_;
  websocket::stream<TlsSocket> websocket_;
  beast::flat_buffer buffer_;
  Response response_;
  std::uint16_t code_ = 0;
};

}  // namespace examhall::test
