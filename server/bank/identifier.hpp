#pragma once
// What banks and items may be called: names that survive file systems, spreadsheets and URLs. Pure; any
// thread.
#include <string_view>

#include "base/text.hpp"

namespace examhall::bank {

/// [A-Za-z0-9._-]{1,40}
bool is_identifier(std::string_view id);
/// The form in words, for whoever broke it.
const base::Text& identifier_form();

}  // namespace examhall::bank
