#include "table/csv.hpp"

#include <fmt/format.h>

#include <array>
#include <map>

#include "table/row_budget.hpp"

namespace examhall::table {
namespace {

using base::Problem;

// Walks the records of one text. Quoted cells are unescaped and their line breaks become LF.
class RecordReader {
 public:
  RecordReader(std::string_view text, char delimiter, const TableLimits& limits)
      : rest_{text}, delimiter_{delimiter}, limits_{limits} {}

  bool at_end() const { return rest_.empty(); }

  /// Fills `row` with the next record; a problem names only the column.
  std::optional<Problem> next(Row& row) {
    row.cells.clear();
    ++row.number;
    for (bool more = true; more;) {
      Cell cell;
      if (auto problem = read_cell(cell)) return located(std::move(*problem), row.cells.size());
      if (cell.text.size() > limits_.max_cell_bytes) {
        return located(RowBudget::cell_too_long(limits_.max_cell_bytes), row.cells.size());
      }
      if (unguarded_cell(cell.text).size() < cell.text.size()) cell.text.erase(0, 1);
      row.cells.push_back(std::move(cell));
      more = !rest_.empty() && rest_.front() == delimiter_;
      if (more) rest_.remove_prefix(1);
      if (more && row.cells.size() > kHardColumns) return RowBudget::too_many_columns(limits_.max_columns);
    }
    skip_line_end();
    return drop_empty_tail(row);
  }

 private:
  static constexpr std::size_t kHardColumns = 16384;  // a line of nothing but commas is still bounded

  static Problem located(Problem problem, std::size_t column) {
    problem.place.column = column_letters(column);
    return problem;
  }

  std::optional<Problem> drop_empty_tail(Row& row) const {
    while (!row.cells.empty() && base::trimmed(row.cells.back().text).empty()) row.cells.pop_back();
    if (row.cells.size() <= static_cast<std::size_t>(limits_.max_columns)) return std::nullopt;
    return RowBudget::too_many_columns(limits_.max_columns);
  }

  std::optional<Problem> read_cell(Cell& cell) {
    if (!rest_.empty() && rest_.front() == '"') return read_quoted(cell);
    const std::array<char, 3> ends{delimiter_, '\r', '\n'};
    const std::size_t length = std::min(rest_.find_first_of({ends.data(), ends.size()}), rest_.size());
    cell.text = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return std::nullopt;
  }

  std::optional<Problem> read_quoted(Cell& cell) {
    rest_.remove_prefix(1);
    for (;;) {
      const std::size_t stop = rest_.find_first_of("\"\r");
      if (stop == std::string_view::npos || cell.text.size() > limits_.max_cell_bytes) return unclosed();
      cell.text.append(rest_.substr(0, stop));
      const bool quote = rest_[stop] == '"';
      rest_.remove_prefix(stop + 1);
      if (!quote) {
        if (!rest_.starts_with('\n')) cell.text += '\n';
        continue;
      }
      if (!rest_.starts_with('"')) break;
      cell.text += '"';
      rest_.remove_prefix(1);
    }
    const bool ends =
        rest_.empty() || rest_.front() == delimiter_ || rest_.front() == '\r' || rest_.front() == '\n';
    return ends ? std::nullopt : std::optional{text_after_quote()};
  }

  void skip_line_end() {
    if (rest_.starts_with("\r\n")) {
      rest_.remove_prefix(2);
    } else if (!rest_.empty()) {
      rest_.remove_prefix(1);
    }
  }

  static Problem unclosed() {
    return {
        "csv_quote_unclosed",
        {},
        {"从这一行开始的双引号没有结束，请补上右引号；内容中的双引号要写成两个",
         "a quoted cell that starts in this row never ends: close it, and write a quote inside it twice"}};
  }
  static Problem text_after_quote() {
    return {"csv_text_after_quote",
            {},
            {"右引号之后还有文字；内容中的双引号要写成两个",
             "there is text after a closing quote: write a quote inside a cell twice"}};
  }

  std::string_view rest_;
  char delimiter_;
  const TableLimits& limits_;
};

// How many of the first records share a width above one, and that width: more is more likely the delimiter.
std::pair<int, std::size_t> evenness(std::string_view text, char delimiter) {
  const TableLimits limits;
  RecordReader records{text, delimiter, limits};
  std::map<std::size_t, int> widths;
  Row row;
  for (int i = 0; i < 20 && !records.at_end(); ++i) {
    if (records.next(row)) break;
    if (row.cells.size() > 1) ++widths[row.cells.size()];
  }
  std::pair<int, std::size_t> best{0, 0};
  for (const auto& [width, rows] : widths) best = std::max(best, {rows, width});
  return best;
}

// Excel's hint on the first line: "sep=;". Its length with the line end, or 0.
std::size_t hint_length(std::string_view text) {
  if (!text.starts_with("sep=") || text.size() < 5) return 0;
  const std::string_view after = text.substr(5);
  if (after.starts_with("\r\n")) return 7;
  return after.starts_with('\n') || after.starts_with('\r') ? 6 : 0;
}

}  // namespace

char sniffed_delimiter(std::string_view text) {
  if (hint_length(text) > 0) return text[4];
  char best = ',';
  std::pair<int, std::size_t> most{0, 0};
  for (const char candidate : {',', ';', '\t'}) {
    const auto found = evenness(text, candidate);
    if (found > most) {
      most = found;
      best = candidate;
    }
  }
  return best;
}

std::optional<Problem> read_csv(std::string_view text, const base::Place& file, const TableLimits& limits,
                                RowVisitor& visitor) {
  const char delimiter = sniffed_delimiter(text);
  const std::size_t hint = hint_length(text);
  RecordReader records{text.substr(hint), delimiter, limits};
  RowBudget budget{limits};
  Row row{.number = hint > 0 ? 1 : 0};
  if (!visitor.begin_sheet("")) return std::nullopt;
  while (!records.at_end()) {
    auto problem = records.next(row);
    if (!problem && row.cells.empty()) continue;
    if (!problem) problem = budget.spend(row);
    if (problem) {
      problem->place = base::Place{file.file, file.sheet, row.number, problem->place.column};
      return problem;
    }
    if (!visitor.row(row)) break;
  }
  return std::nullopt;
}

}  // namespace examhall::table
