#pragma once
// The number format of each cell style of a workbook. One thread at a time.
#include <vector>

#include "table/cell_format.hpp"
#include "table/xml.hpp"

namespace examhall::table {

/// By a cell's style index. Ids: xlsx_damaged (too many styles too) and those of parse_part.
base::Result<std::vector<CellFormat>, base::Problem> read_styles(Archive& archive, const std::string& part);

}  // namespace examhall::table
