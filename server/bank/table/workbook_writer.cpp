#include "table/workbook_writer.hpp"

#include <cctype>
#include <stdexcept>

namespace examhall::table {
namespace {

bool is_escape(const std::string& text, std::size_t at) {
  if (text.size() < at + 7 || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') return false;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    if (std::isxdigit(static_cast<unsigned char>(text[i])) == 0) return false;
  }
  return true;
}

void check(lxw_error error) {
  if (error != LXW_NO_ERROR)
    throw std::runtime_error(std::string{"cannot write the workbook: "} + lxw_strerror(error));
}

}  // namespace

std::string encoded_cell_text(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i)
    out += is_escape(text, i) ? "_x005F_" : std::string(1, text[i]);
  return out;
}

WorkbookWriter::WorkbookWriter(const std::filesystem::path& path)
    : path_{path}, temporary_{path.string() + ".part"}, book_{workbook_new(temporary_.c_str())} {
  if (book_ == nullptr) throw std::runtime_error("cannot write the workbook");
  text_ = workbook_add_format(book_);
  format_set_num_format(text_, "@");
  format_set_text_wrap(text_);
  format_set_align(text_, LXW_ALIGN_VERTICAL_TOP);
  heading_ = workbook_add_format(book_);
  format_set_bold(heading_);
  format_set_bg_color(heading_, 0xDDE8F4);
  format_set_border(heading_, LXW_BORDER_THIN);
  title_ = workbook_add_format(book_);
  format_set_bold(title_);
  format_set_font_size(title_, 14);
}

WorkbookWriter::~WorkbookWriter() {
  if (book_ != nullptr) lxw_workbook_free(book_);
}

lxw_worksheet* WorkbookWriter::add_sheet(const std::string& name) {
  lxw_worksheet* sheet = workbook_add_worksheet(book_, name.c_str());
  if (sheet == nullptr) throw std::logic_error("a sheet cannot be named " + name);
  return sheet;
}

void WorkbookWriter::headings(lxw_worksheet* sheet, const std::vector<std::string>& texts,
                              const std::vector<double>& widths) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    check(worksheet_set_column(sheet, column, column, widths.at(i), text_));
    check(worksheet_write_string(sheet, 0, column, texts[i].c_str(), heading_));
  }
  worksheet_freeze_panes(sheet, 1, 0);
}

void WorkbookWriter::text(lxw_worksheet* sheet, int row, int column, const std::string& text) {
  if (text.empty()) return;
  check(worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                               encoded_cell_text(text).c_str(), text_));
}

void WorkbookWriter::title(lxw_worksheet* sheet, int row, int column, const std::string& text) {
  check(worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                               text.c_str(), title_));
}

void WorkbookWriter::number(lxw_worksheet* sheet, int row, int column, double value) {
  check(worksheet_write_number(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), value,
                               nullptr));
}

void WorkbookWriter::finish() {
  lxw_workbook* book = book_;
  book_ = nullptr;
  check(workbook_close(book));
  std::filesystem::rename(temporary_, path_);
}

}  // namespace examhall::table
