#pragma once
// Signs between and before what people write in one cell, in both widths. Pure; any thread.
#include <initializer_list>
#include <string_view>

namespace examhall::table {

/// Length of the one that the text starts with, or 0.
inline std::size_t separator_length(std::string_view text,
                                    std::initializer_list<std::string_view> separators) {
  for (const std::string_view s : separators) {
    if (text.starts_with(s)) return s.size();
  }
  return 0;
}

}  // namespace examhall::table
