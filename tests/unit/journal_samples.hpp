#pragma once
// A small sound journal for tests of verification.
#include <vector>

#include "journal/event.hpp"

namespace examhall::journal {

inline const JournalId kSampleJournal{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

/// Links every event anew from `first` (an index) on: what a forger who knows the format would do.
inline void relink(std::vector<Event>& events, std::size_t first = 0) {
  base::Digest link = first == 0 ? genesis_link(kSampleJournal) : events[first - 1].link;
  for (std::size_t i = first; i < events.size(); ++i)
    link = events[i].link = next_link(link, leaf_of(events[i]));
}

inline std::vector<Event> sample_events(std::size_t count) {
  std::vector<Event> events;
  for (std::size_t i = 0; i < count; ++i) {
    Event& event = events.emplace_back();
    event.seq = i + 1;
    event.at = base::from_millis(1'684'546'200'000 + static_cast<std::int64_t>(i) * 250);
    event.batch = 3;
    event.attempt = 1000 + static_cast<std::int64_t>(i % 4);
    event.kind = "answer_saved";
    event.body = R"({"item":)" + std::to_string(i) + "}";
    event.salt.fill(static_cast<std::uint8_t>(i));
  }
  relink(events);
  return events;
}

}  // namespace examhall::journal
