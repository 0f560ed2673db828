#pragma once
// Draws a paper from banks. Pure; any thread.
#include <cstdint>
#include <vector>

#include "bank/blueprint.hpp"
#include "bank/paper.hpp"

namespace examhall::bank {

/// Equal arguments give the same paper in every version. No item stands in it twice. Whenever the banks can
/// satisfy the blueprint, they do: sections that want the same items make way for each other. If they cannot,
/// the problems say for which section and topic how many items are missing. Ids: not_enough_items,
/// duplicate_id (an id stands in two banks).
base::Result<Paper, Problems> assemble(const Blueprint& blueprint, const std::vector<Bank>& banks,
                                       std::uint64_t seed);

}  // namespace examhall::bank
