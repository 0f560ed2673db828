#include "proctoring/sign_in_request.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "base/text.hpp"
#include "staff/session.hpp"

namespace examhall::proctoring {

std::optional<std::string_view> cookie_of(std::string_view cookies, std::string_view name) {
  std::optional<std::string_view> found;
  while (!cookies.empty()) {
    const std::size_t end = std::min(cookies.find(';'), cookies.size());
    std::string_view one = base::trimmed(cookies.substr(0, end));
    cookies.remove_prefix(std::min(end + 1, cookies.size()));
    if (!one.starts_with(name)) continue;
    if (found) return std::nullopt;
    found = one.substr(name.size());
  }
  return found;
}

std::optional<base::Digest> token_of(std::string_view cookies) {
  const auto token = cookie_of(cookies, kCookie);
  return token ? staff::session_digest(*token) : std::nullopt;
}

std::optional<Credentials> credentials_of(const net::PageRequest& request) {
  if (!request.content_type.starts_with("application/json")) return std::nullopt;
  const auto json = base::parse_json(request.body, {.max_bytes = 4096, .max_depth = 2});
  if (!json || !json->is_object()) return std::nullopt;
  Credentials out;
  std::size_t known = 0;
  for (const auto& [name, value] : json->items()) {
    if (!value.is_string()) return std::nullopt;
    std::string* const member = name == "account"    ? &out.account
                                : name == "password" ? &out.password
                                : name == "code"     ? &out.code
                                                     : nullptr;
    if (member == nullptr) return std::nullopt;
    *member = value.get<std::string>();
    ++known;
  }
  return known >= 2 && json->contains("account") && json->contains("password") ? std::optional{out}
                                                                               : std::nullopt;
}

bool offers(std::string_view offered, std::string_view wanted) {
  while (!offered.empty()) {
    const std::size_t end = std::min(offered.find(','), offered.size());
    if (base::trimmed(offered.substr(0, end)) == wanted) return true;
    offered.remove_prefix(std::min(end + 1, offered.size()));
  }
  return false;
}

}  // namespace examhall::proctoring
