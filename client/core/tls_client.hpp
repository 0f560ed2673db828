#pragma once
// TLS as a client of one server: only the authority in the given file is trusted, none of the system's.
// Shared by all connections of a program; made at start, then only read.
#include <filesystem>
#include <memory>
#include <string>

#include "client/core/asio.hpp"

namespace examhall::client {

/// "hall.example:8443", "192.0.2.7:8443", "[2001:db8::7]:8443".
struct ServerAddress {
  std::string host;  ///< without brackets
  std::string port;

  /// As a Host header names it: an IPv6 address in brackets.
  std::string authority() const;
};
std::optional<ServerAddress> parse_server(std::string_view text);

/// The session of the last line, for the next one to resume: after an outage thousands come back at once, and
/// a resumed session costs the server no signature and the client no certificates to check. It holds for the
/// one server whose certificate was checked when it began.
class ResumableSession {
 public:
  /// For the next line; a server that does not know it any more asks for everything again by itself.
  void offer(SSL* ssl) const;
  /// Once something has come through the line: by then the server has given a ticket, and a line that breaks
  /// without a goodbye would spoil the session.
  void keep(SSL* ssl);
  void forget() { session_.reset(); }

 private:
  struct Free {
    void operator()(SSL_SESSION* session) const { SSL_SESSION_free(session); }
  };
  std::unique_ptr<SSL_SESSION, Free> session_;
};

class TlsClient {
 public:
  /// `authority`: PEM file with the room's certificate authority. Throws std::runtime_error that names it.
  explicit TlsClient(const std::filesystem::path& authority);

  TlsStream make_stream(Socket socket, const std::string& host);

 private:
  asio::ssl::context context_;
};

}  // namespace examhall::client
