#pragma once
// The export's first reading of the journal: what the batch is, who is in it, where its last event stands.
#include <functional>
#include <optional>
#include <set>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "exam/fold.hpp"
#include "journal/event_store.hpp"

namespace examhall::evidence {

struct Survey {
  exam::FoldedBatch batch;
  std::set<std::int64_t> attempts;  ///< registered
  std::uint64_t last_seq = 0;       ///< of the batch's events
  std::uint64_t events = 0;         ///< of the batch
};

/// Ids: batch_not_in_journal, batch_not_closed (unless `unfinished`).
base::Result<Survey, base::Problem> survey(journal::EventReader& journal, std::int64_t batch,
                                           bool unfinished);

}  // namespace examhall::evidence
