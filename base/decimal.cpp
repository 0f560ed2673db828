#include "base/decimal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>

namespace examhall::base {
namespace {
constexpr std::int64_t kUnit = 1'000'000'000;
constexpr std::size_t kDecimals = 9;
constexpr std::size_t kWholeDigits = 18;

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string digits_of(WideInteger value) {
  std::string out;
  do {
    out += static_cast<char>('0' + static_cast<int>(value % 10));
    value /= 10;
  } while (value != 0);
  std::reverse(out.begin(), out.end());
  return out;
}
}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  const std::size_t point = text.find('.');
  std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  if (whole.empty() || (point != std::string_view::npos && fraction.empty())) return std::nullopt;
  if (!all_digits(whole) || !all_digits(fraction) || fraction.size() > kDecimals) return std::nullopt;
  while (whole.size() > 1 && whole.front() == '0') whole.remove_prefix(1);
  if (whole.size() > kWholeDigits) return std::nullopt;
  WideInteger units = 0;
  for (const char c : whole) units = units * 10 + (c - '0');
  for (std::size_t i = 0; i < kDecimals; ++i) units = units * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
  return Decimal{negative ? -units : units};
}

Decimal Decimal::from_integer(std::int64_t value) { return Decimal{static_cast<WideInteger>(value) * kUnit}; }

std::string Decimal::to_text(int min_decimals) const {
  const bool negative = units_ < 0;
  const WideInteger magnitude = negative ? -units_ : units_;
  std::string fraction = digits_of(magnitude % kUnit);
  fraction.insert(0, kDecimals - fraction.size(), '0');
  while (fraction.size() > static_cast<std::size_t>(min_decimals) && fraction.back() == '0') fraction.pop_back();
  return fmt::format("{}{}{}{}", negative ? "-" : "", digits_of(magnitude / kUnit), fraction.empty() ? "" : ".",
                     fraction);
}

Decimal Decimal::operator-() const { return Decimal{-units_}; }
Decimal Decimal::operator+(Decimal other) const { return Decimal{units_ + other.units_}; }
Decimal Decimal::operator-(Decimal other) const { return Decimal{units_ - other.units_}; }
Decimal Decimal::abs() const { return Decimal{units_ < 0 ? -units_ : units_}; }

std::strong_ordering Decimal::compare_products(Decimal a, Decimal b, Decimal c, Decimal d) {
  using Product = boost::multiprecision::int256_t;
  const int order = (Product{a.units_} * b.units_).compare(Product{c.units_} * d.units_);
  return order <=> 0;
}

std::optional<Points> Points::parse(std::string_view text) {
  const auto value = Decimal::parse(text);
  if (!value || *value < Decimal{}) return std::nullopt;
  const std::string plain = value->to_text(2);
  const std::size_t point = plain.find('.');
  if (plain.size() - point - 1 > 2 || point > 9) return std::nullopt;
  return Points{std::stoll(plain.substr(0, point)) * 100 + std::stoll(plain.substr(point + 1))};
}

std::string Points::to_text() const {
  std::string out = fmt::format("{}{}", hundredths < 0 ? "-" : "", (hundredths < 0 ? -hundredths : hundredths) / 100);
  const auto rest = static_cast<int>((hundredths < 0 ? -hundredths : hundredths) % 100);
  if (rest != 0) out += rest % 10 == 0 ? fmt::format(".{}", rest / 10) : fmt::format(".{:02}", rest);
  return out;
}

Points Points::share(std::int64_t numerator, std::int64_t denominator) const {
  return {(2 * hundredths * numerator + denominator) / (2 * denominator)};
}

}  // namespace examhall::base
