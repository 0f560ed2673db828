#pragma once
// Words for people, in Chinese and in English, and what every text from outside is checked for.
#include <cstddef>
#include <string>
#include <string_view>

namespace examhall::base {

enum class Language { zh, en };

/// A sentence in both languages. Made together, so that no screen is half translated.
struct Text {
  std::string zh;
  std::string en;
  const std::string& in(Language language) const { return language == Language::zh ? zh : en; }
  bool operator==(const Text&) const = default;
};

/// From LC_ALL, LC_MESSAGES or LANG: English if it says "en…", "C" or "POSIX"; Chinese for all else, unset included.
Language language_of_environment();

/// Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);

/// The text with every invalid sequence replaced by U+FFFD. For logs and messages about bad input.
std::string to_utf8_lossy(std::string_view text);

/// Code points, for limits that people are told about. The text must be valid UTF-8.
std::size_t code_points(std::string_view utf8);

/// Columns on a terminal: 2 for CJK and full-width characters, 0 for combining ones, else 1.
std::size_t display_width(std::string_view utf8);

/// True if the text holds control characters other than tab and line feed, or bidirectional overrides.
bool has_unprintable(std::string_view utf8);

/// Full-width digits, letters and punctuation to their ASCII forms, the ideographic space to a space.
std::string to_half_width(std::string_view utf8);

/// Without white space at both ends; the ideographic and the no-break space count as white.
std::string_view trimmed(std::string_view utf8);

}  // namespace examhall::base
