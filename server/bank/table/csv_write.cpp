#include <algorithm>

#include "base/decimal.hpp"
#include "table/csv.hpp"

namespace examhall::table {
namespace {

// Half- and full-width signs alike: Chinese and Japanese spreadsheets run both as formulas.
constexpr std::string_view kStarts[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};

bool runs_as_formula(std::string_view text) {
  const bool starts = std::any_of(std::begin(kStarts), std::end(kStarts),
                                  [&](std::string_view s) { return text.starts_with(s); });
  return starts && !base::Decimal::parse(text);
}

std::string_view without_apostrophes(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of('\''), text.size()));
}

}  // namespace

std::string guarded_cell(std::string_view text) {
  const bool guard = runs_as_formula(without_apostrophes(text));
  return (guard ? "'" : "") + std::string{text};
}

std::string_view unguarded_cell(std::string_view cell) {
  const bool guarded = cell.starts_with('\'') && runs_as_formula(without_apostrophes(cell));
  return guarded ? cell.substr(1) : cell;
}

std::string csv_record(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& text : cells) {
    if (!line.empty() || &text != &cells.front()) line += ',';
    const std::string cell = guarded_cell(text);
    if (cell.find_first_of(",;\t\"\r\n") == std::string::npos) {
      line += cell;
      continue;
    }
    line += '"';
    for (const char c : cell) line.append(c == '"' ? 2 : 1, c);
    line += '"';
  }
  return line + "\r\n";
}

}  // namespace examhall::table
