#pragma once
// The state that a restarted server begins with: one pass over the journal, its chain checked on the way.
#include "exam/fold.hpp"
#include "journal/event_store.hpp"
#include "staff/audit_event.hpp"

namespace examhall::office {

struct Recovered {
  exam::Fold fold;
  std::uint64_t events = 0;
  std::uint64_t unknown = 0;   ///< events that these rules cannot read: of a newer version
  staff::NotedUpTo noted;      ///< of the catalogue's own record
  std::optional<std::uint64_t> broken_at;  ///< first event whose link does not follow
};

Recovered recover(journal::EventReader& journal);

}  // namespace examhall::office
