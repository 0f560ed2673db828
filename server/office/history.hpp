#pragma once
// One candidate's events for those who proctor: everything that happened, and nothing of what was answered.
// Any thread with a reader of its own.
#include "journal/event_store.hpp"
#include "proctoring/reception.hpp"

namespace examhall::office {

inline constexpr std::size_t kEntriesAtOnce = 500;

/// The latest of an attempt's events before a sequence number, ascending. Reads the whole batch: a second for
/// a million events.
proctoring::History read_history(journal::EventReader& journal, std::int64_t batch, std::int64_t attempt,
                                 std::uint64_t before);

}  // namespace examhall::office
