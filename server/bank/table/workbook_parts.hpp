#pragma once
// Which parts of a workbook hold what: read from its relationships, never guessed from names of parts.
// One thread at a time.
#include <string>
#include <vector>

#include "table/xml.hpp"

namespace examhall::table {

struct SheetPart {
  std::string name;  ///< on its tab
  std::string part;
  bool hidden = false;
};

struct WorkbookParts {
  std::vector<SheetPart> sheets{};  ///< worksheets in the order of their tabs; chart sheets are left out
  std::string shared_strings{};     ///< empty if there are none
  std::string styles{};             ///< empty if there are none
  bool date_1904 = false;           ///< days count from 1904-01-01, as old Macs did
};

/// Ids: zip_not_workbook, xlsx_damaged, xlsx_bad_part_name, xlsx_too_many_sheets and those of parse_part.
base::Result<WorkbookParts, base::Problem> read_workbook_parts(Archive& archive, const TableLimits& limits);

/// The part that `part` refers to by a relationship of this type; empty if there is none.
base::Result<std::string, base::Problem> related_part(Archive& archive, std::string_view part,
                                                      std::string_view type);

}  // namespace examhall::table
