// The plain HTTP part of a connection: a few small answers, images, and the upgrade to a websocket.
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

#include "net/connection.hpp"

namespace examhall::net {
namespace {

/// A connection that asks for more than the images of a paper is not a client's.
constexpr int kRequestsPerConnection = 1000;
/// Of a request to the pages; no other has a body.
constexpr std::size_t kLargestBody = 4 * 1024;

http::status status_of(ErrorCode why) {
  if (why == http::error::header_limit || why == http::error::buffer_overflow) {
    return http::status::request_header_fields_too_large;
  }
  if (why == http::error::body_limit || why == http::error::unexpected_body)
    return http::status::payload_too_large;
  return http::status::bad_request;
}

bool is_malformed(ErrorCode ec) {
  static const auto& category = make_error_code(http::error::bad_method).category();
  return ec.category() == category && ec != http::error::end_of_stream && ec != http::error::partial_message;
}

}  // namespace

Awaitable<bool> Connection::serve_http(std::shared_ptr<Connection> self) {
  const Shared& shared = self->shared_;
  beast::flat_buffer buffer{shared.settings.limits.header_bytes + kLargestBody};
  self->arm(shared.settings.deadlines.request);
  for (int served = 0; served < kRequestsPerConnection && !self->last_request_; ++served) {
    const Served one = co_await serve_one(self, &buffer);
    if (one != Served::answered) co_return one == Served::upgraded;
    self->arm(shared.settings.deadlines.http_idle);
  }
  co_await hang_up(self);
  co_return false;
}

Awaitable<Connection::Served> Connection::serve_one(std::shared_ptr<Connection> self,
                                                    beast::flat_buffer* buffer) {
  // The limits hold only because the parser itself is read, not a message.
  HeadParser parser;
  parser.header_limit(static_cast<std::uint32_t>(self->shared_.settings.limits.header_bytes));
  parser.body_limit(kLargestBody);
  auto [failed, size] = co_await http::async_read_header(self->tls_, *buffer, parser, kTuple);
  const bool for_pages = !failed && self->is_for_pages(parser.get());
  if (!failed && !for_pages && !parser.is_done()) failed = http::error::body_limit;
  if (is_malformed(failed)) co_await answer_malformed(self, failed);
  if (failed) co_return Served::over;
  ++self->shared_.counters.requests;
  if (!parser.get().keep_alive()) self->last_request_ = true;
  if (for_pages) {
    const Served page = co_await serve_page(self, buffer, &parser);
    co_return page;
  }
  const bool upgrading = websocket::is_upgrade(parser.get()) && buffer->size() == 0;
  // GCC 12 frees temporaries within a co_await expression twice; what is passed has a name.
  Request request = parser.release();
  const Served served = co_await serve_exam(self, std::move(request), upgrading);
  co_return served;
}

Awaitable<Connection::Served> Connection::serve_exam(std::shared_ptr<Connection> self, Request request,
                                                     bool upgrading) {
  const Route found = route(request, self->entrance_, self->shared_.settings.allowed_origins);
  if (upgrading && found.target == Target::exam) {
    const bool upgraded = co_await upgrade(self, std::move(request));
    co_return upgraded ? Served::upgraded : Served::over;
  }
  const bool written = co_await answer(self, std::move(request));
  co_return written ? Served::answered : Served::over;
}

Awaitable<bool> Connection::answer(std::shared_ptr<Connection> self, Request request) {
  const Route found = route(request, self->entrance_, self->shared_.settings.allowed_origins);
  if (found.target == Target::image) {
    std::optional<hall::Image> image = self->find_image(request, found.image);
    if (image) {
      const bool written = co_await write_image(self, std::move(*image), std::move(request));
      co_return written;
    }
  }
  TextResponse response = self->small_response(request, found);
  const bool written = co_await write_text(self, std::move(response));
  co_return written;
}

std::optional<hall::Image> Connection::find_image(const Request& request, const base::Digest& hash) {
  std::optional<hall::Image> image;
  const std::string token = bearer_token(request);
  if (!token.empty()) guarded([&] { image = shared_.door.image(token, hash); });
  return image;
}

TextResponse Connection::small_response(const Request& request, const Route& route) {
  switch (route.target) {
    case Target::health: {
      const std::string reason = shared_.hooks.health();
      const auto status = reason.empty() ? http::status::ok : http::status::service_unavailable;
      return text_response(request, status, "text/plain; charset=utf-8", reason.empty() ? "ok" : reason);
    }
    case Target::metrics:
      return text_response(request, http::status::ok, "text/plain; version=0.0.4; charset=utf-8",
                           shared_.hooks.metrics());
    case Target::refused:
      ++shared_.counters.requests_refused;
      return error_response(request, route.status, route.error);
    case Target::exam:  // data came before the answer to the upgrade
      ++shared_.counters.requests_refused;
      return error_response(request, http::status::bad_request, "malformed_request");
    case Target::image:  // neither a wrong token nor an unknown image can be told from the other
      break;
  }
  ++shared_.counters.requests_refused;
  return error_response(request, http::status::not_found, "not_found");
}

Awaitable<bool> Connection::write_text(std::shared_ptr<Connection> self, TextResponse response) {
  if (self->last_request_) response.keep_alive(false);
  self->arm(self->shared_.settings.deadlines.response);
  self->writing_ = true;
  const auto [failed, size] = co_await http::async_write(self->tls_, response, kTuple);
  self->writing_ = false;
  co_return !failed;
}

Awaitable<bool> Connection::write_image(std::shared_ptr<Connection> self, hall::Image image,
                                        Request request) {
  ImageResponse response = image_response(request, image);
  if (self->last_request_) response.keep_alive(false);
  self->arm(self->shared_.settings.deadlines.response);
  self->writing_ = true;
  const auto [failed, size] = co_await http::async_write(self->tls_, response, kTuple);
  self->writing_ = false;
  co_return !failed;
}

Task Connection::answer_malformed(std::shared_ptr<Connection> self, ErrorCode why) {
  ++self->shared_.counters.requests_refused;
  self->last_request_ = true;
  Request request;
  request.version(11);
  const bool written =
      co_await write_text(self, error_response(request, status_of(why), "malformed_request"));
  if (written) co_await hang_up(self);
}

// Closing at once would reset the connection while the peer still sends, and the answer would be lost.
Task Connection::hang_up(std::shared_ptr<Connection> self) {
  self->arm(self->shared_.settings.deadlines.close);
  co_await self->tls_.async_end(kTuple);
}

Awaitable<bool> Connection::upgrade(std::shared_ptr<Connection> self, Request request) {
  self->prepare_websocket();
  self->arm(self->shared_.settings.deadlines.request);
  self->writing_ = true;
  const auto [failed] = co_await self->websocket_->async_accept(request, kTuple);
  self->writing_ = false;
  co_return !failed;
}

}  // namespace examhall::net
