// The console over HTTP: the page's files, signing in and out, and who may open a feed.
#include <fmt/format.h>

#include <algorithm>

#include "base/json.hpp"
#include "base/locked_key.hpp"
#include "proctoring/console.hpp"
#include "proctoring/sign_in_request.hpp"

namespace examhall::proctoring {
namespace {

constexpr std::string_view kHome = "/console/";
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
