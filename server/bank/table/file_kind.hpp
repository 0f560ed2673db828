#pragma once
// What a file really is, whatever its name says: people rename files, and web systems call HTML ".xls".
// Callable from any thread.
#include <filesystem>
#include <optional>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "table/sheet.hpp"

namespace examhall::table {

enum class FileKind { xlsx, text };

struct TableFile {
  FileKind kind = FileKind::text;
  /// Set if the name promises something else: a warning, for the file can be read all the same.
  std::optional<base::Problem> misnamed{};
};

/// Ids: file_missing, file_unreadable, file_too_large, file_empty, xls_not_supported, workbook_encrypted,
/// office_file_not_table, xlsb_not_supported, ods_not_supported, zip_not_workbook, html_not_table,
/// xml_not_table, pdf_not_table. Each says what the file is and what to do.
base::Result<TableFile, base::Problem> table_file_kind(const std::filesystem::path& path,
                                                       const TableLimits& limits);

/// Place of a file as problems name it: its name without folders.
base::Place place_of(const std::filesystem::path& path);

}  // namespace examhall::table
