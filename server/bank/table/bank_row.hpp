#pragma once
// One row of a bank's table → the members of one item. One thread at a time.
#include "table/bank_cells.hpp"
#include "table/headings.hpp"

namespace examhall::table {

/// `sheet_type` is the type that the sheet's name says, or null. `place` names file, sheet and row.
bank::RawItem raw_item(const Row& row, const SheetColumns& columns,
                       std::shared_ptr<const bank::Columns> labels, const bank::ItemType* sheet_type,
                       const base::Place& place, Complaints& complaints);

}  // namespace examhall::table
