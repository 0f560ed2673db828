#include "office/history.hpp"

#include <deque>

namespace examhall::office {

proctoring::History read_history(journal::EventReader& journal, std::int64_t batch, std::int64_t attempt,
                                 std::uint64_t before) {
  std::deque<exam::Entry> latest;
  bool more = false;
  journal.read_batch(batch, [&](const journal::Event& event) {
    if (event.seq >= before) return false;
    if (event.attempt != attempt) return true;
    latest.push_back(exam::entry_of(event.seq, event.at, event.kind, event.body));
    if (latest.size() > kEntriesAtOnce) {
      latest.pop_front();
      more = true;
    }
    return true;
  });
  return {{latest.begin(), latest.end()}, more};
}

}  // namespace examhall::office
