#pragma once
// What staff wrote to the candidates of a batch and who called for a proctor, read from the journal: beside a
// live server, or without one.
#include <map>
#include <vector>

#include "exam/fold.hpp"
#include "journal/event_store.hpp"

namespace examhall::examctl {

/// One text, with all to whom it went.
struct SentMessage {
  base::Instant at{};
  std::string by, scope, text;
  std::int64_t request = 0;
  std::vector<std::pair<std::int64_t, std::uint32_t>> to;  ///< attempt, number of the notice there
};

struct Correspondence {
  std::map<std::int64_t, exam::FoldedAttempt> people;  ///< by attempt; of their state only what concerns words
  std::vector<SentMessage> messages;                   ///< in the order in which they were sent
};

Correspondence read_correspondence(journal::EventReader& journal, std::int64_t batch);

}  // namespace examhall::examctl
