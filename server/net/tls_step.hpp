#pragma once
// How a TLS operation waits: try, wait until the socket is as OpenSSL wants it, try again. The attempts are
// the stream's own; here is what they have in common, as composed operations: completion on the handler's
// executor, memory from its allocator, never inside the function that started them, and cancellable. While
// the stream is a stranger's, each attempt waits at the turnstile first; but a read's first one costs nothing
// where there is nothing to read, and whoever starts it has waited.
#include <boost/asio/buffer.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/buffers_suffix.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "net/asio.hpp"
#include "net/turnstile.hpp"

namespace examhall::net {

enum class Want { nothing, read, write };

/// What one attempt came to: what it must wait for, or how it ended.
struct Progress {
  Want want = Want::nothing;
  ErrorCode error{};
  std::size_t bytes = 0;
};

/// The first buffer with room; later ones are filled by the next read.
template <class Buffers>
asio::mutable_buffer first_of(const Buffers& buffers) {
  for (auto it = asio::buffer_sequence_begin(buffers); it != asio::buffer_sequence_end(buffers); ++it) {
    const asio::mutable_buffer buffer{*it};
    if (buffer.size() > 0) return buffer;
  }
  return {};
}

struct HandshakeStep {
  static constexpr bool kHasBytes = false;
  static constexpr bool kWaitsAtFirst = true;
  static constexpr Turnstile::Lane kLane = Turnstile::Lane::knocking;
  template <class Stream>
  Progress operator()(Stream& stream) {
    return stream.handshake();
  }
};

/// close_notify, the end of TCP's sending side, then what the peer still sends is read and dropped until it
/// ends too: a socket that is closed over unread bytes resets the connection, and the peer may lose the close
/// frame or the answer that it was sent. (Beast's own teardown of a TCP socket reads only once.)
struct EndStep {
  static constexpr bool kHasBytes = false;
  static constexpr bool kWaitsAtFirst = true;
  static constexpr Turnstile::Lane kLane = Turnstile::Lane::inside;
  template <class Stream>
  Progress operator()(Stream& stream) {
    if (!notified) {
      const Progress attempt = stream.shutdown();
      if (attempt.want != Want::nothing) return attempt;
    }
    notified = true;
    return stream.drain();
  }
  bool notified = false;
};

struct ReadStep {
  static constexpr bool kHasBytes = true;
  static constexpr bool kWaitsAtFirst = false;
  static constexpr Turnstile::Lane kLane = Turnstile::Lane::inside;
  asio::mutable_buffer into;
  template <class Stream>
  Progress operator()(Stream& stream) {
    return into.size() == 0 ? Progress{} : stream.read(into);
  }
};

/// The most that TLS puts into one record (RFC 8446, 5.1).
inline constexpr std::size_t kRecordSize = 16 * 1024;

/// Used within one attempt, so one for each thread is enough.
inline std::array<char, kRecordSize>& record_scratch() {
  static thread_local std::array<char, kRecordSize> scratch;
  return scratch;
}

/// Gathers what Beast hands over in pieces (a header of two bytes, a body) into whole records.
template <class Buffers>
struct WriteStep {
  static constexpr bool kHasBytes = true;
  static constexpr bool kWaitsAtFirst = true;
  static constexpr Turnstile::Lane kLane = Turnstile::Lane::inside;

  explicit WriteStep(const Buffers& buffers) : rest{buffers} {}

  template <class Stream>
  Progress operator()(Stream& stream) {
    // Taken once: after WANT_WRITE OpenSSL must be given the same bytes again.
    if (!started) ahead.swap(stream.ahead());
    started = true;
    auto& record = record_scratch();
    for (;;) {
      const std::size_t lead = asio::buffer_copy(asio::buffer(record), asio::buffer(ahead));
      const std::size_t size = lead + asio::buffer_copy(asio::buffer(record) + lead, rest);
      if (size == 0) return {Want::nothing, {}, sent};
      Progress attempt = stream.write(asio::buffer(record.data(), size));
      if (attempt.want != Want::nothing || attempt.error) return {attempt.want, attempt.error, sent};
      consume(attempt.bytes);
    }
  }

  void consume(std::size_t bytes) {
    const std::size_t lead = std::min(bytes, ahead.size());
    ahead.erase(0, lead);
    rest.consume(bytes - lead);
    sent += bytes - lead;
  }

  beast::buffers_suffix<Buffers> rest;
  std::string ahead{};
  std::size_t sent = 0;
  bool started = false;
};

template <class Stream, class Step>
struct StepOperation {
  Stream& stream;
  Step step;
  Progress progress{};
  bool begun = false;
  bool passed = false;  // it was its turn, and no attempt has been made since
  bool ended = false;

  template <class Self>
  void operator()(Self& self, ErrorCode ec = {}) {
    if (ended) return deliver(self);
    if (!begun) self.reset_cancellation_state(asio::enable_total_cancellation());
    if (!ec && self.cancelled() != asio::cancellation_type::none) ec = asio::error::operation_aborted;
    if (!ec && must_wait()) {
      begun = passed = true;
      return stream.turnstile()->wait(Step::kLane, std::move(self));
    }
    passed = false;
    if (!ec && progress.want == Want::read) stream.readable_again();
    progress = ec ? Progress{Want::nothing, ec, progress.bytes} : step(stream);
    if (progress.want != Want::nothing) return wait(self);
    if (begun) return deliver(self);
    begun = ended = true;
    asio::post(std::move(self));
  }

  bool must_wait() const {
    return !passed && (begun || Step::kWaitsAtFirst) && stream.turnstile() != nullptr;
  }

  template <class Self>
  void wait(Self& self) {
    begun = true;
    auto& socket = stream.next_layer();
    const auto how =
        progress.want == Want::read ? asio::socket_base::wait_read : asio::socket_base::wait_write;
    socket.async_wait(how, std::move(self));
  }

  template <class Self>
  void deliver(Self& self) {
    if constexpr (Step::kHasBytes) {
      self.complete(progress.error, progress.bytes);
    } else {
      self.complete(progress.error);
    }
  }
};

}  // namespace examhall::net
