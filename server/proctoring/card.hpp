#pragma once
// What the console shows of a batch as a whole. Pure.
#include "base/json.hpp"
#include "hall/seat.hpp"
#include "staff/permission.hpp"

namespace examhall::proctoring {

/// docs/console-protocol.md, "card".
base::Json card_of(const hall::LiveBatch& batch, base::Instant now);

/// Whether this server does it: what the page is not told of it does not offer.
bool is_carried_out(staff::Operation operation);

}  // namespace examhall::proctoring
