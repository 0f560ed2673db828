#include "table/cell_number.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>

namespace examhall::table {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Decimal digits and where the point stands: value = 0.digits × 10^point.
struct Digits {
  bool negative = false;
  std::string digits{};
  int point = 0;
};

Digits significant_digits(double value) {
  // d.dddddddddddddde±xx
  const std::string text = fmt::format("{:.14e}", std::abs(value));
  const std::size_t e = text.find('e');
  Digits result{value < 0, text.substr(0, 1) + text.substr(2, e - 2), std::atoi(text.c_str() + e + 1) + 1};
  result.digits.erase(result.digits.find_last_not_of('0') + 1);
  return result;
}

std::string plain_text(const Digits& d) {
  if (d.digits.empty()) return "0";
  const int count = static_cast<int>(d.digits.size());
  std::string out = d.negative ? "-" : "";
  if (d.point <= 0) return out + "0." + std::string(static_cast<std::size_t>(-d.point), '0') + d.digits;
  if (d.point >= count) return out + d.digits + std::string(static_cast<std::size_t>(d.point - count), '0');
  return out + d.digits.substr(0, static_cast<std::size_t>(d.point)) + "." +
         d.digits.substr(static_cast<std::size_t>(d.point));
}

std::string padded(std::string digits, int min_digits) {
  const auto wanted = static_cast<std::size_t>(min_digits);
  if (all_digits(digits) && digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
  return digits;
}

std::string day_text(std::int64_t serial, bool date_1904) {
  using namespace std::chrono;
  if (!date_1904 && serial == 60) return "1900-02-29";  // a day that Lotus 1-2-3 and so Excel believe in
  const sys_days first =
      date_1904 ? sys_days{year{1904} / 1 / 1} : sys_days{year{1899} / 12 / (serial < 60 ? 31 : 30)};
  const year_month_day day{first + days{serial}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

Cell date_cell(double serial, bool date_1904) {
  constexpr double last = 2'958'466;  // 10000-01-01
  if (!(serial >= 0) || serial >= last) return {"####", CellKind::error};
  const auto seconds = static_cast<std::int64_t>(std::llround(serial * 86400.0));
  const std::int64_t day = seconds / 86400;
  const std::int64_t s = seconds % 86400;
  const std::string clock = fmt::format("{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
  if (day == 0 && !date_1904) return {clock, CellKind::date};
  const std::string date = day_text(day, date_1904);
  return {s == 0 ? date : date + "T" + clock, CellKind::date};
}

}  // namespace

std::optional<Cell> number_cell(std::string_view stored, CellFormat format, bool date_1904) {
  double value = 0;
  const char* end = stored.data() + stored.size();
  const auto [stop, error] = std::from_chars(stored.data(), end, value);
  // A number too small for a double is 0 for Excel too; one too large cannot have been saved by it.
  if (stop != end || error == std::errc::invalid_argument || !std::isfinite(value)) return std::nullopt;
  if (error == std::errc::result_out_of_range) return std::nullopt;
  if (format.shows == CellFormat::Shows::date) return date_cell(value, date_1904);
  const bool negative = stored.starts_with('-');
  const std::string_view magnitude = stored.substr(negative ? 1 : 0);
  if (format.shows == CellFormat::Shows::number && all_digits(magnitude) && magnitude.size() <= 30) {
    const std::string_view kept =
        magnitude.substr(std::min(magnitude.find_first_not_of('0'), magnitude.size() - 1));
    const bool sign = negative && kept != "0";
    return Cell{padded((sign ? "-" : "") + std::string{kept}, format.min_digits), CellKind::number};
  }
  Digits digits = significant_digits(value);
  if (std::abs(digits.point) > 40) return Cell{fmt::format("{:.15g}", value), CellKind::number};
  if (format.shows == CellFormat::Shows::percent) {
    digits.point += 2;
    return Cell{plain_text(digits) + "%", CellKind::number};
  }
  return Cell{padded(plain_text(digits), format.min_digits), CellKind::number};
}

}  // namespace examhall::table
