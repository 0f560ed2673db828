#pragma once
// Items as rows of text, the same for every format that is written. Pure; one thread at a time.
#include "bank/item.hpp"
#include "base/problem.hpp"
#include "table/bank_columns.hpp"

namespace examhall::table {

struct BankRows {
  std::vector<BankColumn> columns;
  std::vector<std::vector<std::string>> rows;  ///< as wide as the columns
};

/// Problem: item_has_no_table_form, one for each such item.
base::Result<BankRows, base::Problems> bank_rows(const bank::Bank& bank, base::Language language);

}  // namespace examhall::table
