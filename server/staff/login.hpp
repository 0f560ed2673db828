#pragma once
// The name by which an account signs in, in one form however it is typed. Pure; any thread.
#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace examhall::staff {

/// White space at the ends dropped, half width, ASCII lower case.
std::string normalised_login(std::string_view typed);

/// A normalised login is 2 to 64 of a–z, 0–9, '.', '_', '-', '@', and starts with a letter or digit.
std::optional<base::Text> wrong_with_login(std::string_view normalised);

}  // namespace examhall::staff
