#include "table/row_budget.hpp"

#include <fmt/format.h>

namespace examhall::table {

std::optional<base::Problem> RowBudget::spend(const Row& row) {
  for (const Cell& cell : row.cells) {
    text_bytes_ += cell.text.size();
    cells_ += cell.text.empty() ? 0 : 1;
  }
  if (++rows_ > limits_.max_rows) {
    return base::Problem{"table_too_many_rows",
                         {},
                         {fmt::format("数据超过 {} 行，请拆成几个文件分别导入", limits_.max_rows),
                          fmt::format("there are more than {} rows: split the file", limits_.max_rows)}};
  }
  if (cells_ > limits_.max_cells) {
    return base::Problem{"table_too_many_cells",
                         {},
                         {fmt::format("有内容的单元格超过 {} 个，请拆成几个文件分别导入", limits_.max_cells),
                          fmt::format("more than {} cells are filled: split the file", limits_.max_cells)}};
  }
  if (text_bytes_ > limits_.max_text_bytes) {
    return base::Problem{
        "table_too_much_text",
        {},
        {fmt::format("全部单元格的文字超过 {} MiB，请拆成几个文件分别导入", limits_.max_text_bytes >> 20U),
         fmt::format("the cells hold more than {} MiB of text: split the file",
                     limits_.max_text_bytes >> 20U)}};
  }
  return std::nullopt;
}

base::Problem RowBudget::too_many_columns(int max_columns) {
  return {
      "table_too_many_columns",
      {},
      {fmt::format("第 {} 列以后还有内容，请删除表格右侧多余的内容", max_columns),
       fmt::format("there is content beyond column {}: delete what is not part of the table", max_columns)}};
}

base::Problem RowBudget::cell_too_long(std::size_t max_bytes) {
  return {"table_cell_too_long",
          {},
          {fmt::format("单元格内容超过 {} 字节，请缩短", max_bytes),
           fmt::format("the cell holds more than {} bytes: shorten it", max_bytes)}};
}

}  // namespace examhall::table
