#pragma once
// TLS as a client of one server: only the authority in the given file is trusted, none of the system's.
// Shared by all connections of a program; made at start, then only read.
#include <filesystem>
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

class TlsClient {
 public:
  /// `authority`: PEM file with the room's certificate authority. Throws std::runtime_error that names it.
  explicit TlsClient(const std::filesystem::path& authority);

  TlsStream make_stream(Socket socket, const std::string& host);

 private:
  asio::ssl::context context_;
};

}  // namespace examhall::client
