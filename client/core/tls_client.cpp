#include "client/core/tls_client.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>

#include <algorithm>
#include <stdexcept>

namespace examhall::client {
namespace {

bool is_port(std::string_view text) {
  const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits && !text.empty() && text.size() <= 5 && std::stoi(std::string{text}) <= 65535;
}

}  // namespace

std::optional<ServerAddress> parse_server(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || !is_port(text.substr(colon + 1))) return std::nullopt;
  std::string_view host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string_view::npos) {
    return std::nullopt;
  }
  if (host.empty() || host.find_first_of(" /\\@") != std::string_view::npos) return std::nullopt;
  return ServerAddress{std::string{host}, std::string{text.substr(colon + 1)}};
}

std::string ServerAddress::authority() const {
  return (host.find(':') != std::string::npos ? "[" + host + "]" : host) + ":" + port;
}

TlsClient::TlsClient(const std::filesystem::path& authority) : context_{asio::ssl::context::tls_client} {
  SSL_CTX* const native = context_.native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20");
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
  context_.set_verify_mode(asio::ssl::verify_peer);
  ErrorCode error;
  context_.load_verify_file(authority.string(), error);
  if (error) {
    throw std::runtime_error("cannot use " + authority.string() +
                             " as certificate authority: " + error.message());
  }
}

void ResumableSession::offer(SSL* ssl) const {
  if (!session_) return;
  // A copy: OpenSSL gives a session up whose connection ends without a goodbye.
  const std::unique_ptr<SSL_SESSION, Free> copy{SSL_SESSION_dup(session_.get())};
  SSL_set_session(ssl, copy.get());
}

void ResumableSession::keep(SSL* ssl) {
  SSL_SESSION* const session = SSL_get0_session(ssl);
  if (session != nullptr && SSL_SESSION_is_resumable(session) == 1) session_.reset(SSL_SESSION_dup(session));
}

TlsStream TlsClient::make_stream(Socket socket, const std::string& host) {
  TlsStream stream{std::move(socket), context_};
  ErrorCode not_an_address;
  asio::ip::make_address(host, not_an_address);
  // Server Name Indication is for names alone (RFC 6066, 3).
  if (not_an_address) SSL_set_tlsext_host_name(stream.native_handle(), host.c_str());
  stream.set_verify_callback(asio::ssl::host_name_verification{host});
  return stream;
}

}  // namespace examhall::client
