#pragma once
// One accepted connection from its TLS handshake to its end: first plain HTTP, then perhaps a websocket,
// which the hall knows as a Link. All on the network's one thread.
//
// No timer runs for a connection: the server sweeps over all of them on one tick and each compares what has
// moved on the wire since. A message therefore costs neither a timer nor a look at the clock beyond its
// receipt time, and a deadline is met to within one tick.
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <boost/intrusive/list.hpp>

#include <memory>
#include <optional>
#include <string>

#include "hall/link.hpp"
#include "net/admission.hpp"
#include "net/message_rate.hpp"
#include "net/outbox.hpp"
#include "net/responses.hpp"
#include "net/shared.hpp"
#include "net/tls_stream.hpp"

namespace examhall::net {

class Connection final
    : public hall::Link,
      public std::enable_shared_from_this<Connection>,
      public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
 public:
  /// The peer was admitted.
  Connection(Shared& shared, Entrance entrance, Socket socket, const tcp::endpoint& peer,
             Admission& admission);

  /// Everything up to the end or to the open websocket. If Door::opened was called, Door::closed will be.
  static Task run(std::shared_ptr<Connection> self);

  // hall::Link. After Door::closed they do nothing. Between close() and Door::closed messages that the peer
  // had already sent still reach Door::received.
  void send(hall::Frame frame) override;
  void hold() override { ++holds_; }
  void let_go() override;
  std::size_t queued() const override { return outbox_.bytes() + (in_flight_ ? in_flight_->size() : 0); }
  void close(hall::CloseCode code, std::string_view reason) override;
  const std::string& remote_address() const override { return address_; }
  void identified() override {
    if (place_) place_->keep();
    tls_.wait_at(nullptr);
  }

  /// Enforces the deadlines. Called on every tick.
  void sweep(Moment now);
  /// True once for each number: so the server knows whom it has swept.
  bool is_due_in(std::uint64_t sweep) { return std::exchange(last_sweep_, sweep) != sweep; }
  /// The server stops: a websocket is told and closed with going_away, HTTP ends after the response in hand.
  void leave();
  /// Ends it now, with a reset; everything pending completes.
  void force();

 private:
  using WebSocket = websocket::stream<TlsStream&, false>;
  enum class Phase { handshake, http, websocket, ended };
  struct Heard;
  struct Written;
  struct Closed;
  struct Pinged;

  using HeadParser = http::request_parser<http::empty_body>;
  enum class Served { answered, upgraded, over };

  // http_session.cpp
  static Awaitable<bool> serve_http(std::shared_ptr<Connection> self);
  static Awaitable<Served> serve_one(std::shared_ptr<Connection> self, beast::flat_buffer* buffer);
  static Awaitable<Served> serve_exam(std::shared_ptr<Connection> self, Request request, bool upgrading);
  static Awaitable<bool> answer(std::shared_ptr<Connection> self, Request request);
  static Awaitable<bool> upgrade(std::shared_ptr<Connection> self, Request request);
  static Task answer_malformed(std::shared_ptr<Connection> self, ErrorCode why);
  static Awaitable<bool> write_text(std::shared_ptr<Connection> self, TextResponse response);
  static Awaitable<bool> write_image(std::shared_ptr<Connection> self, hall::Image image, Request request);
  static Task hang_up(std::shared_ptr<Connection> self);
  TextResponse small_response(const Request& request, const Route& route);
  std::optional<hall::Image> find_image(const Request& request, const base::Digest& hash);

  // page_session.cpp
  bool is_for_pages(const Request& request) const;
  static Awaitable<Served> serve_page(std::shared_ptr<Connection> self, beast::flat_buffer* buffer,
                                      HeadParser* head);
  static Awaitable<PageReply> ask_pages(Shared& shared, PageRequest request);

  // websocket_session.cpp
  void prepare_websocket();
  void open_door();
  void read_next();
  void read_some();
  void on_read(ErrorCode ec, std::size_t bytes);
  void received(base::Instant at);
  void break_off(hall::CloseCode code, std::string_view reason);
  void control_frame();
  void count_end(ErrorCode why);
  void write_next();
  void on_written(ErrorCode ec);
  void start_close();
  void ping();

  // connection.cpp
  hall::Door& door() { return visitor_ ? shared_.pages->door() : shared_.door; }
  void arm(base::Span span) { deadline_ = SteadyClock::now() + span; }
  void disarm() { deadline_ = Moment::max(); }
  void expire();
  void watch_traffic(Moment now);
  void keep_alive(Moment now);
  void end();
  /// Calls the hall, or for it. What is thrown ends this connection, not the server.
  template <class Call>
  void guarded(Call call) {
    try {
      call();
    } catch (...) {
      ++shared_.counters.door_failures;
      shared_.report(std::current_exception());
      close(hall::CloseCode::internal, "internal error");
    }
  }

  Shared& shared_;
  std::optional<Admission::Place> place_;
  std::string address_;
  TlsStream tls_;
  std::optional<WebSocket> websocket_;
  beast::flat_buffer inbox_;  // one message
  Outbox outbox_;
  hall::Frame in_flight_;
  MessageRate rate_;

  std::shared_ptr<const void> visitor_;  ///< who opened a websocket of the pages; null: it is the exam's
  std::vector<std::pair<std::string, std::string>> page_headers_;  ///< of the answer to its upgrade

  Moment deadline_ = Moment::max();
  Moment heard_at_;
  Moment wrote_at_;
  Moment closing_since_;
  std::uint64_t seen_read_ = 0;
  std::uint64_t seen_written_ = 0;
  std::uint64_t last_sweep_ = 0;

  std::uint16_t close_code_ = 0;  ///< 0: not closing
  std::string close_reason_;
  Entrance entrance_;
  std::uint8_t holds_ = 0;
  Phase phase_ = Phase::handshake;
  bool writing_ = false;
  bool pinging_ = false;
  bool close_started_ = false;
  bool deaf_ = false;  ///< what still arrives is dropped: the peer broke the rules
  bool last_request_ = false;
};

}  // namespace examhall::net
