#pragma once
// What an operator can set about the network, with the values that suit a national batch. Read at start.
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace examhall::net {

struct Endpoint {
  std::string address;
  std::uint16_t port = 0;  ///< 0: any free one
};

struct Limits {
  std::size_t connections = 12'000;
  /// A school is one address; so may be a province behind one firewall.
  std::size_t connections_per_address = 5'000;
  std::size_t header_bytes = 8 * 1024;
  std::size_t message_bytes = 16 * 1024;
  std::size_t outbox_bytes = 1024 * 1024;
  std::size_t outbox_messages = 512;
  double messages_per_second = 50;
  /// Twice the queue of a candidate who answered a whole long paper while the line was down.
  double message_burst = 400;
  double message_patience = 200;  ///< so many more are refused one by one, then the connection is closed
  /// What the kernel holds of one connection's output. Left to itself it takes megabytes for a peer that never
  /// reads, and the write deadline would not begin before they are full. A whole paper fits.
  int send_buffer_bytes = 128 * 1024;
  int backlog = 4096;
};

/// Enforced on a tick of a quarter of the shortest, at most a second.
struct Deadlines {
  base::Span handshake{10'000};
  base::Span request{10'000};    ///< the first request, whole
  base::Span http_idle{15'000};  ///< every later one on the same connection
  base::Span response{120'000};  ///< an image over a weak network
  base::Span write{10'000};      ///< a write of which the peer takes nothing at all
  base::Span idle{30'000};       ///< silence on a websocket; it is pinged at half of this
  base::Span close{3'000};       ///< from the start of closing, renewed while the peer takes bytes
  base::Span stop{8'000};        ///< the whole shutdown
  base::Span accept_pause{200};  ///< after running out of descriptors or memory
};

struct Settings {
  Endpoint listen{"0.0.0.0", 8443};
  Endpoint admin{"127.0.0.1", 8444};  ///< metrics; TLS too
  std::filesystem::path certificate_chain;
  std::filesystem::path private_key;
  /// Exact values of Origin that may open /exam. Native clients send none.
  std::vector<std::string> allowed_origins;
  Limits limits;
  Deadlines deadlines;
};

/// What the routes ask the rest of the server. Called on the network's thread; must not block.
struct Hooks {
  /// Empty: healthy. Otherwise the reason, for the operator's eyes.
  std::function<std::string()> health = [] { return std::string{}; };
  std::function<std::string()> metrics = [] { return std::string{}; };
  /// One line for the log.
  std::function<void(std::string_view)> log = [](std::string_view) {};
};

}  // namespace examhall::net
