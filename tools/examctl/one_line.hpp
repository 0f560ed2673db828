#pragma once
// Texts that others wrote, on a terminal. Pure; any thread.
#include <string>
#include <string_view>

namespace examhall::examctl {

/// The text as it can neither end its line nor steer the terminal nor turn what stands beside it: white space
/// of any kind and length becomes one space, and none at either end; control characters, line separators, marks of direction and what
/// takes no room are written out as ⟨U+202E⟩; letters that run from right to left are isolated.
std::string one_line(std::string_view text);

}  // namespace examhall::examctl
