#pragma once
// A section's scoring rule as blueprints and papers write it. Pure; any thread.
#include "bank/item_type.hpp"

namespace examhall::bank {

/// The optional members "under_selection" and "per_option".
ScoringRule scoring_rule_from(base::Fields& fields);
void write_scoring_rule(const ScoringRule& rule, Json& members);

}  // namespace examhall::bank
