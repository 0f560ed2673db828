// Requests that are for the pages: read with their body, handed over, answered when the answer is there.
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>

#include "net/connection.hpp"

namespace examhall::net {
namespace {

std::string text(beast::string_view value) { return {value.data(), value.size()}; }

std::string all_of(const Request& request, http::field field) {
  std::string out;
  const auto [first, last] = request.equal_range(field);
  for (auto one = first; one != last; ++one) out += (one == first ? "" : ",") + text(one->value());
  return out;
}

PageRequest page_request(const Request& request, std::string address) {
  PageRequest out;
  out.method = text(request.method_string());
  out.path = text(request.target());
  out.origin = all_of(request, http::field::origin);
  out.cookie = all_of(request, http::field::cookie);
  out.content_type = text(request[http::field::content_type]);
  out.if_none_match = text(request[http::field::if_none_match]);
  out.subprotocols = all_of(request, http::field::sec_websocket_protocol);
  out.address = std::move(address);
  return out;
}

TextResponse response_of(const Request& request, PageReply reply) {
  TextResponse response =
      text_response(request, static_cast<http::status>(reply.status), reply.media, std::move(reply.body));
  for (const auto& [name, value] : reply.headers) response.erase(name);
  for (const auto& [name, value] : reply.headers) response.insert(name, value);
  if (reply.status == 204 || reply.status == 304) {
    response.erase(http::field::content_type);
    response.erase(http::field::content_length);
  }
  return response;
}

}  // namespace

bool Connection::is_for_pages(const Request& request) const {
  return entrance_ == Entrance::exam && shared_.pages != nullptr &&
         shared_.pages->own({request.target().data(), request.target().size()});
}

Awaitable<Connection::Served> Connection::serve_page(std::shared_ptr<Connection> self,
                                                     beast::flat_buffer* buffer, HeadParser* head) {
  http::request_parser<http::string_body> parser{std::move(*head)};
  const auto [failed, size] = co_await http::async_read(self->tls_, *buffer, parser, kTuple);
  if (failed) co_return Served::over;
  const bool upgrading = websocket::is_upgrade(parser.get()) && buffer->size() == 0;
  Request request{std::move(parser.get().base())};
  PageRequest question = page_request(request, self->address_);
  question.body = std::move(parser.get().body());
  question.opens_websocket = upgrading;
  self->disarm();  // a password takes its time
  PageReply reply = co_await ask_pages(self->shared_, std::move(question));
  if (upgrading && reply.status == 101 && reply.visitor) {
    self->visitor_ = std::move(reply.visitor);
    self->page_headers_ = std::move(reply.headers);
    const bool upgraded = co_await upgrade(self, std::move(request));
    co_return upgraded ? Served::upgraded : Served::over;
  }
  TextResponse response = response_of(request, std::move(reply));
  const bool written = co_await write_text(self, std::move(response));
  co_return written ? Served::answered : Served::over;
}

// No coroutine itself: the answer may come within the call, and is posted so that whoever waits has stopped.
Awaitable<PageReply> Connection::ask_pages(Shared& shared, PageRequest request) {
  auto start = [](auto handler, Shared* own, PageRequest what) {
    auto waiting = std::make_shared<decltype(handler)>(std::move(handler));
    own->pages->answer(std::move(what), [own, waiting](PageReply reply) {
      asio::post(own->executor,
                 [waiting, reply = std::move(reply)]() mutable { (*waiting)(std::move(reply)); });
    });
  };
  return asio::async_initiate<const asio::use_awaitable_t<Executor>, void(PageReply)>(
      std::move(start), asio::use_awaitable_t<Executor>{}, &shared, std::move(request));
}

}  // namespace examhall::net
