#pragma once
// One candidate's events for those who proctor: everything that happened, to them or to everybody, and
// nothing of what was answered. evidence/timeline.cpp picks the same from a file. Any thread with a reader of
// its own.
#include "journal/event_store.hpp"
#include "proctoring/reception.hpp"

namespace examhall::office {

inline constexpr std::size_t kEntriesAtOnce = 500;

/// A first reading goes through the whole batch: a second for a million events. What follows it begins where
/// that ended. Stops, with what it has, once the asker has gone.
proctoring::History read_history(journal::EventReader& journal, const proctoring::HistoryPart& part);

}  // namespace examhall::office
