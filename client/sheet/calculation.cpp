#include "client/sheet/calculation.hpp"

#include <algorithm>

namespace examhall::sheet {
namespace {

using Integer = boost::multiprecision::cpp_int;
constexpr std::size_t kDecimals = 10, kWhole = 18;
const Integer& unit() {
  static const Integer kUnit{10'000'000'000};
  return kUnit;
}

// Half away from zero.
Integer rounded(const Integer& dividend, const Integer& divisor) {
  const Integer magnitude = (2 * abs(dividend) + abs(divisor)) / (2 * abs(divisor));
  return (dividend < 0) == (divisor < 0) ? magnitude : Integer{-magnitude};
}

}  // namespace

std::optional<Figure> Figure::checked(Integer units) {
  static const Integer kLimit = pow(Integer{10}, kWhole + kDecimals);
  if (abs(units) >= kLimit) return std::nullopt;
  return Figure{std::move(units)};
}

std::optional<Figure> Figure::parse(const std::string& text) {
  std::string digits = text.starts_with('-') ? text.substr(1) : text;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string fraction = point < digits.size() ? digits.substr(point + 1) : "";
  if (fraction.size() > kDecimals || digits.size() > kWhole + kDecimals + 1) return std::nullopt;
  fraction.resize(kDecimals, '0');
  digits = digits.substr(0, point) + fraction;
  if (point == 0 || digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));  // "0…" would be octal
  const auto figure = checked(Integer{digits});
  return figure && text.starts_with('-') ? figure->negative() : figure;
}

std::string Figure::to_text() const {
  std::string digits = Integer{abs(units_)}.str();
  if (digits.size() <= kDecimals) digits.insert(0, kDecimals + 1 - digits.size(), '0');
  digits.insert(digits.size() - kDecimals, ".");
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return (units_ < 0 ? "-" : "") + digits;
}

std::optional<Figure> Figure::times(const Figure& other) const {
  return checked(rounded(units_ * other.units_, unit()));
}

std::optional<Figure> Figure::over(const Figure& other) const {
  if (other.is_zero()) return std::nullopt;
  return checked(rounded(units_ * unit(), other.units_));
}

void Calculation::digit(char c) {
  if (failed_) clear();
  if (c == '.' && typed_.find('.') != std::string::npos) return;
  std::string longer = typed_ == "0" && c != '.' ? std::string{c} : typed_ + c;
  if (longer == ".") longer = "0.";
  if (!Figure::parse(longer)) return;  // no more digits fit
  typed_ = std::move(longer);
  right_given_ = operation_ != 0;
}

Figure Calculation::shown() const { return typed_.empty() ? result_ : *Figure::parse(typed_); }

void Calculation::take(const Figure& figure) {
  if (failed_) clear();
  typed_.clear();
  result_ = figure;
  right_given_ = operation_ != 0;
}

void Calculation::show(std::optional<Figure> result) {
  typed_.clear();
  failed_ = !result;
  result_ = result.value_or(Figure{});
}

void Calculation::settle() {
  const Figure right = shown();
  if (operation_ == 0 || !right_given_) return show(operation_ == 0 ? right : left_);
  if (operation_ == '+') show(left_.plus(right));
  if (operation_ == '-') show(left_.minus(right));
  if (operation_ == '*') show(left_.times(right));
  if (operation_ == '/') show(left_.over(right));
}

void Calculation::operate(char c) {
  if (failed_) return;
  settle();
  if (failed_) return;
  left_ = result_;
  operation_ = c;
  right_given_ = false;
}

void Calculation::equals() {
  if (failed_) return;
  settle();
  operation_ = 0;
  right_given_ = false;
}

void Calculation::percent() {
  if (failed_) return;
  const bool share = operation_ == '+' || operation_ == '-';
  const auto hundredth = shown().over(*Figure::parse("100"));
  show(share && hundredth ? left_.times(*hundredth) : hundredth);
  right_given_ = operation_ != 0;
}

void Calculation::change_sign() {
  if (failed_) return;
  if (typed_.empty()) return take(result_.negative());
  typed_ = typed_.starts_with('-') ? typed_.substr(1) : "-" + typed_;
}

void Calculation::erase() {
  if (typed_.empty()) return;
  typed_.pop_back();
  if (typed_.empty() || typed_ == "-") typed_ = "0";
}

void Calculation::clear() {
  const Figure memory = memory_;
  *this = {};
  memory_ = memory;
}

void Calculation::memory_add(bool subtract) {
  if (failed_) return;
  const auto sum = subtract ? memory_.minus(shown()) : memory_.plus(shown());
  show(shown());
  if (sum) memory_ = *sum;
}

std::string Calculation::display() const {
  if (failed_) return {};
  if (!typed_.empty()) return typed_;
  return (operation_ != 0 && !right_given_ ? left_ : result_).to_text();
}

std::string Calculation::pending() const {
  if (operation_ == 0 || failed_) return {};
  const char* sign = operation_ == '*' ? "×" : operation_ == '/' ? "÷" : operation_ == '-' ? "−" : "+";
  return left_.to_text() + " " + sign;
}

}  // namespace examhall::sheet
