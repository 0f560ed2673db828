#pragma once
// What the console shows of a batch as a whole. Pure.
#include "base/json.hpp"
#include "hall/seat.hpp"

namespace examhall::proctoring {

/// docs/console-protocol.md, "card".
base::Json card_of(const hall::LiveBatch& batch, base::Instant now);

}  // namespace examhall::proctoring
