#pragma once
// What a number format makes of a cell's number: a date that must not become 45678, a percentage whose "13%"
// must not become 0.13, a ticket whose leading zeros the format adds. Callable from any thread.
#include <string_view>

namespace examhall::table {

struct CellFormat {
  enum class Shows { number, percent, date } shows = Shows::number;
  int min_digits = 0;  ///< "000000" shows at least six digits
};

/// A format's number among those built into Excel (ECMA-376 part 1, 18.8.30), the Chinese ones included.
CellFormat built_in_format(int number);
/// From a format code such as "yyyy\"年\"m\"月\"d\"日\";@", "0.00%" or "000000".
CellFormat custom_format(std::string_view code);

}  // namespace examhall::table
