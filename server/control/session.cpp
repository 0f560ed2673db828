#include "control/session.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include <utility>

namespace examhall::control {
namespace {

namespace asio = boost::asio;

// From the connect to the last byte of the reply: an answer may wait for a disk.
constexpr auto kRequestPatience = std::chrono::seconds{20};

}  // namespace

Session::Session(Server& server, Server::Protocol::socket socket)
    : server_{&server}, socket_{std::move(socket)}, timer_{server.io_} {}

void Session::run() {
  timer_.expires_after(kRequestPatience);
  timer_.async_wait([self = shared_from_this()](const Error& error) {
    if (!error) self->finish();
  });
  asio::async_read(socket_, asio::buffer(head_),
                   [self = shared_from_this()](const Error& error, std::size_t) { self->read_body(error); });
}

void Session::read_body(const Error& error) {
  const Head head = head_from(head_);
  if (error) return finish();
  if (!head.fits()) return answer(refusal("bad_request"));
  json_.resize(head.json);
  secrets_.resize(head.secrets);
  std::vector<asio::mutable_buffer> buffers{asio::buffer(json_)};
  for (base::LockedKey& secret : secrets_)
    buffers.push_back(asio::buffer(secret.bytes().data(), secret.bytes().size()));
  asio::async_read(socket_, buffers,
                   [self = shared_from_this()](const Error& e, std::size_t) { self->handle(e); });
}

void Session::handle(const Error& error) {
  if (error || server_ == nullptr) return finish();
  auto json = base::parse_json(json_, kJsonLimits);
  if (!json || !json->is_object()) return answer(refusal("bad_request"));
  server_->handler_({*std::move(json), std::move(secrets_)},
                    [self = shared_from_this()](const base::Json& reply) { self->answer(reply); });
}

void Session::answer(const base::Json& json) {
  if (!socket_.is_open() || !reply_.empty()) return;
  reply_ = base::canonical(json);
  length_ = to_bytes(static_cast<std::uint32_t>(reply_.size()));
  asio::async_write(socket_, std::array<asio::const_buffer, 2>{asio::buffer(length_), asio::buffer(reply_)},
                    [self = shared_from_this()](const Error&, std::size_t) { self->finish(); });
}

void Session::close() {
  server_ = nullptr;
  finish();
}

void Session::finish() {
  Error ignored;
  timer_.cancel();
  socket_.close(ignored);
  if (server_ != nullptr) std::exchange(server_, nullptr)->sessions_.erase(shared_from_this());
}

}  // namespace examhall::control
