#pragma once
// The number stored in a cell as the text that a person sees in the cell, given room. Callable from any
// thread.
#include <optional>
#include <string>

#include "table/cell_format.hpp"
#include "table/sheet.hpp"

namespace examhall::table {

/// "0.1", "1234.5", "13%", "2023-05-20", "2023-05-20T09:30:00", "09:30:00". Fractions have the 15 significant
/// digits that Excel keeps, so 1.1000000000000001 in the file is "1.1"; whole numbers written out in the file
/// keep every digit. A date that no calendar has is an error cell "####". nullopt if it is not a number.
std::optional<Cell> number_cell(std::string_view stored, CellFormat format, bool date_1904);

}  // namespace examhall::table
