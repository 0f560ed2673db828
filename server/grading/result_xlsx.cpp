#include <xlsxwriter.h>

#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "grading/result_table.hpp"

namespace examhall::grading {
namespace {

constexpr std::size_t kMaxColumnWidth = 60;

void check(lxw_error error) {
  if (error != LXW_NO_ERROR)
    throw std::runtime_error(std::string{"cannot write the workbook: "} + lxw_strerror(error));
}

// Text is always written as a string, never through worksheet_write_formula or _url. A ticket of digits stays
// text too: as a number it would lose its leading zeros.
void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell) {
  if (cell.number) {
    // For looking at and adding up only; nothing reads it back as a score.
    check(worksheet_write_number(sheet, row, column, std::strtod(cell.text.c_str(), nullptr), nullptr));
  } else if (!cell.text.empty()) {
    check(worksheet_write_string(sheet, row, column, base::to_utf8_lossy(cell.text).c_str(), nullptr));
  }
}

void write_headings(lxw_workbook* book, lxw_worksheet* sheet, const ResultTable& table) {
  lxw_format* bold = workbook_add_format(book);
  format_set_bold(bold);
  for (std::size_t c = 0; c < table.headings.size(); ++c) {
    const auto column = static_cast<lxw_col_t>(c);
    check(worksheet_write_string(sheet, 0, column, base::to_utf8_lossy(table.headings[c]).c_str(), bold));
    std::size_t width = base::display_width(table.headings[c]);
    for (const auto& row : table.rows) width = std::max(width, base::display_width(row[c].text));
    check(worksheet_set_column(sheet, column, column,
                               static_cast<double>(std::min(width, kMaxColumnWidth) + 2), nullptr));
  }
  worksheet_freeze_panes(sheet, 1, 0);
}

void fill(lxw_workbook* book, const ResultTable& table) {
  lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
  if (sheet == nullptr) throw std::runtime_error("cannot add a worksheet");
  write_headings(book, sheet, table);
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
      write_cell(sheet, static_cast<lxw_row_t>(r + 1), static_cast<lxw_col_t>(c), table.rows[r][c]);
    }
  }
}

}  // namespace

void write_xlsx(const ResultTable& table, const std::filesystem::path& path) {
  const std::filesystem::path temporary = path.string() + ".part";
  {
    std::unique_ptr<lxw_workbook, void (*)(lxw_workbook*)> book{workbook_new(temporary.c_str()),
                                                                lxw_workbook_free};
    if (book == nullptr) throw std::runtime_error("cannot make a workbook");
    fill(book.get(), table);
    check(workbook_close(book.release()));  // frees it whether or not it succeeds
  }
  std::filesystem::rename(temporary, path);
}

}  // namespace examhall::grading
