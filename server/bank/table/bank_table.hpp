#pragma once
// Question banks from spreadsheets and text tables. Blocks on the disk; one thread at a time.
#include <filesystem>

#include "bank/json_reader.hpp"
#include "table/sheet.hpp"

namespace examhall::table {

struct BankTableOptions {
  /// What the table cannot say about the bank. An empty id or title is taken from the sheet 题库信息 that
  /// exports write, else from the file's name.
  bank::BankHeader header{.id = {}, .title = {}};
  /// Where images that cells name are looked for; the table's own folder if empty.
  std::filesystem::path image_folder{};
  TableLimits limits{};
};

/// A .xlsx, .csv, .tsv or .txt, by content. Everything wrong is reported with sheet, row and column; the bank
/// is fit for use only if usable(). Ids of its own besides those of headings.hpp, xlsx.hpp and bank
/// validation: options_twice, options_out_of_order; warnings: cell_is_date, options_marked,
/// pictures_not_read.
bank::BankReading read_bank_table(const std::filesystem::path& path, const BankTableOptions& options = {});

/// The sheet in which exports keep what a bank says about itself.
inline constexpr std::string_view kBankSheet = "题库信息";
inline constexpr std::string_view kBankSheetEnglish = "Bank";

}  // namespace examhall::table
