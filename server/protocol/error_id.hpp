#pragma once
// Every way in which the server says no on the wire. The ids are stable: never renamed, never reused. Each has
// one sentence in Chinese and in English that says what is wrong and what to do; docs/protocol.md lists them.
#include <optional>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace examhall::protocol {

struct ErrorEntry {
  std::string_view id;
  base::Text text;
  bool fatal;  ///< the connection is closed after it
};

/// All of them, in the order of the documentation.
const std::vector<ErrorEntry>& error_entries();

/// Throws std::logic_error for an id that is not in the table.
const ErrorEntry& error_entry(std::string_view id);

}  // namespace examhall::protocol
