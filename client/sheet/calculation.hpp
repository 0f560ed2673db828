#pragma once
// What a pocket calculator does, in exact decimals: sums, differences and products are never off by a cent, a
// quotient is rounded half up at the tenth decimal. Left to right, as pocket calculators do. Pure.
#include <boost/multiprecision/cpp_int.hpp>
#include <optional>
#include <string>

namespace examhall::sheet {

/// At most 18 digits before and 10 after the point.
class Figure {
 public:
  Figure() = default;
  /// Digits with an optional sign and point; nullopt for anything else and for too many digits.
  static std::optional<Figure> parse(const std::string& text);
  std::string to_text() const;

  /// nullopt: too large.
  std::optional<Figure> plus(const Figure& other) const { return checked(units_ + other.units_); }
  std::optional<Figure> minus(const Figure& other) const { return checked(units_ - other.units_); }
  std::optional<Figure> times(const Figure& other) const;
  /// nullopt also for a division by 0.
  std::optional<Figure> over(const Figure& other) const;
  Figure negative() const { return Figure{-units_}; }
  bool is_zero() const { return units_ == 0; }

 private:
  using Integer = boost::multiprecision::cpp_int;
  explicit Figure(Integer units) : units_{std::move(units)} {}
  static std::optional<Figure> checked(Integer units);
  Integer units_ = 0;  // of 10^-10
};

class Calculation {
 public:
  void digit(char c);    ///< '0' to '9' or '.'
  void operate(char c);  ///< '+', '-', '*', '/'
  void equals();
  /// Of a sum or a difference: that share of the left side; otherwise a hundredth.
  void percent();
  void change_sign();
  void erase();                     ///< the last digit
  void clear();                     ///< all but the memory
  void take(const Figure& figure);  ///< as if typed

  void memory_clear() { memory_ = {}; }
  void memory_recall() { take(memory_); }
  void memory_add(bool subtract);
  bool memory_used() const { return !memory_.is_zero(); }

  /// What stands in the display; "Error" is empty, see failed().
  std::string display() const;
  /// "12 × " while a right side is awaited.
  std::string pending() const;
  bool failed() const { return failed_; }

 private:
  Figure shown() const;
  void settle();
  void show(std::optional<Figure> result);

  std::string typed_;  // empty: result_ is shown
  Figure result_, left_, memory_;
  char operation_ = 0;
  bool right_given_ = false;
  bool failed_ = false;
};

}  // namespace examhall::sheet
