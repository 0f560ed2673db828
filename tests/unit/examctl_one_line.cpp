// Texts that others wrote cannot fake a line of a table or steer the terminal.
#include <catch2/catch.hpp>

#include "examctl/one_line.hpp"

using examhall::examctl::one_line;

TEST_CASE("plain words stay as they are") {
  CHECK(one_line("") == "");
  CHECK(one_line("\u2000 a\u3000\u2003b \u00a0") == "a b");
  CHECK(one_line("\u3000") == "");
  CHECK(one_line("停电 10 分钟") == "停电 10 分钟");
  CHECK(one_line("naïve ⟨é⟩ 😀") == "naïve ⟨é⟩ 😀");
}

TEST_CASE("what would end the line is written out") {
  CHECK(one_line("a\nb") == "a⟨U+000A⟩b");
  CHECK(one_line("a\r\vb\fc") == "a⟨U+000D⟩⟨U+000B⟩b⟨U+000C⟩c");
  CHECK(one_line("a\u0085b\u2028c\u2029d") == "a⟨U+0085⟩b⟨U+2028⟩c⟨U+2029⟩d");
}

TEST_CASE("what would steer the terminal or hide is written out") {
  CHECK(one_line("\x1b[2Ja\x7f\b") == "⟨U+001B⟩[2Ja⟨U+007F⟩⟨U+0008⟩");
  CHECK(one_line(std::string{"a\0b", 3}) == "a⟨U+0000⟩b");
  CHECK(one_line("a\u009b2Jb\u200bc\ufeff") == "a⟨U+009B⟩2Jb⟨U+200B⟩c⟨U+FEFF⟩");
  CHECK(one_line("a\U000E0041") == "a⟨U+E0041⟩");
}

TEST_CASE("marks of direction are written out, letters from right to left isolated") {
  CHECK(one_line("a\u202eb\u2067c\u061cd\u200f") == "a⟨U+202E⟩b⟨U+2067⟩c⟨U+061C⟩d⟨U+200F⟩");
  CHECK(one_line("\u0645\u062d") == "\u2068\u0645\u062d\u2069");
}

TEST_CASE("no white space pushes what follows to a line of its own") {
  CHECK(one_line("a" + std::string(300, ' ') + "b") == "a b");
  CHECK(one_line("a\t\u3000\u00a0 \u2003b") == "a b");
  CHECK(one_line("  a ") == "a");
}

TEST_CASE("what is no UTF-8 is replaced") {
  CHECK(one_line("a\xff"
                 "b") ==
        "a\ufffd"
        "b");
}
