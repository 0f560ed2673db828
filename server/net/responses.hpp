#pragma once
// The answers over plain HTTP and the headers that every one of them carries. Pure: no socket, any thread.
#include <boost/beast/core/span.hpp>
#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/string_body.hpp>

#include <string>
#include <string_view>

#include "hall/link.hpp"
#include "net/routes.hpp"

namespace examhall::net {

using TextResponse = http::response<http::string_body>;
using ImageResponse = http::response<http::span_body<const char>>;

/// nosniff, a policy under which nothing is loaded or run, and TLS for a year.
void add_security_headers(http::fields& fields);

TextResponse text_response(const Request& request, http::status status, std::string_view media,
                           std::string body);

/// {"error":"<id>"}; with the headers that the status calls for.
TextResponse error_response(const Request& request, http::status status, std::string_view id);

/// The image must outlive the response.
ImageResponse image_response(const Request& request, const hall::Image& image);

}  // namespace examhall::net
