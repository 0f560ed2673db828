#pragma once
// What several tests of the console want.
#include "proctoring/card.hpp"

namespace examhall::proctoring::test {

/// As whoever sees all of the batch is shown it.
inline base::Json card_for_all(const hall::LiveBatch& batch, base::Instant now) {
  const Seating seating;
  const std::vector<base::Instant> ends;
  Sight sight{[](const Place&) { return true; }};
  return *Card{batch, seating, ends, now}.for_those(sight);
}

}  // namespace examhall::proctoring::test
