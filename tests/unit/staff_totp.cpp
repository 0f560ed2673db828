// The second factor, by the vectors of its RFCs.
#include "staff/totp.hpp"

#include <catch2/catch.hpp>

using namespace examhall;
using namespace examhall::staff;
using namespace std::chrono_literals;

namespace {

const base::Bytes kSecret = [] {
  const auto view = base::bytes_of("12345678901234567890");
  return base::Bytes{view.begin(), view.end()};
}();

base::Instant at(std::int64_t seconds) { return base::from_millis(seconds * 1000); }

}  // namespace

TEST_CASE("counters give the codes of RFC 4226, appendix D") {
  const char* codes[] = {"755224", "287082", "359152", "969429", "338314",
                         "254676", "287922", "162583", "399871", "520489"};
  for (std::int64_t i = 0; i < 10; ++i) CHECK(totp_code(kSecret, i) == codes[i]);
}

TEST_CASE("times give the codes of RFC 6238, appendix B, last six digits") {
  const std::pair<std::int64_t, const char*> vectors[] = {{59, "287082"},         {1111111109, "081804"},
                                                          {1111111111, "050471"}, {1234567890, "005924"},
                                                          {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [seconds, code] : vectors) {
    CHECK(totp_code(kSecret, totp_step(at(seconds))) == code);
    CHECK(matching_step(kSecret, code, at(seconds), 0) == totp_step(at(seconds)));
  }
}

TEST_CASE("one step before and after is accepted, two are not") {
  const std::int64_t now = totp_step(at(1111111111));
  for (std::int64_t off = -4; off <= 4; ++off) {
    const auto found = matching_step(kSecret, totp_code(kSecret, now + off), at(1111111111), 0);
    CHECK(found.has_value() == (off >= -1 && off <= 1));
    if (found) CHECK(*found == now + off);
  }
}

TEST_CASE("a step that was accepted, and any before it, is never accepted again") {
  const std::int64_t now = totp_step(at(1111111111));
  CHECK_FALSE(matching_step(kSecret, totp_code(kSecret, now), at(1111111111), now));
  CHECK_FALSE(matching_step(kSecret, totp_code(kSecret, now - 1), at(1111111111), now));
  CHECK(matching_step(kSecret, totp_code(kSecret, now + 1), at(1111111111), now) == now + 1);
  CHECK(matching_step(kSecret, totp_code(kSecret, now), at(1111111111), now - 1) == now);
}

TEST_CASE("a code is six digits; spaces between them do not count, anything else does") {
  const auto matches = [](std::string_view typed) {
    return matching_step(kSecret, typed, at(59), 0).has_value();
  };
  CHECK(matches("287082"));
  CHECK(matches(" 287 082 "));
  for (const std::string& typed : {std::string{}, std::string{"28708"}, std::string{"2870820"},
                                   std::string{"0287082"}, std::string{"287082x"}, std::string{"94287082"},
                                   std::string{"287-082"}, std::string(30, ' ') + "287082"}) {
    CAPTURE(typed);
    CHECK_FALSE(matches(typed));
  }
}

TEST_CASE("the secret is shown as RFC 4648 writes base 32, without padding") {
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "MY"},
                                                         {"fo", "MZXQ"},
                                                         {"foo", "MZXW6"},
                                                         {"foob", "MZXW6YQ"},
                                                         {"fooba", "MZXW6YTB"},
                                                         {"foobar", "MZXW6YTBOI"}};
  for (const auto& [bytes, text] : vectors) CHECK(totp_text(base::bytes_of(bytes)) == text);
  CHECK(totp_uri(kSecret, "lin@school") ==
        "otpauth://totp/"
        "Examhall:lin%40school?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Examhall&algorithm=SHA1&digits="
        "6&period=30");
  CHECK(draw_totp_secret().size() == 20);
  CHECK(draw_totp_secret() != draw_totp_secret());
}

TEST_CASE("a sealed secret opens for its account under its key, and not otherwise") {
  base::Cipher::Key key{};
  key[0] = 1;
  const base::Cipher cipher{key};
  const std::string sealed = seal_totp(cipher, "lin", kSecret);
  CHECK(sealed.find("1234567890") == std::string::npos);
  CHECK(open_totp(cipher, "lin", sealed) == kSecret);
  CHECK_FALSE(open_totp(cipher, "an", sealed));
  CHECK_FALSE(open_totp(base::Cipher{base::Cipher::Key{}}, "lin", sealed));
  CHECK_FALSE(open_totp(cipher, "lin", sealed.substr(1)));
  CHECK_FALSE(open_totp(cipher, "lin", ""));
}
