#include "client/core/connection.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <deque>

#include "client/core/line_losses.hpp"
#include "protocol/client_messages.hpp"

namespace examhall::client {
namespace {

// The outline of a long paper is the largest message; the decoder's own limit is this too.
constexpr std::size_t kLargestMessage = 4U << 20U;
constexpr std::size_t kKeptBuffer = 16 * 1024;

}  // namespace

// One line from open() to its end. It keeps itself alive while an operation is under way; once abandoned
// (events_ null) it only winds up.
class Connection::Line : public std::enable_shared_from_this<Line> {
 public:
  Line(asio::io_context& context, TlsClient& tls, std::shared_ptr<ResumableSession> session,
       ServerAddress server, Limits limits, TransportEvents& events)
      : session_{std::move(session)},
        server_{std::move(server)},
        limits_{limits},
        events_{&events},
        resolver_{context.get_executor()},
        closing_timer_{context.get_executor()},
        stream_{tls.make_stream(Socket{context.get_executor()}, server_.host)} {
    session_->offer(stream_.next_layer().native_handle());
  }

  void start() {
    resolver_.async_resolve(server_.host, server_.port,
                            [self = shared_from_this()](const ErrorCode& error, const auto& endpoints) {
                              if (error) return self->over(cannot_resolve(error));
                              self->connect(endpoints);
                            });
  }

  bool send(std::string frame) {
    if (!open_ || closing_ || queue_.size() >= limits_.queue_messages ||
        queued_bytes_ + frame.size() > limits_.queue_bytes) {
      return false;
    }
    queued_bytes_ += frame.size();
    queue_.push_back(std::move(frame));
    write_next();
    return true;
  }

  void ping() {
    if (!open_ || closing_ || pinging_) return;
    pinging_ = true;
    stream_.async_ping({}, [self = shared_from_this()](const ErrorCode&) { self->pinging_ = false; });
  }

  void close() {
    if (closing_) return;
    closing_ = true;
    if (!open_) return cut();
    closing_timer_.expires_after(limits_.close_within);
    closing_timer_.async_wait([self = shared_from_this()](const ErrorCode& error) {
      if (!error) self->cut();
    });
    if (!writing_) say_goodbye();
  }

  void abandon() {
    events_ = nullptr;
    cut();
  }

 private:
  void connect(const Resolver::results_type& endpoints) {
    if (events_ == nullptr) return;
    asio::async_connect(beast::get_lowest_layer(stream_), endpoints,
                        [self = shared_from_this()](const ErrorCode& error, const auto&) {
                          if (error) return self->over(cannot_connect(error));
                          self->handshake();
                        });
  }

  void handshake() {
    ErrorCode ignored;
    beast::get_lowest_layer(stream_).set_option(tcp::no_delay{true}, ignored);
    stream_.next_layer().async_handshake(asio::ssl::stream_base::client,
                                         [self = shared_from_this()](const ErrorCode& error) {
                                           if (!error) return self->upgrade();
                                           self->session_->forget();
                                           self->over(self->tls_failure(error));
                                         });
  }

  // A certificate that is refused is not the same as a server that gives up in the middle of the handshake.
  static LineLoss tls_failure(const ErrorCode& error) {
    const bool refused =
        error.category() == asio::error::get_ssl_category() &&
        ERR_GET_REASON(static_cast<unsigned long>(error.value())) == SSL_R_CERTIFICATE_VERIFY_FAILED;
    return refused ? untrusted(error) : cannot_connect(error);
  }

  void upgrade() {
    stream_.set_option(websocket::stream_base::decorator([](websocket::request_type& request) {
      request.set(http::field::sec_websocket_protocol, protocol::kSubprotocol);
      request.set(http::field::user_agent, "examhall-client");
    }));
    stream_.read_message_max(kLargestMessage);
    stream_.async_handshake(response_, server_.authority(), "/exam",
                            [self = shared_from_this()](const ErrorCode& error) {
                              if (error) return self->over(not_accepted(error));
                              self->opened();
                            });
  }

