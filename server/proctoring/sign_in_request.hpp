#pragma once
// What a browser says about who sits before it: the cookie, the credentials, the subprotocols on offer. All
// of it comes from strangers and is read strictly. Pure; any thread.
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "net/pages.hpp"

namespace examhall::proctoring {

/// Of the session's token. The prefix makes browsers hold it to this host, over TLS.
inline constexpr std::string_view kCookie = "__Host-examhall=";
/// In which browsers an owner has signed in: stays when the session ends.
inline constexpr std::string_view kMarks = "__Host-examhall-device=";

/// nullopt if there is no such cookie, or more than one. `name` with its "=".
std::optional<std::string_view> cookie_of(std::string_view cookies, std::string_view name);
/// The digest of the session's token; nullopt if the cookie does not hold one.
std::optional<base::Digest> token_of(std::string_view cookies);

struct Credentials {
  std::string account, password, code;
};

/// nullopt unless the body is JSON of these members alone, all texts, the code if it is wanted.
std::optional<Credentials> credentials_of(const net::PageRequest& request);

/// Whether a list with commas names it.
bool offers(std::string_view offered, std::string_view wanted);

}  // namespace examhall::proctoring
