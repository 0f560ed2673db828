#pragma once
// A paper as it stands in the catalogue or came out of a sealed file. Pure; any thread.
#include <memory>

#include "bank/paper.hpp"

namespace examhall::office {

/// Null, and logged why, if it cannot be read. Whatever a hash names is hashed again.
std::shared_ptr<const bank::Paper> paper_from_text(std::string_view json);

}  // namespace examhall::office
