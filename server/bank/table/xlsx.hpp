#pragma once
// Workbooks (.xlsx, .xlsm without its macros) as rows, and the one door through which tables of any kind are
// read. What is damaged, hostile or something else is refused with one problem that says what to do; rows
// already handed over are then to be thrown away. One thread at a time.
#include <filesystem>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "table/sheet.hpp"

namespace examhall::table {

/// Visits the visible worksheets in the order of their tabs. Warnings: xlsx_hidden_sheet,
/// pictures_not_read.
base::Problems read_xlsx(const std::filesystem::path& path, const TableLimits& limits, RowVisitor& visitor);

/// A workbook or a text table, by content and not by name. See file_kind.hpp, charset.hpp and csv.hpp for the
/// further problems. Warning: file_misnamed.
base::Problems visit_table(const std::filesystem::path& path, const TableLimits& limits, RowVisitor& visitor);

/// Every sheet in memory, or what is wrong.
base::Result<std::vector<Table>, base::Problems> read_tables(const std::filesystem::path& path,
                                                             const TableLimits& limits = {});

}  // namespace examhall::table
