#include "table/cell_format.hpp"

#include <cctype>
#include <string>

namespace examhall::table {
namespace {

// The first section without quoted text, escaped characters, colours, locales and conditions. Elapsed times
// such as [h] stay as their letters.
std::string bare_code(std::string_view code) {
  std::string bare;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', i), code.size());
      const std::string_view inside = code.substr(i + 1, end - i - 1);
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) bare += inside;
      i = end;
    } else {
      bare += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return bare;
}

bool is_date(std::string_view bare) {
  if (bare.starts_with("general")) return false;
  if (bare.find_first_of("ymdhs") != std::string_view::npos) return true;
  // "e" is a year, but "0.00E+00" is the scientific form.
  return bare.find('e') != std::string_view::npos && bare.find_first_of("0#?") == std::string_view::npos;
}

}  // namespace

CellFormat built_in_format(int number) {
  const bool date = (number >= 14 && number <= 22) || (number >= 27 && number <= 36) ||
                    (number >= 45 && number <= 47) || (number >= 50 && number <= 58);
  if (date) return {CellFormat::Shows::date};
  if (number == 9 || number == 10) return {CellFormat::Shows::percent};
  return {};
}

CellFormat custom_format(std::string_view code) {
  const std::string bare = bare_code(code);
  if (is_date(bare)) return {CellFormat::Shows::date};
  if (bare.find('%') != std::string::npos) return {CellFormat::Shows::percent};
  const bool zeros = bare.size() > 1 && bare.size() <= 32 && bare.find_first_not_of('0') == std::string::npos;
  return {CellFormat::Shows::number, zeros ? static_cast<int>(bare.size()) : 0};
}

}  // namespace examhall::table
