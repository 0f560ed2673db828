// Whoever comes to the console's door: cookies, credentials, subprotocols. Input: the cookies, a line feed,
// the content type, a line feed, the body, which is read as a list too.
#include "proctoring/messages.hpp"
#include "proctoring/sign_in_request.hpp"
#include "staff/device.hpp"
#include "staff/session.hpp"
#include "target.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace sign_in_target {

using namespace examhall;

const std::string kToken(64, 'a');

const base::Cipher& key() {
  static const base::Cipher cipher{base::Cipher::Key{7}};
  return cipher;
}

// One of that name, however many others there are.
void look_at_cookie(std::string_view cookies, std::string_view name) {
  const auto cookie = proctoring::cookie_of(cookies, name);
  std::size_t named = 0;
  for (std::string_view rest = cookies; !rest.empty();) {
    const std::string_view one = base::trimmed(fuzz::next_part(rest, ';'));
    if (!one.starts_with(name)) continue;
    ++named;
    fuzz::require(!cookie || one.substr(name.size()) == *cookie, "a cookie's value is what stands there");
  }
  fuzz::require(cookie.has_value() == (named == 1), "of two cookies neither is believed");
}

void look_at_cookies(std::string_view cookies) {
  look_at_cookie(cookies, proctoring::kCookie);
  look_at_cookie(cookies, proctoring::kMarks);
  const auto token = proctoring::token_of(cookies);
  const auto cookie = proctoring::cookie_of(cookies, proctoring::kCookie);
  fuzz::require(!token || (cookie && cookie->size() == kToken.size()), "a token has its length");
}

// What a browser shows is taken, cut to measure, and given back with one more.
void look_at_marks(std::string_view cookies) {
  const auto marks = proctoring::cookie_of(cookies, proctoring::kMarks);
  if (!marks) return;
  const std::string given = staff::marks_with(key(), "zhao", *marks);
  fuzz::require(!staff::mark_among(key(), "zhao", given).empty(), "the owner is known from now on");
  fuzz::require(std::count(given.begin(), given.end(), '.') < static_cast<std::ptrdiff_t>(staff::kMostMarks),
                "marks do not grow without end");
  fuzz::require(staff::mark_among(base::Cipher{base::Cipher::Key{8}}, "zhao", *marks).empty(),
                "another server's marks are none");
}

void look_at_body(std::string_view type, std::string_view body) {
  net::PageRequest request;
  request.content_type = type;
  request.body = body;
  const auto credentials = proctoring::credentials_of(request);
  if (!credentials) return;
  fuzz::require(type.starts_with("application/json") && body.size() <= 4096,
                "no form of another site, and nothing long, is taken for credentials");
  for (const std::string* text : {&credentials->account, &credentials->password, &credentials->code})
    fuzz::require(base::is_utf8(*text), "credentials are texts");
}

void run(std::string_view input) {
  std::string_view rest = input;
  const std::string_view cookies = fuzz::next_part(rest, '\n');
  look_at_cookies(cookies);
  look_at_marks(cookies);
  const std::string_view type = fuzz::next_part(rest, '\n');
  look_at_body(type, rest);
  fuzz::require(!proctoring::offers(rest, proctoring::kSubprotocol) ||
                    rest.find(proctoring::kSubprotocol) != std::string_view::npos,
                "what is not named is not offered");
}

std::vector<std::string> seeds() {
  const std::string cookie = std::string{proctoring::kCookie} + kToken, json = "\napplication/json\n";
  fuzz::require(proctoring::token_of("a=b; " + cookie + "; c=d") == staff::session_digest(kToken),
                "the seed is sound");
  const std::string marks = std::string{proctoring::kMarks} + staff::device_mark(key(), "zhao") + "." +
                            staff::device_mark(key(), "qian") + ".AAAA";
  return {cookie + json + R"({"account":"zhao","password":"a long one","code":"123456"})",
          "a=b; " + cookie + "; " + marks + json + R"({"account":"zhao","password":"a long one"})",
          cookie + "; " + cookie + "\napplication/json; charset=utf-8\nexamhall.v1, examhall.console.v1",
          "\ntext/plain\n" + std::string{proctoring::kSubprotocol}};
}

const fuzz::Registration registration{{"sign_in", run, seeds}};

}  // namespace sign_in_target
