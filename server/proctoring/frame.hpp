#pragma once
// Messages that are put together from parts that many pages share. Pure.
#include <string>
#include <string_view>
#include <vector>

#include "hall/link.hpp"

namespace examhall::proctoring {

/// So much may wait on a page's line before rows or a long record are put behind it: with a message more, and
/// what changes meanwhile, it is still far from the megabyte at which the line is given up.
inline constexpr std::size_t kEnoughQueued = 256 * 1024;

/// `head`, up to the bracket that opens an array, its elements, and `tail` from the closing bracket on.
inline hall::Frame frame_of(std::string_view head, const std::vector<std::string_view>& rows,
                            std::string_view tail) {
  auto text = std::make_shared<std::string>(head);
  std::size_t size = head.size() + tail.size();
  for (const std::string_view row : rows) size += row.size() + 1;
  text->reserve(size);
  for (const std::string_view row : rows) {
    if (text->back() != '[') *text += ',';
    *text += row;
  }
  *text += tail;
  return text;
}

}  // namespace examhall::proctoring
