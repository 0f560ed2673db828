#pragma once
// Rows of events as the file states them. Nothing read here is believed yet. Pure; any thread.
#include <optional>
#include <vector>

#include "base/json.hpp"
#include "journal/event.hpp"

namespace examhall::evidence {

/// One own event, or a run of others' of which only the leaves are shown.
struct EventRow {
  std::uint64_t first = 0;
  std::optional<journal::Event> event{};
  std::vector<base::Digest> leaves{};
  base::Digest link{};       ///< after the last of them
  std::uint64_t before = 0;  ///< candidate scope: the row before in the file
  std::vector<base::Digest> proof{};
  std::uint64_t line = 0;

  std::uint64_t last() const { return event ? first : first + leaves.size() - 1; }
};

/// The link after the row, if the link before it is `before` and it stood at `first`.
base::Digest link_after(const base::Digest& before, const EventRow& row, std::uint64_t first);
inline base::Digest link_after(const base::Digest& before, const EventRow& row) {
  return link_after(before, row, row.first);
}

/// nullopt, and a problem for each thing wrong.
std::optional<EventRow> read_event_row(const base::Json& line, bool with_proof, base::Problems& problems);
std::optional<EventRow> read_leaf_row(const base::Json& line, base::Problems& problems);

/// "第 1234 号事件（answered，考生 17，…）" / "event 1234 (answered, attempt 17, at …)"; of a run, its range.
base::Text describe(const EventRow& row);
base::Text describe(const journal::Event& event);

}  // namespace examhall::evidence
