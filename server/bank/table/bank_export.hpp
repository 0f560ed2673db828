#pragma once
// Banks as tables, for people to edit; reading what was written gives an equal bank. No cell can run as a
// formula. Blocks on the disk; one thread at a time. All throw std::runtime_error if the file cannot be
// written.
#include <filesystem>

#include "bank/item.hpp"
#include "base/problem.hpp"

namespace examhall::table {

/// Ids: item_has_no_table_form (the item's kind needs JSON). With a problem nothing is written. CSV carries
/// only the items: what the bank says about itself is given again when it is read.
base::Problems write_bank_csv(const std::filesystem::path& path, const bank::Bank& bank,
                              base::Language language = base::Language::zh);
base::Problems write_bank_xlsx(const std::filesystem::path& path, const bank::Bank& bank,
                               base::Language language = base::Language::zh);

/// Tables name their images; this writes the images beside them.
void write_bank_images(const std::filesystem::path& folder, const bank::Bank& bank);

/// An empty workbook to fill in: headings, drop-down lists, and instructions with examples in both languages.
/// The language is that of the headings.
void write_bank_template(const std::filesystem::path& path, base::Language language);

}  // namespace examhall::table
