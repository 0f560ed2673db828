#pragma once
// Counts what a table has handed over so far against the limits. Shared by the readers of text and of
// workbooks so that both refuse the same things in the same words.
#include <optional>

#include "base/problem.hpp"
#include "table/sheet.hpp"

namespace examhall::table {

class RowBudget {
 public:
  explicit RowBudget(const TableLimits& limits) : limits_{limits} {}

  /// A problem without a place if this row goes over a limit.
  std::optional<base::Problem> spend(const Row& row);

  static base::Problem too_many_columns(int max_columns);
  static base::Problem cell_too_long(std::size_t max_bytes);

 private:
  const TableLimits& limits_;
  int rows_ = 0;
  int cells_ = 0;
  std::size_t text_bytes_ = 0;
};

}  // namespace examhall::table
