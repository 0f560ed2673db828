#pragma once
// The seam between the exam and the network: the hall speaks to candidates through Link, the network brings
// what arrives to Door. Neither knows the other's sockets or rules, so the hall is tested without a socket
// and the network without an exam. Everything here happens on the hall's one executor.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "base/time.hpp"

namespace examhall::hall {

/// Bytes of one websocket text message, shared by all who get the same one.
using Frame = std::shared_ptr<const std::string>;

/// Websocket close codes; 4000 and above are our own (docs/protocol.md).
enum class CloseCode : std::uint16_t {
  normal = 1000,
  going_away = 1001,       ///< the server shuts down; come back
  protocol_error = 1002,
  unacceptable = 1003,     ///< binary frames
  policy = 1008,
  too_big = 1009,
  internal = 1011,
  taken_over = 4001,       ///< the seat was taken over by a later login
  ended = 4002,            ///< the attempt has ended and its receipt was sent
  login_timeout = 4003,    ///< nobody logged in within the time allowed
  slow_reader = 4004,      ///< the outbox is full or a write took too long; resume by logging in again
  flood = 4005,            ///< more messages than a person can send
  signed_out = 4010,       ///< of a console: its session has ended or was revoked
  grants_changed = 4011,   ///< of a console: come again, you may see something else now
};

class Link {
 public:
  virtual ~Link() = default;
  /// Queues one message. On an overfull outbox the link closes itself with slow_reader.
  virtual void send(Frame frame) = 0;
  /// From hold() to let_go() what is sent waits, and then leaves together. Within one call only, see Together.
  virtual void hold() {}
  virtual void let_go() {}
  /// Bytes that were sent and have not left yet: whoever has much to say waits until there are few.
  virtual std::size_t queued() const { return 0; }
  /// Writes what is queued, then closes; forces the end after a few seconds. Later sends are dropped.
  virtual void close(CloseCode code, std::string_view reason) = 0;
  virtual const std::string& remote_address() const = 0;
  /// Whoever speaks here has shown a valid ticket: newcomers do not push this connection out.
  virtual void identified() {}
};

/// While this lives, what is said on the link waits: a paper of forty messages is then one write and not forty.
class Together {
 public:
  explicit Together(std::shared_ptr<Link> link) : link_{std::move(link)} {
    if (link_) link_->hold();
  }
  ~Together() {
    if (link_) link_->let_go();
  }
  Together(const Together&) = delete;
  Together& operator=(const Together&) = delete;

 private:
  std::shared_ptr<Link> link_;
};

struct Image {
  std::string media;  ///< "image/png"
  std::shared_ptr<const std::string> bytes;
};

class Door {
 public:
  virtual ~Door() = default;
  virtual void opened(const std::shared_ptr<Link>& link) = 0;
  /// `at` is the server's receipt time: read when the message was complete, before any queue.
  virtual void received(const std::shared_ptr<Link>& link, std::string_view frame, base::Instant at) = 0;
  virtual void closed(const std::shared_ptr<Link>& link) = 0;
  /// In place of received(), for a message past the rate: it has no effect, and its sender must learn which one.
  virtual void too_fast(const std::shared_ptr<Link>& link, std::string_view frame) = 0;
  /// The server stops in order: the time for a last word; close() follows.
  virtual void stopping(const std::shared_ptr<Link>& link) = 0;
  /// An image of the paper that the bearer of this token sits; nullopt if there is none for them.
  virtual std::optional<Image> image(std::string_view seat_token, const base::Digest& hash) = 0;
};

}  // namespace examhall::hall
