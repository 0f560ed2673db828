#pragma once
// The seam between a sitting and its line to the server. A line carries whole text messages; the real one is
// connection.hpp, the tests play one from a script. All calls and all callbacks on the client's one thread,
// and no callback from inside a call.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace examhall::client {

/// Websocket close codes that mean something to a client (docs/protocol.md).
inline constexpr std::uint16_t kClosedTakenOver = 4001;
inline constexpr std::uint16_t kClosedEnded = 4002;

struct LineLoss {
  std::string id;  ///< cannot_resolve, cannot_connect, untrusted, not_accepted, closed, lost, silent, timeout
  base::Text text;               ///< for the candidate
  std::string detail{};          ///< for the log
  std::uint16_t close_code = 0;  ///< if the server closed the websocket
};

class TransportEvents {
 public:
  virtual ~TransportEvents() = default;
  /// The websocket is open.
  virtual void line_opened() = 0;
  virtual void line_received(std::string_view frame) = 0;
  /// A ping or a pong: the server lives.
  virtual void line_heard() = 0;
  /// Once for each open() that was not abandoned by abort().
  virtual void line_closed(const LineLoss& loss) = 0;
};

class Transport {
 public:
  virtual ~Transport() = default;
  /// Starts to connect. An earlier line is abandoned first.
  virtual void open() = 0;
  /// Queues a message. False, and nothing is queued, if the queue is full or there is no line.
  virtual bool send(std::string frame) = 0;
  virtual void ping() = 0;
  /// Sends what is queued, then closes in the websocket's way; line_closed() follows within seconds.
  virtual void close() = 0;
  /// Drops the line at once; nothing more is heard of it.
  virtual void abort() = 0;
};

}  // namespace examhall::client
