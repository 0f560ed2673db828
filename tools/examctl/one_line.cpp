#include "examctl/one_line.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/text.hpp"

namespace examhall::examctl {
namespace {

constexpr std::string_view kIsolate = "\u2068";     // first strong isolate
constexpr std::string_view kEndIsolate = "\u2069";  // pop directional isolate

// The text is valid UTF-8.
std::size_t length_of(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

char32_t point_of(std::string_view one) {
  if (one.size() == 1) return static_cast<unsigned char>(one[0]);
  char32_t point = static_cast<unsigned char>(one[0]) & (0xFFU >> (one.size() + 1));
  for (const char c : one.substr(1)) point = (point << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
  return point;
}

bool is_white(char32_t p) {
  return p == ' ' || (p >= '\t' && p <= '\r') || p == 0x85 || p == 0xA0 || p == 0x1680 ||
         (p >= 0x2000 && p <= 0x200A) || p == 0x202F || p == 0x205F || p == 0x3000 || p == 0x2800;
}

// The line breaks among them stay visible: they are what somebody would fake a line with.
bool is_plain_white(char32_t p) { return is_white(p) && p != 0x85 && (p < '\n' || p > '\r'); }

bool is_unseen(char32_t p) {
  return p < 0x20 || (p >= 0x7F && p <= 0x9F) || p == 0xAD || p == 0x061C || p == 0x115F || p == 0x1160 ||
         p == 0x180E || (p >= 0x200B && p <= 0x200F) || (p >= 0x2028 && p <= 0x202E) ||
         (p >= 0x2060 && p <= 0x206F) || p == 0x3164 || p == 0xFEFF || p == 0xFFA0 ||
         (p >= 0xFFF0 && p <= 0xFFFB) || (p >= 0xE0000 && p <= 0xE0FFF);
}

bool runs_leftwards(char32_t p) {
  return (p >= 0x590 && p <= 0x8FF) || (p >= 0xFB1D && p <= 0xFDFF) || (p >= 0xFE70 && p <= 0xFEFE) ||
         (p >= 0x10800 && p <= 0x10FFF) || (p >= 0x1E800 && p <= 0x1EFFF);
}

}  // namespace

std::string one_line(std::string_view text) {
  const std::string valid = base::to_utf8_lossy(base::trimmed(text));
  std::string out;
  bool leftwards = false;
  bool white = true;  // none at the start
  for (std::string_view rest = valid; !rest.empty();) {
    const std::string_view one = rest.substr(0, length_of(rest[0]));
    rest.remove_prefix(one.size());
    const char32_t p = point_of(one);
    if (std::exchange(white, is_plain_white(p)) && white) continue;
    if (white) {
      out += ' ';
    } else if (is_unseen(p)) {
      out += fmt::format("⟨U+{:04X}⟩", static_cast<std::uint32_t>(p));
    } else {
      leftwards = leftwards || runs_leftwards(p);
      out += one;
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return leftwards ? fmt::format("{}{}{}", kIsolate, out, kEndIsolate) : out;
}

}  // namespace examhall::examctl
