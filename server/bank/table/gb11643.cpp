#include "table/gb11643.hpp"

#include <chrono>
#include <stdexcept>

#include "base/text.hpp"

namespace examhall::table {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int number_at(std::string_view digits, std::size_t at, std::size_t length) {
  int value = 0;
  for (const char c : digits.substr(at, length)) value = value * 10 + (c - '0');
  return value;
}

bool has_birth_date(std::string_view number) {
  const std::chrono::year_month_day day{std::chrono::year{number_at(number, 6, 4)},
                                        std::chrono::month{static_cast<unsigned>(number_at(number, 10, 2))},
                                        std::chrono::day{static_cast<unsigned>(number_at(number, 12, 2))}};
  return day.ok() && day.year() >= std::chrono::year{1900} && day.year() < std::chrono::year{2100};
}

}  // namespace

std::string normalised_id_number(std::string_view written) {
  std::string out;
  for (const char c : base::to_half_width(written)) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) continue;
    out += c == 'x' ? 'X' : c;
  }
  return out;
}

char id_number_check(std::string_view digits) {
  if (digits.size() != 17) throw std::invalid_argument("17 digits are needed");
  int sum = 0;
  for (const char c : digits) sum = (sum + (c - '0')) * 2 % 11;
  return "10X98765432"[sum];
}

IdNumberFault id_number_fault(std::string_view number) {
  if (number.size() != 18) return IdNumberFault::length;
  for (std::size_t i = 0; i < 18; ++i) {
    if (!is_digit(number[i]) && !(i == 17 && number[i] == 'X')) return IdNumberFault::characters;
  }
  if (!has_birth_date(number)) return IdNumberFault::birth_date;
  return id_number_check(number.substr(0, 17)) == number[17] ? IdNumberFault::none
                                                             : IdNumberFault::check_character;
}

}  // namespace examhall::table
