#include "net_client.hpp"

#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

namespace examhall::test {

asio::ssl::context& Client::context() {
  static asio::ssl::context context{asio::ssl::context::tls_client};
  return context;
}

Client::Client(asio::io_context& io, std::uint16_t port)
    : endpoint_{asio::ip::address_v4::loopback(), port}, websocket_{Socket{io}, context()} {}

Awaitable<bool> Client::connect() {
  const auto [refused] = co_await socket().async_connect(endpoint_, kTuple);
  if (refused) co_return false;
  const auto [failed] = co_await tls().async_handshake(asio::ssl::stream_base::client, kTuple);
  co_return !failed;
}

Awaitable<bool> Client::join(Handshake handshake) {
  const bool connected = co_await connect();
  if (!connected) co_return false;
  websocket_.set_option(websocket::stream_base::decorator{[handshake](websocket::request_type& request) {
    if (!handshake.subprotocol.empty()) {
      request.set(http::field::sec_websocket_protocol, handshake.subprotocol);
    }
    if (!handshake.origin.empty()) request.set(http::field::origin, handshake.origin);
    if (!handshake.cookie.empty()) request.set(http::field::cookie, handshake.cookie);
  }});
  const auto [failed] = co_await websocket_.async_handshake(response_, "127.0.0.1", handshake.path, kTuple);
  co_return !failed;
}

Awaitable<Response> Client::get(std::string target, std::string token) {
  http::request<http::string_body> request{http::verb::get, target, 11};
  request.set(http::field::host, "127.0.0.1");
  if (!token.empty()) request.set(http::field::authorization, "Bearer " + token);
  co_return co_await this->request(std::move(request));
}

Awaitable<Response> Client::request(http::request<http::string_body> request) {
  request.prepare_payload();
  co_await http::async_write(tls(), request, kTuple);
  Response response;
  response.result(http::status::unknown);
  co_await http::async_read(tls(), buffer_, response, kTuple);
  co_return response;
}

Awaitable<ErrorCode> Client::send(std::string text) {
  const auto [ec, size] = co_await websocket_.async_write(asio::buffer(text), kTuple);
  co_return ec;
}

Awaitable<ErrorCode> Client::send_binary(std::string bytes) {
  websocket_.binary(true);
  const auto [ec, size] = co_await websocket_.async_write(asio::buffer(bytes), kTuple);
  co_return ec;
}

Awaitable<std::optional<std::string>> Client::receive() {
  buffer_.clear();
  const auto [ec, size] = co_await websocket_.async_read(buffer_, kTuple);
  if (!ec) co_return beast::buffers_to_string(buffer_.data());
  // Whatever became of the connection afterwards, a close frame that came is what counts.
  const std::uint16_t told = websocket_.reason().code;
  code_ = told != websocket::close_code::none ? told : std::uint16_t{1006};
  co_return std::nullopt;
}

Awaitable<std::uint16_t> Client::end() {
  for (;;) {
    const std::optional<std::string> message = co_await receive();
    if (!message) co_return code_;
  }
}

Awaitable<bool> Client::send_raw(std::string bytes) {
  const auto [ec, size] = co_await asio::async_write(tls(), asio::buffer(bytes), kTuple);
  co_return !ec;
}

Awaitable<bool> Client::hung_up() {
  std::string bytes(4096, '\0');
  for (;;) {
    const auto [ec, size] = co_await tls().async_read_some(asio::buffer(bytes), kTuple);
    if (ec) co_return true;
  }
}

}  // namespace examhall::test
