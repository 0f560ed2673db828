#include "net/routes.hpp"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include <algorithm>

namespace examhall::net {
namespace {

constexpr std::string_view kImagePrefix = "/image/";
constexpr std::size_t kMaxToken = 512;

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

Route refuse(http::status status, std::string error) {
  return {Target::refused, status, std::move(error), {}};
}

Route to(Target target) { return {target, http::status::ok, {}, {}}; }

bool origin_allowed(const Request& request, const std::vector<std::string>& allowed) {
  const auto [first, last] = request.equal_range(http::field::origin);
  return std::all_of(first, last, [&](const auto& field) {
    return std::find(allowed.begin(), allowed.end(), view(field.value())) != allowed.end();
  });
}

bool offers_subprotocol(const Request& request) {
  const auto offered = request[http::field::sec_websocket_protocol];
  return http::token_list{offered}.exists({kSubprotocol.data(), kSubprotocol.size()});
}

Route exam(const Request& request, const std::vector<std::string>& allowed_origins) {
  if (!websocket::is_upgrade(request)) return refuse(http::status::upgrade_required, "upgrade_required");
  if (!origin_allowed(request, allowed_origins)) return refuse(http::status::forbidden, "origin_refused");
  if (!offers_subprotocol(request)) return refuse(http::status::bad_request, "subprotocol_unknown");
  return to(Target::exam);
}

Route image(std::string_view path) {
  const auto digest = base::digest_from_hex(path.substr(kImagePrefix.size()));
  if (!digest) return {};
  Route found = to(Target::image);
  found.image = *digest;
  return found;
}

}  // namespace

Route route(const Request& request, Entrance entrance, const std::vector<std::string>& allowed_origins) {
  if (request.method() != http::verb::get) {
    return refuse(http::status::method_not_allowed, "method_not_allowed");
  }
  const std::string_view path = view(request.target());
  if (path == "/healthz") return to(Target::health);
  if (entrance == Entrance::admin) return path == "/metrics" ? to(Target::metrics) : Route{};
  if (path == "/exam") return exam(request, allowed_origins);
  if (path.starts_with(kImagePrefix)) return image(path);
  return {};
}

std::string bearer_token(const Request& request) {
  constexpr std::string_view kScheme = "Bearer ";
  const std::string_view value = view(request[http::field::authorization]);
  if (value.size() <= kScheme.size() || value.size() > kScheme.size() + kMaxToken) return {};
  if (!beast::iequals({value.data(), kScheme.size()}, {kScheme.data(), kScheme.size()})) return {};
  return std::string{value.substr(kScheme.size())};
}

}  // namespace examhall::net
