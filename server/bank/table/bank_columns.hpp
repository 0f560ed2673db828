#pragma once
// The columns of a question bank's table: the headings that are understood, and those that exports and the
// template write. Pure; any thread.
#include "table/headings.hpp"

namespace examhall::table {

const HeadingSchema& bank_headings();

/// A column as exports and the template write it.
struct BankColumn {
  std::string member;  ///< "options[0]" …
  base::Text heading;
  double width;  ///< in characters
};
std::vector<BankColumn> bank_columns(std::size_t options);

/// Types whose members all have columns; others stay in JSON.
bool has_table_form(std::string_view type);

}  // namespace examhall::table
