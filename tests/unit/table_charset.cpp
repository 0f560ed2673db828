#include <catch2/catch.hpp>

#include "table/charset.hpp"

using namespace examhall;
using namespace examhall::table;

namespace {
const base::Place kPlace{.file = "a.csv"};
const std::string kText = "题干,答案\r\n“现金”属于资产（　）,对\r\n𠮷野家 café ①,错\r\n";

std::string id_of(std::string bytes) {
  const auto result = decode_text(std::move(bytes), kPlace);
  return result ? "(read)" : result.error().id;
}
}  // namespace

TEST_CASE("each charset reads back what it wrote and is recognised") {
  for (const Charset charset : {Charset::utf8, Charset::utf16le, Charset::utf16be, Charset::gb18030}) {
    const auto decoded = decode_text(encode_text(kText, charset), kPlace);
    REQUIRE(decoded);
    CHECK(decoded->text == kText);
    CHECK(decoded->charset == charset);
  }
}

TEST_CASE("two bytes of GB18030 may be four of UTF-8") {
  const auto text = decode_text("\xFE\x51\xFE\x51\xFE\x51", {});
  REQUIRE(text);
  CHECK(text->text == "\xF0\xA0\x82\x87\xF0\xA0\x82\x87\xF0\xA0\x82\x87");  // U+20087
  CHECK(text->charset == Charset::gb18030);
}

TEST_CASE("no byte order mark is needed") {
  CHECK(decode_text(kText, kPlace)->charset == Charset::utf8);
  for (const Charset charset : {Charset::utf16le, Charset::utf16be}) {
    // 一 has a zero byte where the other byte order has it
    const std::string text = "一,一,一\n一,一,一\n";
    const auto decoded = decode_text(encode_text(text, charset).substr(2), kPlace);
    REQUIRE(decoded);
    CHECK(decoded->text == text);
    CHECK(decoded->charset == charset);
  }
}

TEST_CASE("what no charset explains is refused") {
  CHECK(id_of("\x81") == "text_charset_unknown");                               // half a GB18030 character
  CHECK(id_of("\xFF\x80\xFF") == "text_charset_unknown");                       // never a lead byte
  CHECK(id_of(std::string{"\xEF\xBB\xBF\xC4\xE3"}) == "text_charset_unknown");  // a mark that lies
  CHECK(id_of(std::string{"\xFF\xFE\x00\xD8", 4}) == "text_charset_unknown");   // half a surrogate pair
  CHECK(id_of(std::string{"a\0b", 3}) == "text_charset_unknown");
  CHECK(id_of(std::string{"\xFF\xFE\x00\x00", 4}) == "text_is_binary");
}
