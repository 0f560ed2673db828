#pragma once
// What every table from outside looks like to those who read it, whether it was a workbook or a text file:
// sheets of numbered rows of cells, handed over one row at a time so that memory stays bounded.
// One reader and its visitor belong to one thread.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace examhall::table {

/// What the cell was before it became text. A text file has only text.
enum class CellKind { text, number, date, boolean, error };

struct Cell {
  std::string text{};  ///< UTF-8, line breaks as LF; numbers in their shortest plain form, dates as ISO 8601
  CellKind kind = CellKind::text;

  bool operator==(const Cell&) const = default;
};

/// The cells up to the last one that is not empty. Rows without any are never handed over.
struct Row {
  int number = 0;  ///< 1-based, as the spreadsheet or the record of a text file counts
  std::vector<Cell> cells{};
};

class RowVisitor {
 public:
  virtual ~RowVisitor() = default;
  /// False: this sheet's rows are not wanted.
  virtual bool begin_sheet(const std::string& name) = 0;
  /// False: no more rows of this sheet are wanted. The row may be moved from.
  virtual bool row(Row& row) = 0;
};

/// A whole sheet in memory. For small tables; large ones are visited.
struct Table {
  std::string file{};
  std::string sheet{};
  std::vector<Row> rows{};
};

/// What a hostile or careless file may make us do. The values suit any real bank or roster.
struct TableLimits {
  std::size_t max_file_bytes = std::size_t{64} << 20U;
  int max_rows = 200'000;  ///< rows that are not empty, all sheets together
  int max_columns = 256;
  std::size_t max_cell_bytes = std::size_t{128} << 10U;  ///< Excel's 32,767 characters fit
  int max_cells = 600'000;                               ///< cells that are not empty, all sheets together
  std::size_t max_text_bytes = std::size_t{32} << 20U;   ///< all cells handed over, together
  int max_sheets = 256;
  std::size_t max_entries = 4096;                            ///< parts of a workbook's archive
  std::uint64_t max_part_bytes = std::uint64_t{192} << 20U;  ///< one part, inflated
  std::uint64_t max_total_bytes = std::uint64_t{256} << 20U;
  std::uint64_t max_ratio = 400;  ///< inflated ÷ packed, once a part is over 8 MiB
  std::size_t max_shared_strings = 1'000'000;
  std::size_t max_shared_bytes = std::size_t{32} << 20U;
};

/// "A", "Z", "AA", … for the zero-based column.
std::string column_letters(std::size_t column);

}  // namespace examhall::table
