#pragma once
// What the server's refusals of staff's acts mean for whoever typed one, and what to do.
#include <string_view>

#include "base/text.hpp"

namespace examhall::examctl {

/// The id itself for one that has no words here.
base::Text refusal_words(std::string_view id);

}  // namespace examhall::examctl
