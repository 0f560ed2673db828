// The console over HTTP: the page's files, signing in and out, and who may open a feed.
#include <fmt/format.h>

#include <algorithm>

#include "base/json.hpp"
#include "base/locked_key.hpp"
#include "proctoring/console.hpp"
#include "staff/session.hpp"

namespace examhall::proctoring {
namespace {

constexpr std::string_view kHome = "/console/";
constexpr std::string_view kCookie = "__Host-examhall=";
/// In which browsers an owner has signed in: stays when the session ends.
constexpr std::string_view kMarks = "__Host-examhall-device=";
/// As long as browsers keep any.
constexpr std::string_view kMarksStay = "; Max-Age=34560000";
constexpr std::string_view kGuarded = "; Path=/; Secure; HttpOnly; SameSite=Strict";
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

net::PageReply json_reply(unsigned status, const base::Json& body) {
  return {status, "application/json", body.dump(-1, ' ', false, base::Json::error_handler_t::replace)};
}
net::PageReply error_reply(unsigned status, std::string_view id) {
  return json_reply(status, {{"error", id}});
}

net::PageReply welcome(const SignedIn& in) {
  if (!in.error.empty()) {
    const unsigned status = in.error == "too_many_attempts" ? 429 : in.error == "busy" ? 503 : 401;
    return error_reply(status, in.error);
  }
  net::PageReply reply = json_reply(200, {{"account", in.who.login}, {"name", in.who.name}});
  reply.headers.emplace_back("Set-Cookie", fmt::format("{}{}{}", kCookie, in.token, kGuarded));
  if (!in.marks.empty())
    reply.headers.emplace_back("Set-Cookie", fmt::format("{}{}{}{}", kMarks, in.marks, kGuarded, kMarksStay));
  return reply;
}

net::PageReply farewell() {
  net::PageReply reply{204, "", "", {}};
  reply.headers.emplace_back("Set-Cookie", fmt::format("{}{}; Max-Age=0", kCookie, kGuarded));
  return reply;
}

/// nullopt if there is no such cookie, or more than one. `name` with its "=".
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

struct Credentials {
  std::string account, password, code;
};

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

}  // namespace

bool Console::own(std::string_view path) const { return path == "/console" || path.starts_with(kHome); }

void Console::answer(net::PageRequest request, Reply reply) {
  const std::string_view path = request.path;
  const bool session = path == "/console/session", renewal = path == "/console/session/renewal";
  const bool feed = path == "/console/feed";
  if (!session && !renewal && !feed) return reply(file(request));
  const auto& origins = settings_.origins;
  if (std::find(origins.begin(), origins.end(), request.origin) == origins.end())
    return reply(error_reply(403, "wrong_origin"));
  if (feed) return open_feed(request, std::move(reply));
  if (session && request.method == "POST") return sign_in(std::move(request), std::move(reply));
  const auto token = token_of(request.cookie);
  if (renewal && request.method == "POST") {
    if (!token) return reply(error_reply(401, "not_signed_in"));
    return reception_.renew(*token, [reply = std::move(reply)](const SignedIn& in) { reply(welcome(in)); });
  }
  if (session && request.method == "DELETE") {
    if (!token) return reply(farewell());
    return reception_.sign_out(
        *token, [reply = std::move(reply)](bool out) { reply(out ? farewell() : error_reply(503, "busy")); });
  }
  reply(error_reply(405, "method_not_allowed"));
}

net::PageReply Console::file(const net::PageRequest& request) const {
  if (request.method != "GET") return error_reply(405, "method_not_allowed");
  if (request.path == "/console")
    return {308, "text/plain; charset=utf-8", "", {{"Location", std::string{kHome}}}};
  const std::string_view name = std::string_view{request.path}.substr(kHome.size());
  const auto& files = settings_.files;
  const auto found = name.empty() ? files.begin()
                                  : std::find_if(files.begin(), files.end(),
                                                 [&](const PageFile& f) { return f.path == name; });
  if (found == files.end()) return error_reply(404, "not_found");
  // What carries its hash in its name never changes; the page itself is asked for each time.
  const bool lasting = found->path.starts_with("assets/");
  net::PageReply reply{200, std::string{found->media}, "", {}};
  reply.headers = {{"Content-Security-Policy", std::string{kPolicy}},
                   {"Cache-Control", lasting ? "public, max-age=31536000, immutable" : "no-cache"},
                   {"ETag", std::string{found->etag}},
                   {"Referrer-Policy", "no-referrer"},
                   {"Cross-Origin-Opener-Policy", "same-origin"}};
  if (request.if_none_match == found->etag) {
    reply.status = 304;
  } else {
    reply.body = found->bytes;
  }
  return reply;
}

void Console::sign_in(net::PageRequest request, Reply reply) {
  auto credentials = credentials_of(request);
  base::wipe(request.body);
  if (!credentials) return reply(error_reply(400, "bad_request"));
  reception_.sign_in(std::move(credentials->account), std::move(credentials->password),
                     std::move(credentials->code), std::move(request.address),
                     std::string{cookie_of(request.cookie, kMarks).value_or("")},
                     [reply = std::move(reply)](const SignedIn& in) { reply(welcome(in)); });
}

void Console::open_feed(const net::PageRequest& request, Reply reply) {
  if (!request.opens_websocket) return reply(error_reply(426, "upgrade_required"));
  if (!offers(request.subprotocols, kSubprotocol)) return reply(error_reply(400, "subprotocol_unknown"));
  const auto token = token_of(request.cookie);
  if (!token) return reply(error_reply(401, "not_signed_in"));
  reception_.recognise(*token, [reply = std::move(reply)](std::optional<Visitor> who) {
    if (!who) return reply(error_reply(401, "not_signed_in"));
    net::PageReply open{101, "", "", {{"Sec-WebSocket-Protocol", std::string{kSubprotocol}}}};
    open.visitor = std::make_shared<const Visitor>(*std::move(who));
    reply(std::move(open));
  });
}

}  // namespace examhall::proctoring
