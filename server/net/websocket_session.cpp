// The websocket part of a connection: what the hall sees as a Link.
#include <algorithm>

#include "net/connection.hpp"

namespace examhall::net {
namespace {

/// Room for the usual answer. It is all that a silent connection holds; a longer message takes more, and
/// gives it back.
constexpr std::size_t kFirstRoom = 256;
constexpr std::size_t kNextRoom = 4 * 1024;

constexpr std::uint16_t number(hall::CloseCode code) { return static_cast<std::uint16_t>(code); }

/// What Beast told the peer when it ended the websocket by itself.
std::uint16_t close_code_of(ErrorCode why) {
  if (why == websocket::error::message_too_big || why == websocket::error::buffer_overflow) return 1009;
  if (why == websocket::error::bad_frame_payload) return 1007;
  return why == websocket::condition::protocol_violation ? 1002 : 1006;
}

}  // namespace

// Handlers keep the connection and the group alive until they ran. They are not coroutines: the frames of one
// that waits for a message would be a tenth of an idle connection's memory.
struct Connection::Heard {
  std::shared_ptr<Connection> self;
  TaskGroup::Member member;
  void operator()(ErrorCode ec, std::size_t bytes) const { self->on_read(ec, bytes); }
};
struct Connection::Written {
  std::shared_ptr<Connection> self;
  TaskGroup::Member member;
  void operator()(ErrorCode ec, std::size_t) const { self->on_written(ec); }
};
struct Connection::Closed {
  std::shared_ptr<Connection> self;
  TaskGroup::Member member;
  void operator()(ErrorCode ec) const {
    if (ec) self->force();
  }
};
struct Connection::Pinged {
  std::shared_ptr<Connection> self;
  TaskGroup::Member member;
  void operator()(ErrorCode) const { self->pinging_ = false; }
};

void Connection::prepare_websocket() {
  websocket_.emplace(tls_);
  websocket_->read_message_max(shared_.settings.limits.message_bytes);
  // A message is one frame: what the writer puts ahead of it must not fall between two fragments.
  websocket_->auto_fragment(false);
  websocket_->text(true);
  websocket_->set_option(
      websocket::stream_base::decorator{[headers = page_headers_](websocket::response_type& response) {
        add_security_headers(response);
        for (const auto& [name, value] : headers) response.set(name, value);
        if (response.result() == http::status::switching_protocols && headers.empty()) {
          response.set(http::field::sec_websocket_protocol,
                       beast::string_view{kSubprotocol.data(), kSubprotocol.size()});
        }
      }});
  websocket_->control_callback([this](websocket::frame_type, beast::string_view) { control_frame(); });
}

void Connection::open_door() {
  phase_ = Phase::websocket;
  disarm();
  ++shared_.counters.open_websockets;
  guarded([this] {
    if (visitor_) return shared_.pages->opened(shared_from_this(), visitor_);
    shared_.door.opened(shared_from_this());
  });
  if (shared_.stopping) leave();
  read_next();
}

// Beast may hold many messages already, which no socket has to be asked for: a stranger's wait for their turn
// too.
void Connection::read_next() {
  if (tls_.turnstile() == nullptr) return read_some();
  const auto go_on = [self = shared_from_this(), member = shared_.group.join()] { self->read_some(); };
  tls_.turnstile()->wait(Turnstile::Lane::inside, go_on);
}

void Connection::read_some() {
  const std::size_t left = inbox_.max_size() - inbox_.size();
  const std::size_t room = inbox_.size() == 0 ? kFirstRoom : kNextRoom;
  websocket_->async_read_some(inbox_.prepare(std::min(room, left)),
                              Heard{shared_from_this(), shared_.group.join()});
}

void Connection::on_read(ErrorCode ec, std::size_t bytes) {
  if (ec) {
    count_end(ec);
    return end();
  }
  inbox_.commit(bytes);
  if (websocket_->is_message_done()) {
    received(shared_.clock.now());
    inbox_.clear();
    if (inbox_.capacity() > kFirstRoom) inbox_.shrink_to_fit();
  }
  read_next();
}

void Connection::received(base::Instant at) {
  if (deaf_) return;
  const Pace pace = rate_.take(at);
  if (pace == Pace::flood) return break_off(hall::CloseCode::flood, "too many messages");
  if (websocket_->got_binary()) return break_off(hall::CloseCode::unacceptable, "text only");
  ++shared_.counters.messages_in;
  const auto bytes = inbox_.data();
  const std::string_view frame{static_cast<const char*>(bytes.data()), bytes.size()};
  if (pace == Pace::fair) return guarded([&] { door().received(shared_from_this(), frame, at); });
  ++shared_.counters.messages_refused;
  guarded([&] { door().too_fast(shared_from_this(), frame); });
}

void Connection::break_off(hall::CloseCode code, std::string_view reason) {
  deaf_ = true;
  close(code, reason);
}

// Nobody waits for an answer to these: past the rate they count, and only a flood of them ends the
// connection.
void Connection::control_frame() {
  if (deaf_ || rate_.take(shared_.clock.now()) != Pace::flood) return;
  deaf_ = true;
  // Not from within Beast's own reading, which calls this.
  asio::post(shared_.executor, [self = shared_from_this(), member = shared_.group.join()] {
    self->close(hall::CloseCode::flood, "too many control frames");
  });
}

void Connection::count_end(ErrorCode why) {
  if (close_code_ == 0) {
    close_code_ =
        why == websocket::error::closed ? std::uint16_t{websocket_->reason().code} : close_code_of(why);
  }
  shared_.counters.count_close(close_code_);
}

void Connection::send(hall::Frame frame) {
  if (phase_ != Phase::websocket || close_code_ != 0) return;
  if (!outbox_.push(std::move(frame))) {
    ++shared_.counters.outbox_overflows;
    return close(hall::CloseCode::slow_reader, "outbox full");
  }
  if (!writing_ && holds_ == 0) write_next();
}

void Connection::let_go() {
  if (--holds_ > 0 || writing_ || phase_ != Phase::websocket) return;
  if (!outbox_.empty()) guarded([this] { write_next(); });  // called by a destructor
}

void Connection::close(hall::CloseCode code, std::string_view reason) {
  if (phase_ != Phase::websocket || close_code_ != 0) return;
  close_code_ = number(code);
  close_reason_ = reason;
  closing_since_ = SteadyClock::now();
  arm(shared_.settings.deadlines.close);
  if (!writing_ && outbox_.empty()) start_close();  // else after the last message
}

void Connection::write_next() {
  std::size_t taken = 0;
  in_flight_ = outbox_.take(tls_.ahead(), taken);
  shared_.counters.messages_out += taken;
  writing_ = true;
  websocket_->async_write(asio::buffer(*in_flight_), Written{shared_from_this(), shared_.group.join()});
}

void Connection::on_written(ErrorCode ec) {
  writing_ = false;
  in_flight_.reset();
  if (ec) return force();
  if (!outbox_.empty()) return write_next();
  if (close_code_ != 0) start_close();
}

void Connection::start_close() {
  close_started_ = true;
  arm(shared_.settings.deadlines.close);
  // A close frame has room for 123 bytes of reason.
  const std::string reason = close_reason_.substr(0, 123);
  websocket_->async_close({websocket::close_code{close_code_}, reason},
                          Closed{shared_from_this(), shared_.group.join()});
}

void Connection::ping() {
  pinging_ = true;
  websocket_->async_ping({}, Pinged{shared_from_this(), shared_.group.join()});
}

}  // namespace examhall::net
