#pragma once
// Results as tables that people take away: for a terminal, as CSV, XLSX and JSON. What candidates and
// institutions are called comes from outside, so no cell of any table can become a formula or move a cursor.
// Pure but for write_xlsx, which blocks on the disk; any thread.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "grading/result.hpp"

namespace examhall::grading {

struct Cell {
  std::string text;
  bool number = false;  ///< points: a number in a spreadsheet, at the right on a terminal
  bool operator==(const Cell&) const = default;
};

struct ResultTable {
  std::vector<std::string> headings;
  std::vector<std::vector<Cell>> rows;
};

/// Ticket, name, institution, status, score, each section, passed. Only graded rows show scores.
ResultTable make_table(const Results& results, base::Language language);

std::string to_terminal(const ResultTable& table);
/// RFC 4180 with CRLF, in UTF-8 with a byte order mark, for Excel takes a file without one for GBK.
std::string to_csv(const ResultTable& table);
/// Throws std::runtime_error if the file cannot be written; an existing file is replaced only when it can.
void write_xlsx(const ResultTable& table, const std::filesystem::path& path);
/// [{"ticket","name","institution","status","score","full","sections":[{"title","earned","full"}],"passed"}],
/// without traces.
Json results_summary(const Results& results);

/// A cell's text for CSV, before quoting: a leading = + - @ (full-width ones too), tab, CR or LF gets an
/// apostrophe in front, unless the text is a plain number.
std::string neutralised(std::string_view text);

}  // namespace examhall::grading
