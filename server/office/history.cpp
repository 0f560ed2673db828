#include "office/history.hpp"

#include <algorithm>
#include <deque>

namespace examhall::office {
namespace {

using proctoring::HistoryPart;

// What lies beyond the bound is left out at the far end: the oldest of the first reading, the newest of what
// follows.
class Collected {
 public:
  explicit Collected(bool follows) : follows_{follows} {}

  /// False: this one does not fit, and none after it.
  bool add(exam::Entry entry) {
    more_ = more_ || entries_.size() == kEntriesAtOnce;
    if (more_ && follows_) return false;
    if (entries_.size() == kEntriesAtOnce) entries_.pop_front();
    entries_.push_back(std::move(entry));
    return true;
  }
  proctoring::History as_read_to(std::uint64_t seq) const {
    const bool cut_short = follows_ && more_;
    return {{entries_.begin(), entries_.end()}, more_, cut_short ? entries_.back().seq : seq, ""};
  }

 private:
  bool follows_;
  std::deque<exam::Entry> entries_;
  bool more_ = false;
};

}  // namespace

proctoring::History read_history(journal::EventReader& journal, const HistoryPart& part) {
  // What comes to the journal meanwhile is for the next reading.
  const std::uint64_t last = std::min(std::max<std::uint64_t>(part.before, 1) - 1, journal.head().seq);
  Collected collected{part.from > 1};
  bool registered = part.from > 1;
  journal.read_batch_from(part.from, part.batch, [&](const journal::Event& event) {
    if (event.seq > last || part.asker.expired()) return false;
    registered = registered || event.attempt == part.attempt;
    const bool of_all = registered && event.attempt == 0 && exam::concerns_candidates(event.kind);
    if (event.attempt != part.attempt && !of_all) return true;
    return collected.add(exam::entry_of(event.seq, event.at, event.kind, event.body));
  });
  return collected.as_read_to(std::max(last, part.from - 1));
}

}  // namespace examhall::office
