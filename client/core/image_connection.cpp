#include "client/core/image_connection.hpp"

#include <boost/asio/connect.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <utility>

namespace examhall::client {
namespace {

constexpr std::uint32_t kLargestHeader = 8 * 1024;

}  // namespace

// One connection from its opening to its end. It keeps itself alive while an operation is under way; once
// abandoned (owner_ null) it only winds up.
class ImageConnection::Line : public std::enable_shared_from_this<Line> {
 public:
  explicit Line(ImageConnection& owner)
      : owner_{&owner},
        server_{owner.server_},
        limits_{owner.limits_},
        resolver_{owner.context_.get_executor()},
        timer_{owner.context_.get_executor()},
        stream_{owner.tls_->make_stream(Socket{owner.context_.get_executor()}, server_.host)} {}

  void start() {
    give_up_after(limits_.fetch_within);
    resolver_.async_resolve(server_.host, server_.port,
                            [self = shared_from_this()](const ErrorCode& error, const auto& endpoints) {
                              if (error) return self->over(error);
                              self->connect(endpoints);
                            });
  }

  /// Over a connection that is open and idle.
  void ask() {
    give_up_after(limits_.fetch_within);
    request();
  }

  bool idle() const { return idle_; }
  void abandon() {
    owner_ = nullptr;
    cut();
  }

 private:
  void connect(const Resolver::results_type& endpoints) {
    if (owner_ == nullptr) return;
    asio::async_connect(stream_.next_layer(), endpoints,
                        [self = shared_from_this()](const ErrorCode& error, const auto&) {
                          if (error) return self->over(error);
                          self->handshake();
                        });
  }

  void handshake() {
    stream_.async_handshake(asio::ssl::stream_base::client,
                            [self = shared_from_this()](const ErrorCode& error) {
                              if (error) return self->over(error);
                              self->request();
                            });
  }

  void request() {
    if (owner_ == nullptr) return;
    idle_ = false;
    request_ = {http::verb::get, owner_->target_, 11};
    request_.set(http::field::host, server_.authority());
    request_.set(http::field::authorization, owner_->authorization_);
    request_.set(http::field::user_agent, "examhall-client");
    http::async_write(stream_, request_, [self = shared_from_this()](const ErrorCode& error, std::size_t) {
      if (error) return self->over(error);
      self->read();
    });
  }

  void read() {
    if (owner_ == nullptr) return;
    // The limits hold only because the parser itself is read, not a message.
    response_.emplace();
    response_->header_limit(kLargestHeader);
    response_->body_limit(limits_.largest);
    http::async_read(stream_, buffer_, *response_,
                     [self = shared_from_this()](const ErrorCode& error, std::size_t) {
                       if (error == http::error::body_limit) return self->too_large();
                       if (error) return self->over(error);
                       self->arrived();
                     });
  }

  void arrived() {
    if (owner_ == nullptr) return;
    auto message = response_->release();
    const auto media = message[http::field::content_type];
    Reply reply{message.result_int(), {media.data(), media.size()}, std::move(message.body())};
    response_.reset();
    idle_ = served_ = true;
    const bool kept = message.keep_alive() && buffer_.size() == 0;
    // The server may end it while nobody asks: the next request will show that.
    if (kept) return give_up_after(limits_.idle), owner_->answered(std::move(reply), true);
    cut();
    std::exchange(owner_, nullptr)->answered(std::move(reply), false);
  }

  void too_large() {
    cut();
    if (owner_ == nullptr) return;
    std::exchange(owner_, nullptr)->answered({.too_large = true}, false);
  }

  void give_up_after(std::chrono::milliseconds time) {
    timer_.expires_after(time);
    timer_.async_wait([self = shared_from_this()](const ErrorCode& error) {
      if (error) return;
      self->late_ = true;
      self->cut();
      if (!self->idle_ || self->owner_ == nullptr) return;
      std::exchange(self->owner_, nullptr)->line_.reset();
    });
  }

  // Ends whatever is under way; the pending operation then reports the end.
  void cut() {
    ErrorCode ignored;
    resolver_.cancel();
    timer_.cancel();
    stream_.next_layer().close(ignored);
  }

  void over(const ErrorCode& error) {
    cut();
    if (owner_ == nullptr) return;
    ImageConnection& owner = *std::exchange(owner_, nullptr);
    // A kept connection that the server has ended meanwhile says nothing about the next one.
    if (served_ && !late_) return owner.open();
    owner.answered({.detail = late_ ? "no answer in time" : error.message()}, false);
  }

  ImageConnection* owner_;
  ServerAddress server_;
  Limits limits_;
  Resolver resolver_;
  Timer timer_;
  TlsStream stream_;
  http::request<http::empty_body> request_;
  std::optional<http::response_parser<http::string_body>> response_;
  beast::flat_buffer buffer_{kLargestHeader + kLargestImage};
  bool idle_ = false;
  bool served_ = false;  // an answer came over it
  bool late_ = false;
};

ImageConnection::ImageConnection(asio::io_context& context, std::shared_ptr<TlsClient> tls,
                                 ServerAddress server, Limits limits)
    : context_{context}, tls_{std::move(tls)}, server_{std::move(server)}, limits_{limits} {}

ImageConnection::~ImageConnection() { abort(); }

void ImageConnection::fetch(const std::string& hash, const std::string& token,
                            std::function<void(Reply)> done) {
  target_ = "/image/" + hash;
  authorization_ = "Bearer " + token;
  done_ = std::move(done);
  if (line_ && line_->idle()) return line_->ask();
  open();
}

void ImageConnection::open() {
  line_ = std::make_shared<Line>(*this);
  line_->start();
}

void ImageConnection::answered(Reply reply, bool kept) {
  if (!kept) line_.reset();
  if (done_) std::exchange(done_, nullptr)(std::move(reply));
}

void ImageConnection::abort() {
  done_ = nullptr;
  if (!line_) return;
  line_->abandon();
  line_.reset();
}

}  // namespace examhall::client
