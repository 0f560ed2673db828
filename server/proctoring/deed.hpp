#pragma once
// What staff did in a batch, as the console shows it to those whose grants cover all that it was upon. A
// person counts where they sit now. Hall's executor only.
#include "base/json.hpp"
#include "proctoring/target.hpp"

namespace examhall::proctoring {

/// docs/console-protocol.md, "deed"; null for whoever does not see it, as if it had not been.
base::Json deed_for(std::span<const staff::Grant> grants, const hall::LiveBatch& batch, const Seating& seats,
                    const exam::Deed& deed);

}  // namespace examhall::proctoring
