#include "examctl/when.hpp"

#include <date/tz.h>

#include <sstream>

namespace examhall::examctl {
namespace {

std::optional<std::chrono::sys_seconds> local_to_utc(const std::string& text, const date::time_zone& zone) {
  for (const char* format : {"%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"}) {
    std::istringstream in{text};
    date::local_seconds local;
    in >> date::parse(format, local);
    if (in.fail() || in.peek() != std::char_traits<char>::eof()) continue;
    try {
      return zone.to_sys(local);
    } catch (const std::exception&) {
      return std::nullopt;  // skipped or ambiguous at a change of the clocks
    }
  }
  return std::nullopt;
}

}  // namespace

bool zone_exists(const std::string& zone) {
  try {
    return date::locate_zone(zone) != nullptr;
  } catch (const std::exception&) {
    return false;
  }
}

std::optional<base::Span> parse_span(const std::string& text) {
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (digits == 0 || digits > 9) return std::nullopt;
  const std::int64_t n = std::stoll(text.substr(0, digits));
  const std::string unit = text.substr(digits);
  if (unit == "ms") return base::Span{n};
  if (unit == "s") return std::chrono::seconds{n};
  if (unit == "m") return std::chrono::minutes{n};
  if (unit == "h") return std::chrono::hours{n};
  return std::nullopt;
}

std::optional<base::Instant> parse_when(const std::string& text, const std::string& zone, base::Instant now) {
  if (text.starts_with('+')) {
    const auto span = parse_span(text.substr(1));
    return span ? std::optional{now + *span} : std::nullopt;
  }
  if (text.ends_with('Z')) return base::parse_utc_text(text);
  if (!zone_exists(zone)) return std::nullopt;
  std::string plain = text;
  if (plain.size() > 10 && plain[10] == 'T') plain[10] = ' ';
  const auto utc = local_to_utc(plain, *date::locate_zone(zone));
  if (!utc) return std::nullopt;
  return base::Instant{*utc};
}

std::string local_text(base::Instant t, const std::string& zone) {
  if (!zone_exists(zone)) return base::to_utc_text(t);
  const auto zoned = date::make_zoned(date::locate_zone(zone), std::chrono::floor<std::chrono::seconds>(t));
  return date::format("%Y-%m-%d %H:%M:%S", zoned);
}

}  // namespace examhall::examctl
