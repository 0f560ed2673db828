#include "base/time.hpp"

#include <fmt/format.h>

namespace examhall::base {
namespace {

// Takes exactly `count` digits; -1 if there are not so many.
int take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return -1;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::string to_utc_text(Instant t) {
  using namespace std::chrono;
  const auto day = floor<days>(t);
  const year_month_day date{day};
  const hh_mm_ss clock{t - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

std::optional<Instant> parse_utc_text(std::string_view text) {
  using namespace std::chrono;
  const int y = take_digits(text, 4);
  if (!take(text, '-')) return std::nullopt;
  const int mo = take_digits(text, 2);
  if (!take(text, '-')) return std::nullopt;
  const int d = take_digits(text, 2);
  if (!take(text, 'T')) return std::nullopt;
  const int h = take_digits(text, 2);
  if (!take(text, ':')) return std::nullopt;
  const int mi = take_digits(text, 2);
  if (!take(text, ':')) return std::nullopt;
  const int s = take_digits(text, 2);
  int ms = 0;
  if (take(text, '.')) ms = take_digits(text, 3);
  if (!take(text, 'Z') || !text.empty()) return std::nullopt;
  if (y < 1970 || mo < 1 || d < 1 || h < 0 || h > 23 || mi < 0 || mi > 59 || s < 0 || s > 59 || ms < 0) {
    return std::nullopt;
  }
  const year_month_day date{year{y}, month{static_cast<unsigned>(mo)}, day{static_cast<unsigned>(d)}};
  if (!date.ok()) return std::nullopt;
  return Instant{sys_days{date} + hours{h} + minutes{mi} + seconds{s} + milliseconds{ms}};
}

}  // namespace examhall::base
