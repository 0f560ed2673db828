#pragma once
// The texts that a workbook's cells share, in one piece of memory. Runs of rich text are joined; phonetic
// runs, which are hints for reading aloud, are not part of the text. One thread at a time.
#include "table/xml.hpp"

namespace examhall::table {

class SharedStrings {
 public:
  SharedStrings() = default;
  /// Ids: xlsx_shared_strings_too_large and those of parse_part.
  static base::Result<SharedStrings, base::Problem> read(Archive& archive, const std::string& part,
                                                         const TableLimits& limits);
  /// nullopt beyond the last.
  std::optional<std::string_view> at(std::size_t index) const;

 private:
  friend class SharedStringReader;
  std::string text_{};
  std::vector<std::uint32_t> ends_{};
};

/// Excel writes characters that XML cannot hold as _xHHHH_, and a literal "_x" as _x005F_x. Line breaks
/// become LF.
std::string decoded_cell_text(std::string_view text);

}  // namespace examhall::table
