// Writes a bank as a workbook: the questions, and what the bank says about itself.
#include "table/bank_export.hpp"
#include "table/bank_rows.hpp"
#include "table/bank_table.hpp"
#include "table/workbook_writer.hpp"

namespace examhall::table {
namespace {

using base::Language;

void write_items(WorkbookWriter& writer, const BankRows& table, Language language) {
  lxw_worksheet* sheet = writer.add_sheet(language == Language::zh ? "题目" : "Questions");
  std::vector<std::string> headings;
  std::vector<double> widths;
  for (const BankColumn& column : table.columns) {
    headings.push_back(column.heading.in(language));
    widths.push_back(column.width);
  }
  writer.headings(sheet, headings, widths);
  int line = 0;
  for (const auto& row : table.rows) {
    ++line;
    for (std::size_t i = 0; i < row.size(); ++i) writer.text(sheet, line, static_cast<int>(i), row[i]);
  }
}

void write_header(WorkbookWriter& writer, const bank::Bank& bank, Language language) {
  const bool zh = language == Language::zh;
  lxw_worksheet* sheet = writer.add_sheet(std::string{zh ? kBankSheet : kBankSheetEnglish});
  worksheet_set_column(sheet, 0, 0, 12, nullptr);
  worksheet_set_column(sheet, 1, 1, 60, nullptr);
  int line = 0;
  const auto write = [&](const char* name, const std::string& value) {
    writer.text(sheet, line, 0, name);
    writer.text(sheet, line++, 1, value);
  };
  write(zh ? "编号" : "ID", bank.id);
  write(zh ? "名称" : "Title", bank.title);
  write(zh ? "语言" : "Language", bank.language);
  write(zh ? "说明" : "Note", bank.note);
}

}  // namespace

base::Problems write_bank_xlsx(const std::filesystem::path& path, const bank::Bank& bank, Language language) {
  const auto table = bank_rows(bank, language);
  if (!table) return table.error();
  WorkbookWriter writer{path};
  write_items(writer, *table, language);
  write_header(writer, bank, language);
  writer.finish();
  return {};
}

}  // namespace examhall::table
