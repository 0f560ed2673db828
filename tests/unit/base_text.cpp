#include <catch2/catch.hpp>

#include "base/encoding.hpp"
#include "base/problem.hpp"

using namespace examhall::base;

TEST_CASE("UTF-8 is checked strictly") {
  CHECK(is_utf8("会计 abc \U0001F600"));
  for (const char* bad : {"\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4\xBC", "\x80"}) {
    CHECK_FALSE(is_utf8(bad));
    CHECK(is_utf8(to_utf8_lossy(bad)));
  }
}

TEST_CASE("texts are measured and cleaned as people see them") {
  CHECK(code_points("会计ab") == 4);
  CHECK(display_width("会计ab") == 6);
  CHECK(to_half_width("ＡＢ，１２３　．") == "AB,123 .");
  CHECK(trimmed("\u3000 会计\t\u00A0") == "会计");
  CHECK(trimmed(" \u3000").empty());
  CHECK(has_unprintable("a\x01"));
  CHECK(has_unprintable("abc\u202Etxt"));
  CHECK_FALSE(has_unprintable("会计\n\tab"));
}

TEST_CASE("a problem names its place in both languages") {
  const Problem p{"answer_missing", {"题库.xlsx", "单选", 7, "答案"}, {"答案为空", "the answer is empty"}};
  CHECK(to_line(p, Language::zh) == "题库.xlsx 工作表“单选” 第 7 行 答案：答案为空 [answer_missing]");
  CHECK(to_line(p, Language::en) == "题库.xlsx sheet \"单选\" row 7 答案: the answer is empty [answer_missing]");
}

TEST_CASE("encodings read what they wrote and refuse the rest") {
  const Bytes bytes{0, 1, 0xFE, 0xFF, 7};
  CHECK(from_hex(to_hex(bytes)) == bytes);
  CHECK(from_base64(to_base64(bytes)) == bytes);
  CHECK_FALSE(from_hex("abc"));
  CHECK_FALSE(from_hex("zz"));
  CHECK_FALSE(from_base64("AAE=A"));
  CHECK_FALSE(from_base64("A A="));
  CHECK(from_base64("AAE="));
  CHECK_FALSE(from_base64("AAF="));
  CHECK(from_base64("AQ=="));
  CHECK_FALSE(from_base64("AR=="));
  CHECK(normalised_base32("o1il-ab cd") == "0111ABCD");
}
