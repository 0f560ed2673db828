#pragma once
// One worksheet's XML → rows. Empty cells and rows cost nothing, wherever they claim to stand.
// One thread at a time.
#include "table/cell_format.hpp"
#include "table/row_budget.hpp"
#include "table/shared_strings.hpp"

namespace examhall::table {

/// What cells refer to.
struct CellContext {
  const SharedStrings& strings;
  const std::vector<CellFormat>& formats;
  bool date_1904 = false;
  const TableLimits& limits;
};

/// "C7" → zero-based column and row 7. nullopt beyond XFD1048576.
struct CellAddress {
  std::size_t column = 0;
  int row = 0;
};
std::optional<CellAddress> parse_address(std::string_view text);

/// Ids: xlsx_bad_cell, those of RowBudget and those of parse_part.
std::optional<base::Problem> read_sheet_part(Archive& archive, const std::string& part,
                                             const std::string& sheet, const CellContext& context,
                                             RowBudget& budget, RowVisitor& visitor);

}  // namespace examhall::table
