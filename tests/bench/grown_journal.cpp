// Writes what a server would have in its journal in the middle of a batch: every candidate of the roster
// seated, begun, and so many answers each. For measuring a restart without waiting an hour for it.
//   grown_journal <data folder> <batch code> <answers each>
// The batch must have been added and its candidates enrolled; no server may run. Times begin at the batch's
// start.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>

#include "exam/event_json.hpp"
#include "exam/settings_json.hpp"
#include "journal/salt_source.hpp"
#include "store/open.hpp"

namespace {

using namespace examhall;

class Scribe {
 public:
  explicit Scribe(journal::EventStore& store) : store_{store}, head_{store.head()} {}

  void put(std::int64_t batch, std::int64_t attempt, base::Instant at, const exam::Written& w) {
    journal::Event& e = events_.emplace_back();
    e.batch = batch;
    e.attempt = attempt;
    e.at = at;
    e.kind = w.kind;
    e.body = w.body;
    e.seq = ++head_.seq;
    e.salt = salts_.next();
    e.link = head_.link = journal::next_link(head_.link, journal::leaf_of(e));
    if (events_.size() == 4096) flush();
  }
  void flush() {
    if (!events_.empty()) store_.append(events_);
    events_.clear();
    store_.tidy(false);
  }
  std::uint64_t count() const { return head_.seq; }

 private:
  journal::EventStore& store_;
  journal::Head head_;
  journal::SaltSource salts_;
  std::vector<journal::Event> events_;
};

int grow(const char* folder, const char* code, std::uint32_t answers) {
  const auto catalogue = store::open_catalogue(folder);
  const auto row = catalogue->batch_by_code(code);
  if (!row) {
    fmt::print(stderr, "no batch {}\n", code);
    return 2;
  }
  base::Problems problems;
  const exam::Batch batch = exam::batch_from_json(*base::parse_json(row->settings), {}, problems);
  if (base::has_errors(problems)) return 2;
  const auto people = catalogue->candidates(row->id);
  const auto store = store::open_journal(folder);
  Scribe scribe{*store};
  const base::Instant start = batch.window.start;
  constexpr std::uint32_t kItems = 45;
  scribe.put(row->id, 0, start, exam::write(exam::BatchEvent{exam::BatchScheduled{batch}}));
  for (const auto& c : people) {
    scribe.put(row->id, c.attempt, start,
               exam::write(exam::Event{exam::Registered{c.ticket, c.room, static_cast<std::uint64_t>(c.seed),
                                                        c.extra_time, kItems}}));
    scribe.put(row->id, c.attempt, start, exam::write(exam::Event{exam::Seated{1, "PC", "10.0.0.1", false}}));
  }
  scribe.put(row->id, 0, start, exam::write(exam::BatchEvent{exam::BatchStarted{}}));
  for (const auto& c : people) scribe.put(row->id, c.attempt, start, exam::write(exam::Event{exam::Begun{}}));
  for (std::uint32_t no = 1; no <= answers; ++no) {
    for (const auto& c : people) {
      scribe.put(
          row->id, c.attempt, start + std::chrono::milliseconds{no},
          exam::write(exam::Event{exam::Answered{1, no % kItems, no, R"("B")", base::to_millis(start)}}));
    }
  }
  scribe.flush();
  store->beat(start + std::chrono::milliseconds{answers});
  fmt::print("{} events, {} candidates\n", scribe.count(), people.size());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return argc < 4 ? 2 : grow(argv[1], argv[2], static_cast<std::uint32_t>(std::atoi(argv[3])));
}
