#pragma once
// Delimited text (RFC 4180) as rows: quotes, line breaks inside quotes, CRLF, LF or CR, and the delimiter
// that the file really uses. One thread at a time.
#include <optional>
#include <string_view>

#include "base/problem.hpp"
#include "table/sheet.hpp"

namespace examhall::table {

/// One of , ; and tab: the one that gives the most rows of the same width among the first ones. Excel's own
/// first line "sep=;" decides if it is there. The full-width comma is punctuation, never a delimiter.
char sniffed_delimiter(std::string_view text);

/// Hands over every record with a cell that is not empty. Rows count records, as a spreadsheet that opened
/// the file would, blank lines included; cells come without the apostrophe of guarded_cell. The sheet has no
/// name. nullopt if all was read. Ids: csv_quote_unclosed, csv_text_after_quote, table_too_many_rows,
/// table_too_many_columns, table_too_many_cells, table_cell_too_long, table_too_much_text.
std::optional<base::Problem> read_csv(std::string_view text, const base::Place& file,
                                      const TableLimits& limits, RowVisitor& visitor);

/// A cell as exports write it: a text that a spreadsheet would run as a formula (=, +, -, @, also full-width,
/// tab and CR) gets an apostrophe before it. A plain number keeps its sign.
std::string guarded_cell(std::string_view text);
/// The text that guarded_cell was given.
std::string_view unguarded_cell(std::string_view cell);

/// One record with CRLF, quoted where RFC 4180 asks for it. Cells are guarded.
std::string csv_record(const std::vector<std::string>& cells);

}  // namespace examhall::table
