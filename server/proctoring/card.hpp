#pragma once
// What the console shows of a batch as a whole. For each account it is made from those whom that account
// sees: who still sits at another site changes nothing of it. Pure.
#include <map>
#include <memory>
#include <vector>

#include "base/json.hpp"
#include "proctoring/seating.hpp"

namespace examhall::proctoring {

/// Whether the phase depends on people: past the end of the window somebody may have time left.
bool depends_on_people(const hall::LiveBatch& batch, base::Instant now);

/// The latest deadline at each place, by its number, of those who have not ended. Empty as long as no phase
/// depends on it: it looks at every seat.
std::vector<base::Instant> ends_by_place(const hall::LiveBatch& batch, const Seating& seating,
                                         base::Instant now);

/// One batch at one time; what it refers to must outlive it.
class Card {
 public:
  using Json = std::shared_ptr<const base::Json>;
  Card(const hall::LiveBatch& batch, const Seating& seating, const std::vector<base::Instant>& ends,
       base::Instant now)
      : batch_{batch}, seating_{seating}, ends_{ends}, now_{now} {}

  /// docs/console-protocol.md, "card", for whoever sees so much of the batch.
  Json for_those(Sight& sight);

 private:
  exam::Phase phase_for(Sight& sight) const;

  const hall::LiveBatch& batch_;
  const Seating& seating_;
  const std::vector<base::Instant>& ends_;
  base::Instant now_;
  std::map<exam::Phase, Json> made_;
};

}  // namespace examhall::proctoring
