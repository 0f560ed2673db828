#pragma once
// An event as it may be shown: who, when, why, upon whom, which item, how much time. Never what was answered.
// The console's timeline and the auditor's, which has nothing but the evidence file, are made by this one
// reduction. Pure; any thread.
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "exam/batch.hpp"

namespace examhall::exam {

struct Entry {
  std::uint64_t seq = 0;
  Instant at{};
  std::string kind, by, text;
  std::int64_t item = 0;  ///< place in the paper from 1; 0: none
  Span amount{0};         ///< of time granted, given back or lost
  std::optional<Instant> from{}, to{};  ///< the batch's window, or the outage
  std::uint32_t notice = 0;             ///< which one, of those to this candidate, it is about; 0: none
};

/// What an event of the batch as a whole says beyond that.
struct BatchEntry {
  Entry entry;
  std::string act;            ///< of staff: extend, pause, …; what kind of note; empty: no act
  std::string scope, target;  ///< upon whom
  std::int64_t affected = 0;  ///< attempts
};

/// Whether an event of the batch as a whole stands in the timeline of each candidate who was registered
/// before it: what moves everybody's times or lets nobody begin. What it means for one of them is an event of
/// theirs too.
bool concerns_candidates(std::string_view kind);

/// Total: of a body that cannot be read only kind, time and place are shown.
Entry entry_of(std::uint64_t seq, Instant at, std::string_view kind, std::string_view body);
BatchEntry batch_entry_of(std::uint64_t seq, Instant at, std::string_view kind, std::string_view body);

/// As docs/console-protocol.md has it.
base::Json to_json(const Entry& entry);
base::Json to_json(const BatchEntry& entry);

}  // namespace examhall::exam
