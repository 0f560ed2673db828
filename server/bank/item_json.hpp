#pragma once
// Items back from the form that to_json_with_key gives and that papers store. Pure; any thread.
#include <optional>

#include "bank/item.hpp"
#include "base/problem.hpp"

namespace examhall::bank {

/// Checks shapes, and that content and key are what the item's type makes of them, so that it can be graded.
/// The text is not judged again: what was valid when a paper was frozen must stay readable.
std::optional<Item> item_from_json(const Json& json, const base::Place& place, base::Problems& problems);

}  // namespace examhall::bank
