#pragma once
// Which request is for what, decided from the request alone. Pure: no socket, any thread.
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "net/asio.hpp"

namespace examhall::net {

using Request = http::request<http::empty_body>;

enum class Entrance { exam, admin };

enum class Target { health, metrics, image, exam, refused };

struct Route {
  Target target = Target::refused;
  http::status status = http::status::not_found;  ///< of a refusal
  std::string error = "not_found";                ///< stable id of a refusal
  base::Digest image{};
};

inline constexpr std::string_view kSubprotocol = "examhall.v1";

Route route(const Request& request, Entrance entrance, const std::vector<std::string>& allowed_origins);

/// The token of "Authorization: Bearer …"; empty if there is none.
std::string bearer_token(const Request& request);

}  // namespace examhall::net
