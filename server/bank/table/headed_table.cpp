// Which rows of a sheet are headings, and what is wrong with their cells before anybody looks at the meaning.
#include <fmt/format.h>

#include <algorithm>

#include "table/headings.hpp"

namespace examhall::table {

bool HeadedTable::begin_sheet(const std::string& name) {
  settle();
  sheet_ = name;
  sheets.push_back(name);
  best_ = columns_ = {};
  best_row_ = first_row_ = 0;
  strays_.clear();
  state_ = wants_sheet(name) ? State::looking : State::skipping;
  return state_ == State::looking;
}

void HeadedTable::finish() { settle(); }

base::Place HeadedTable::place(int row, std::string column) const {
  return {file_, sheet_, row, std::move(column)};
}

bool HeadedTable::row(Row& row) {
  if (state_ == State::looking) return look(row);
  if (state_ == State::below_headings) {
    state_ = State::data;
    const bool second = columns_.take_second_row(schema_, row);
    begin_data(columns_);
    if (second) return true;
  }
  if (state_ == State::data) deliver(row);
  return state_ != State::skipping;
}

bool HeadedTable::complete(const SheetColumns& columns) {
  return std::all_of(schema_.rules.begin(), schema_.rules.end(), [&](const HeadingRule& rule) {
    return !rule.required || columns.has(rule.member) || supplies(rule.member);
  });
}

bool HeadedTable::look(Row& row) {
  if (first_row_ == 0) first_row_ = row.number;
  if (row.number <= kLastHeadingRow) {
    SheetColumns columns{schema_, row};
    if (columns.known() > 1 && complete(columns)) {
      adopt(row, std::move(columns));
      return true;
    }
    if (columns.known() > best_.known()) {
      best_ = std::move(columns);
      best_row_ = row.number;
    }
    return true;
  }
  settle();
  return false;
}

void HeadedTable::adopt(const Row& row, SheetColumns columns) {
  columns.report(schema_, place(row.number), complaints);
  columns_ = std::move(columns);
  state_ = State::below_headings;
}

// Called when no complete heading row can come any more.
void HeadedTable::settle() {
  if (state_ == State::looking && first_row_ > 0) {
    if (best_.known() > 1) {
      complain_missing(best_row_);
    } else {
      complaints.error(
          place(), "heading_row_missing",
          {fmt::format(
               "前 {} 行中没有找到标题行，请使用模板；如果这张表不需要导入，请删除、隐藏，或改名为“说明”",
               kLastHeadingRow),
           fmt::format("no heading row in the first {} rows: use the template; if the sheet is not to be "
                       "imported, delete it, hide it or name it \"Instructions\"",
                       kLastHeadingRow)});
    }
  }
  if (state_ == State::below_headings) begin_data(columns_);
  state_ = State::skipping;
}

void HeadedTable::complain_missing(int row) {
  best_.report(schema_, place(row), complaints);
  for (const HeadingRule& rule : schema_.rules) {
    if (!rule.required || best_.has(rule.member) || supplies(rule.member)) continue;
    complaints.error(
        place(row), "heading_missing",
        {fmt::format("缺少“{}”列（这张表没有读取），请在标题行补上", rule.names.front()),
         fmt::format(
             "the column \"{}\" ({}) is missing and the sheet was not read: add it to the heading row",
             rule.member, rule.names.front())});
  }
}

void HeadedTable::deliver(const Row& row) {
  const bool sound = check_cells(row);
  data_row(row, columns_, sound);
}

bool HeadedTable::check_cells(const Row& row) {
  bool sound = true;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const Cell& cell = row.cells[i];
    if (cell.kind == CellKind::error && columns_.is_read(i)) {
      sound = false;
      complaints.error(
          place(row.number, columns_.label(i)), "cell_error",
          {fmt::format("单元格是错误值 {}，请改正公式或直接填写内容", cell.text),
           fmt::format("the cell holds the error {}: correct its formula or type the value", cell.text)});
    }
    if (columns_.has_heading(i) || base::trimmed(cell.text).empty()) continue;
    const base::Text text{
        "这一列没有标题，内容没有读取；CSV 文件中含逗号的内容要用双引号括起来",
        "this column has no heading and was not read; in CSV, a cell with commas needs quotes"};
    if (is_text()) {
      complaints.error(place(row.number, columns_.label(i)), "cell_without_heading", text);
    } else if (strays_.insert(i).second) {
      complaints.warning(place(row.number, columns_.label(i)), "cell_without_heading", text);
    }
  }
  return sound;
}

}  // namespace examhall::table