  void opened() {
    if (events_ == nullptr) return;
    if (response_[http::field::sec_websocket_protocol] != protocol::kSubprotocol) {
      return over({"not_accepted",
                   {"服务器不支持此客户端的协议版本", "The server does not speak this client's protocol"}});
    }
    response_ = {};
    open_ = true;
    stream_.text(true);
    stream_.control_callback([this](websocket::frame_type kind, beast::string_view) {
      if (kind != websocket::frame_type::close && events_ != nullptr) events_->line_heard();
    });
    events_->line_opened();
    read_next();
  }

  void read_next() {
    if (events_ == nullptr) return;
    stream_.async_read(buffer_, [self = shared_from_this()](const ErrorCode& error, std::size_t) {
      if (error) return self->over(self->read_failure(error));
      self->arrived();
    });
  }

  void arrived() {
    if (!std::exchange(heard_, true)) session_->keep(stream_.next_layer().native_handle());
    const auto bytes = buffer_.cdata();
    if (events_ != nullptr) events_->line_received({static_cast<const char*>(bytes.data()), bytes.size()});
    buffer_.consume(buffer_.size());
    if (buffer_.capacity() > kKeptBuffer) buffer_.shrink_to_fit();
    read_next();
  }

  LineLoss read_failure(const ErrorCode& error) const {
    if (error != websocket::error::closed) return lost(error);
    const websocket::close_reason& why = stream_.reason();
    return closed(why.code, std::string{why.reason.data(), why.reason.size()});
  }

  void write_next() {
    if (writing_ || queue_.empty()) return;
    writing_ = true;
    stream_.async_write(
        asio::buffer(queue_.front()),
        [self = shared_from_this()](const ErrorCode& error, std::size_t) { self->written(error); });
  }

  void written(const ErrorCode& error) {
    writing_ = false;
    if (error) return over(lost(error));
    queued_bytes_ -= queue_.front().size();
    queue_.pop_front();
    if (!queue_.empty()) return write_next();
    if (closing_) say_goodbye();
  }

  void say_goodbye() {
    stream_.async_close(websocket::close_code::normal, [self = shared_from_this()](const ErrorCode&) {
      self->closing_timer_.cancel();
      self->cut();
    });
  }

  // Ends whatever is under way; the pending read or handshake then reports the end.
  void cut() {
    ErrorCode ignored;
    resolver_.cancel();
    closing_timer_.cancel();
    beast::get_lowest_layer(stream_).close(ignored);
  }

  void over(const LineLoss& why) {
    open_ = false;
    cut();
    if (events_ != nullptr) std::exchange(events_, nullptr)->line_closed(why);
  }

  std::shared_ptr<ResumableSession> session_;
  ServerAddress server_;
  Limits limits_;
  TransportEvents* events_;
  Resolver resolver_;
  Timer closing_timer_;
  websocket::stream<TlsStream> stream_;
  websocket::response_type response_;
  beast::flat_buffer buffer_;
  std::deque<std::string> queue_;
  std::size_t queued_bytes_ = 0;
  bool open_ = false;
  bool heard_ = false;
  bool writing_ = false;
  bool pinging_ = false;
  bool closing_ = false;
};

Connection::Connection(asio::io_context& context, std::shared_ptr<TlsClient> tls, ServerAddress server,
                       Limits limits)
    : context_{context}, tls_{std::move(tls)}, server_{std::move(server)}, limits_{limits} {}

Connection::~Connection() { abort(); }

void Connection::open() {
  abort();
  line_ = std::make_shared<Line>(context_, *tls_, session_, server_, limits_, *events_);
  line_->start();
}

bool Connection::send(std::string frame) { return line_ && line_->send(std::move(frame)); }

void Connection::ping() {
  if (line_) line_->ping();
}

void Connection::close() {
  if (line_) line_->close();
}

void Connection::abort() {
  if (!line_) return;
  line_->abandon();
  line_.reset();
}

}  // namespace examhall::client
