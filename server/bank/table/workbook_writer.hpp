#pragma once
// libxlsxwriter as this project uses it: text is text and never a formula, and the file appears whole or not
// at all. One thread at a time.
#include <xlsxwriter.h>

#include <filesystem>
#include <string>
#include <vector>

namespace examhall::table {

class WorkbookWriter {
 public:
  explicit WorkbookWriter(const std::filesystem::path& path);
  ~WorkbookWriter();
  WorkbookWriter(const WorkbookWriter&) = delete;
  WorkbookWriter& operator=(const WorkbookWriter&) = delete;

  lxw_worksheet* add_sheet(const std::string& name);
  /// A heading row in bold, frozen, with the columns' widths.
  void headings(lxw_worksheet* sheet, const std::vector<std::string>& texts,
                const std::vector<double>& widths);
  /// Wrapped; empty text writes nothing.
  void text(lxw_worksheet* sheet, int row, int column, const std::string& text);
  void title(lxw_worksheet* sheet, int row, int column, const std::string& text);
  void number(lxw_worksheet* sheet, int row, int column, double value);
  /// Cells of these columns take what is typed as text: 1-2 stays 1-2.
  lxw_format* text_format() { return text_; }

  /// Writes the file. Throws std::runtime_error.
  void finish();

 private:
  std::filesystem::path path_;
  std::string temporary_;
  lxw_workbook* book_;
  lxw_format* text_;
  lxw_format* heading_;
  lxw_format* title_;
};

/// Undone by decoded_cell_text: a literal "_x0041_" would be read as an escape, and XML holds no control
/// characters.
std::string encoded_cell_text(const std::string& text);

}  // namespace examhall::table
