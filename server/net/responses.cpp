#include "net/responses.hpp"

namespace examhall::net {
namespace {

template <class Response>
void finish(Response& response, const Request& request, std::string_view media) {
  response.set(http::field::content_type, beast::string_view{media.data(), media.size()});
  // Nothing that is answered here may be kept by a browser or a proxy: images belong to a paper.
  response.set(http::field::cache_control, "private, no-store");
  add_security_headers(response);
  response.keep_alive(request.keep_alive());
  response.prepare_payload();
}

}  // namespace

void add_security_headers(http::fields& fields) {
  fields.set("X-Content-Type-Options", "nosniff");
  fields.set("Content-Security-Policy", "default-src 'none'");
  fields.set(http::field::strict_transport_security, "max-age=31536000");
}

TextResponse text_response(const Request& request, http::status status, std::string_view media,
                           std::string body) {
  TextResponse response{status, 11};
  response.body() = std::move(body);
  finish(response, request, media);
  return response;
}

TextResponse error_response(const Request& request, http::status status, std::string_view id) {
  TextResponse response =
      text_response(request, status, "application/json", R"({"error":")" + std::string{id} + "\"}");
  if (status == http::status::upgrade_required) {
    response.set(http::field::upgrade, "websocket");
    response.insert(http::field::connection, "upgrade");
  }
  if (status == http::status::method_not_allowed) response.set(http::field::allow, "GET");
  return response;
}

ImageResponse image_response(const Request& request, const hall::Image& image) {
  ImageResponse response{http::status::ok, 11};
  response.body() = beast::span<const char>{image.bytes->data(), image.bytes->size()};
  finish(response, request, image.media);
  return response;
}

}  // namespace examhall::net
