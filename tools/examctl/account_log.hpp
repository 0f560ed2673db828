#pragma once
// Who came in at the console, who was turned away, what was changed on which account, what staff did with
// examctl, what somebody tried who may not: the journal's events of the house, and the notes of that kind in every batch. The chain is
// followed on the way. Blocks on the journal.
#include <vector>

#include "base/json.hpp"
#include "journal/event_store.hpp"

namespace examhall::examctl {

struct LogEntry {
  std::uint64_t seq = 0;
  base::Instant at{};
  std::string kind, account, by, address;
  std::string what;    ///< why, what was changed, done or tried, how many
  std::string detail;  ///< of what was done: JSON
  std::int64_t session = 0;
  std::string batch;  ///< code
  base::Json body;    ///< as it stands in the journal
};

struct LogFilter {
  std::string account;  ///< whose it is, or who did it; empty: all
  std::string batch;    ///< code; empty: all, and what belongs to none
  base::Instant since{}, until = base::Instant::max();
};

struct AccountLog {
  std::vector<LogEntry> entries;  ///< in the journal's order
  std::optional<std::uint64_t> broken_at;
  std::uint64_t events = 0;  ///< of the whole journal
};

AccountLog read_account_log(journal::EventReader& journal, const LogFilter& filter);

}  // namespace examhall::examctl
