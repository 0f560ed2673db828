#include "net/connection.hpp"

#include <boost/asio/socket_base.hpp>

namespace examhall::net {

Connection::Connection(Shared& shared, Entrance entrance, Socket socket, const tcp::endpoint& peer,
                       Admission& admission)
    : shared_{shared},
      address_{peer.address().to_string()},
      tls_{std::move(socket), shared.tls},
      // One byte of room past the largest message: in a full buffer Beast would not look at the header of one
      // fragment more, and the peer would be cut off instead of being told 1009.
      inbox_{shared.settings.limits.message_bytes + 1},
      outbox_{shared.settings.limits.outbox_messages, shared.settings.limits.outbox_bytes},
      rate_{shared.settings.limits.messages_per_second, shared.settings.limits.message_burst,
            shared.settings.limits.message_patience, shared.clock.now()},
      heard_at_{SteadyClock::now()},
      wrote_at_{heard_at_},
      entrance_{entrance} {
  if (entrance == Entrance::exam) tls_.wait_at(&shared.turnstile);
  place_.emplace(admission, peer.address(), heard_at_, [this] { force(); });
  ++shared_.counters.open_connections;
}

Task Connection::run(std::shared_ptr<Connection> self) {
  bool upgraded = false;
  try {
    self->arm(self->shared_.settings.deadlines.handshake);
    const auto [failed] = co_await self->tls_.async_handshake(kTuple);
    if (failed) {
      if (!self->shared_.stopping) ++self->shared_.counters.handshake_failures;
    } else {
      self->phase_ = Phase::http;
      if (self->tls_.resumed()) ++self->shared_.counters.handshakes_resumed;
      upgraded = co_await serve_http(self);
    }
  } catch (...) {
    self->shared_.report(std::current_exception());
  }
  if (upgraded) co_return self->open_door();
  self->end();
}

void Connection::end() {
  const bool known_to_door = phase_ == Phase::websocket;
  phase_ = Phase::ended;
  watch_traffic(SteadyClock::now());
  ErrorCode ignored;
  tls_.next_layer().close(ignored);
  place_.reset();
  unlink();
  --shared_.counters.open_connections;
  if (!known_to_door) return;
  --shared_.counters.open_websockets;
  guarded([this] { door().closed(shared_from_this()); });
}

void Connection::force() {
  if (phase_ == Phase::ended || !tls_.next_layer().is_open()) return;
  ErrorCode ignored;
  // With a reset the kernel lets go at once of what the peer would not take.
  tls_.next_layer().set_option(asio::socket_base::linger{true, 0}, ignored);
  tls_.next_layer().close(ignored);
}

void Connection::leave() {
  last_request_ = true;
  if (phase_ == Phase::websocket) {
    if (close_code_ == 0) guarded([this] { door().stopping(shared_from_this()); });
    return close(hall::CloseCode::going_away, "server stops");
  }
  if (phase_ == Phase::http && writing_) return;
  force();
}

void Connection::sweep(Moment now) {
  watch_traffic(now);
  if (now >= deadline_) return expire();
  const auto& deadlines = shared_.settings.deadlines;
  if (writing_ && now - wrote_at_ >= deadlines.write) {
    ++shared_.counters.write_timeouts;
    if (close_code_ == 0) close_code_ = static_cast<std::uint16_t>(hall::CloseCode::slow_reader);
    return force();
  }
  if (phase_ == Phase::websocket) keep_alive(now);
}

void Connection::watch_traffic(Moment now) {
  const std::uint64_t read = tls_.bytes_read() - std::exchange(seen_read_, tls_.bytes_read());
  const std::uint64_t written = tls_.bytes_written() - std::exchange(seen_written_, tls_.bytes_written());
  shared_.counters.bytes_in += read;
  shared_.counters.bytes_out += written;
  if (read > 0) heard_at_ = now;
  if (written == 0 && writing_) return;
  wrote_at_ = now;
  const auto& deadlines = shared_.settings.deadlines;
  // Closing takes as long as the peer goes on taking what was queued, within reason.
  const bool draining = close_code_ != 0 && !close_started_ && written > 0;
  if (draining && now - closing_since_ < deadlines.write) deadline_ = now + deadlines.close;
}

void Connection::keep_alive(Moment now) {
  const auto& deadlines = shared_.settings.deadlines;
  if (!websocket_->is_open() && deadline_ == Moment::max()) {
    // The peer closes, or broke the protocol and is being told so: it has as long as when we close.
    return arm(deadlines.close);
  }
  const auto silence = now - heard_at_;
  if (silence >= deadlines.idle) {
    ++shared_.counters.idle_timeouts;
    return force();
  }
  if (silence < deadlines.idle / 2 || pinging_ || close_code_ != 0) return;
  ping();
}

void Connection::expire() {
  disarm();
  if (phase_ == Phase::handshake) ++shared_.counters.handshake_timeouts;
  if (phase_ == Phase::websocket) ++shared_.counters.forced_closes;
  force();
}

}  // namespace examhall::net
