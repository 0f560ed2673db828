#pragma once
// Exact decimals and points. No score and no amount ever passes through binary floating point.
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace examhall::base {

__extension__ typedef __int128 WideInteger;

/// A decimal of at most 18 digits before and 9 after the point, exact.
class Decimal {
 public:
  constexpr Decimal() = default;

  /// Plain form only: an optional sign, digits, an optional point with digits. nullopt for anything else,
  /// for more than 9 decimals and for more than 18 digits before the point.
  static std::optional<Decimal> parse(std::string_view text);
  static Decimal from_integer(std::int64_t value);

  /// The shortest plain form: "1200", "-0.5". At least `min_decimals` digits after the point.
  std::string to_text(int min_decimals = 0) const;

  Decimal operator-() const;
  Decimal operator+(Decimal other) const;
  Decimal operator-(Decimal other) const;
  Decimal abs() const;
  /// a × b against c × d, with nothing rounded.
  static std::strong_ordering compare_products(Decimal a, Decimal b, Decimal c, Decimal d);

  bool is_zero() const { return units_ == 0; }
  auto operator<=>(const Decimal&) const = default;

 private:
  explicit constexpr Decimal(WideInteger units) : units_{units} {}
  WideInteger units_ = 0;  // billionths
};

/// A score in 1/100 points.
struct Points {
  std::int64_t hundredths = 0;

  /// "2", "1.5", "0.25"; negative or finer than 1/100 is nullopt.
  static std::optional<Points> parse(std::string_view text);
  std::string to_text() const;
  auto operator<=>(const Points&) const = default;
  Points operator+(Points o) const { return {hundredths + o.hundredths}; }
  Points& operator+=(Points o) {
    hundredths += o.hundredths;
    return *this;
  }
  /// this × numerator / denominator, half rounded up: the one rounding rule of the project.
  Points share(std::int64_t numerator, std::int64_t denominator) const;
};

}  // namespace examhall::base
