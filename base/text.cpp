#include "base/text.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>

namespace examhall::base {
namespace {

struct Decoded {
  char32_t point = 0;
  std::size_t length = 0;  // 0: not a valid sequence
};

Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
  if (length == 0 || lead > 0xF4 || text.size() < length) return {};
  char32_t point = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    point = (point << 6U) | (byte(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
  if (point < smallest[length] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return {};
  return {point, length};
}

void append(std::string& out, char32_t point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0U | (point >> 6U));
    out += static_cast<char>(0x80U | (point & 0x3FU));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0U | (point >> 12U));
    out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (point & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (point >> 18U));
    out += static_cast<char>(0x80U | ((point >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (point & 0x3FU));
  }
}

// Calls f(point) for each code point; an invalid byte counts as U+FFFD.
template <class F>
void for_each_point(std::string_view text, F f) {
  while (!text.empty()) {
    const Decoded d = decode(text);
    f(d.length == 0 ? U'\uFFFD' : d.point);
    text.remove_prefix(d.length == 0 ? 1 : d.length);
  }
}

bool is_wide(char32_t p) {
  return (p >= 0x1100 && p <= 0x115F) || (p >= 0x2E80 && p <= 0xA4CF) || (p >= 0xAC00 && p <= 0xD7A3) ||
         (p >= 0xF900 && p <= 0xFAFF) || (p >= 0xFE30 && p <= 0xFE6F) || (p >= 0xFF00 && p <= 0xFF60) ||
         (p >= 0xFFE0 && p <= 0xFFE6) || (p >= 0x1F300 && p <= 0x1FAFF) || (p >= 0x20000 && p <= 0x3FFFD);
}

bool is_zero_width(char32_t p) {
  return (p >= 0x300 && p <= 0x36F) || (p >= 0x200B && p <= 0x200F) || p == 0xFEFF || (p >= 0xFE00 && p <= 0xFE0F);
}

bool is_bidi_control(char32_t p) {
  return (p >= 0x202A && p <= 0x202E) || (p >= 0x2066 && p <= 0x2069) || p == 0x200E || p == 0x200F || p == 0x061C;
}

}  // namespace

Language language_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    const std::string_view v{value};
    return v.starts_with("en") || v == "C" || v.starts_with("C.") || v == "POSIX" ? Language::en : Language::zh;
  }
  return Language::zh;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = decode(text).length;
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string to_utf8_lossy(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for_each_point(text, [&](char32_t p) { append(out, p); });
  return out;
}

std::size_t code_points(std::string_view utf8) {
  std::size_t n = 0;
  for_each_point(utf8, [&](char32_t) { ++n; });
  return n;
}

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  for_each_point(utf8, [&](char32_t p) { width += is_zero_width(p) ? 0 : is_wide(p) ? 2 : 1; });
  return width;
}

bool has_unprintable(std::string_view utf8) {
  bool found = false;
  for_each_point(utf8, [&](char32_t p) {
    const bool control = (p < 0x20 && p != '\t' && p != '\n') || (p >= 0x7F && p <= 0x9F);
    found = found || control || is_bidi_control(p);
  });
  return found;
}

std::string to_half_width(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for_each_point(utf8, [&](char32_t p) {
    if (p >= 0xFF01 && p <= 0xFF5E) p -= 0xFEE0;
    if (p == 0x3000 || p == 0xA0) p = ' ';
    append(out, p);
  });
  return out;
}

std::string_view trimmed(std::string_view utf8) {
  const auto white_at_front = [](std::string_view t) -> std::size_t {
    if (t.empty()) return 0;
    if (t[0] == ' ' || (t[0] >= '\t' && t[0] <= '\r')) return 1;
    if (t.starts_with("\u3000")) return 3;
    if (t.starts_with("\u00A0")) return 2;
    return 0;
  };
  const auto white_at_back = [](std::string_view t) -> std::size_t {
    if (t.empty()) return 0;
    const char c = t.back();
    if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
    if (t.ends_with("\u3000")) return 3;
    if (t.ends_with("\u00A0")) return 2;
    return 0;
  };
  while (const std::size_t n = white_at_front(utf8)) utf8.remove_prefix(n);
  while (const std::size_t n = white_at_back(utf8)) utf8.remove_suffix(n);
  return utf8;
}

}  // namespace examhall::base
