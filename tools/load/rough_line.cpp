#include "load/rough_line.hpp"

#include <boost/asio/connect.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <deque>

#include "protocol/client_messages.hpp"

namespace examhall::load {
namespace {

using namespace client;

// It keeps itself alive while an operation is under way.
class Line final : public RoughLine, public std::enable_shared_from_this<Line> {
 public:
  Line(asio::io_context& context, TlsClient& tls, ServerAddress server, Events events)
      : server_{std::move(server)},
        events_{std::move(events)},
        resolver_{context.get_executor()},
        stream_{tls.make_stream(Socket{context.get_executor()}, server_.host)} {}

  void start() {
    resolver_.async_resolve(server_.host, server_.port,
                            [self = shared_from_this()](const ErrorCode& error, const auto& found) {
                              if (error) return self->over(error);
                              asio::async_connect(beast::get_lowest_layer(self->stream_), found,
                                                  [self](const ErrorCode& failed, const auto&) {
                                                    if (failed) return self->over(failed);
                                                    self->shake_hands();
                                                  });
                            });
  }

  void send_text(std::string payload) override { write(std::move(payload), false); }
  void send_binary(std::string payload) override { write(std::move(payload), true); }

  void drop() override {
    ErrorCode ignored;
    open_ = false;
    events_ = {};
    resolver_.cancel();
    beast::get_lowest_layer(stream_).close(ignored);
  }

 private:
  struct Message {
    std::string payload;
    bool binary;
  };

  void shake_hands() {
    stream_.next_layer().async_handshake(asio::ssl::stream_base::client,
                                         [self = shared_from_this()](const ErrorCode& error) {
                                           if (error) return self->over(error);
                                           self->upgrade();
                                         });
  }

  void upgrade() {
    stream_.set_option(websocket::stream_base::decorator([](websocket::request_type& request) {
      request.set(http::field::sec_websocket_protocol, protocol::kSubprotocol);
    }));
    stream_.async_handshake(server_.authority(), "/exam",
                            [self = shared_from_this()](const ErrorCode& error) {
                              if (error) return self->over(error);
                              self->open_ = true;
                              self->read();
                              if (self->events_.opened) self->events_.opened();
                            });
  }

  void read() {
    stream_.async_read(buffer_, [self = shared_from_this()](const ErrorCode& error, std::size_t) {
      if (error) return self->over(error);
      const auto bytes = self->buffer_.cdata();
      if (self->events_.heard) self->events_.heard({static_cast<const char*>(bytes.data()), bytes.size()});
      self->buffer_.consume(self->buffer_.size());
      self->read();
    });
  }

  void write(std::string payload, bool binary) {
    if (!open_) return;
    queue_.push_back({std::move(payload), binary});
    if (queue_.size() == 1) write_first();
  }

  void write_first() {
    stream_.binary(queue_.front().binary);
    stream_.async_write(asio::buffer(queue_.front().payload),
                        [self = shared_from_this()](const ErrorCode& error, std::size_t) {
                          if (error) return;  // the read says why
                          self->queue_.pop_front();
                          if (!self->queue_.empty()) self->write_first();
                        });
  }

  void over(const ErrorCode& error) {
    const std::uint16_t code = error == websocket::error::closed ? stream_.reason().code : std::uint16_t{0};
    const auto say = std::move(events_.over);
    drop();
    if (say) say(code);
  }

  ServerAddress server_;
  Events events_;
  Resolver resolver_;
  websocket::stream<TlsStream> stream_;
  beast::flat_buffer buffer_;
  std::deque<Message> queue_;
  bool open_ = false;
};

}  // namespace

std::shared_ptr<RoughLine> RoughLine::open(client::asio::io_context& context, client::TlsClient& tls,
                                           const client::ServerAddress& server, Events events) {
  auto line = std::make_shared<Line>(context, tls, server, std::move(events));
  line->start();
  return line;
}

}  // namespace examhall::load
