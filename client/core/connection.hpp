#pragma once
// The line to the server: TLS with the room's own authority, then a websocket at /exam. It connects when
// told, carries messages and says once when it is over; what to do about that is the sitting's business. Its
// queue is bounded: a client that cannot get rid of its messages is better off with a new line.
//
// The io_context's one thread. No time-outs of its own but for closing: the sitting watches the clock.
#include <memory>

#include "client/core/tls_client.hpp"
#include "client/core/transport.hpp"

namespace examhall::client {

class Connection final : public Transport {
 public:
  struct Limits {
    std::size_t queue_messages = 256;
    std::size_t queue_bytes = 256 * 1024;
    std::chrono::milliseconds close_within{2'000};
  };

  Connection(asio::io_context& context, std::shared_ptr<TlsClient> tls, ServerAddress server)
      : Connection{context, std::move(tls), std::move(server), Limits{}} {}
  Connection(asio::io_context& context, std::shared_ptr<TlsClient> tls, ServerAddress server, Limits limits);
  ~Connection() override;

  /// Who hears of the line; set before the first open().
  void set_events(TransportEvents& events) { events_ = &events; }

  void open() override;
  bool send(std::string frame) override;
  void ping() override;
  void close() override;
  void abort() override;

 private:
  class Line;
  asio::io_context& context_;
  std::shared_ptr<TlsClient> tls_;
  ServerAddress server_;
  Limits limits_;
  TransportEvents* events_ = nullptr;
  std::shared_ptr<ResumableSession> session_ = std::make_shared<ResumableSession>();
  std::shared_ptr<Line> line_;
};

}  // namespace examhall::client
