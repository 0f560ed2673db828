#pragma once
// What proctors see of the hall, live. A seat that changed is looked at once a tick, compared with what was
// shown before, and the difference is written once for all who may see it: what is sent is proportional to
// what changed, and hardly to how many look on. Hall's executor only.
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "hall/link.hpp"
#include "hall/watcher.hpp"
#include "proctoring/row.hpp"
#include "proctoring/seating.hpp"

namespace examhall::proctoring {

/// One console that watches one batch.
struct Viewer {
  std::function<void(hall::Frame)> send;
  /// Bytes that wait on its line.
  std::function<std::size_t()> queued = [] { return std::size_t{0}; };
  /// Whether its grants cover a place. What they do not cover does not exist for it.
  std::function<bool(std::int64_t batch, const std::string& site, const std::string& room)> covers;
};

class Feed final : public hall::Watcher {
 public:
  /// `on_batch` is told when the card of a batch may have changed, or who sees anything of it.
  explicit Feed(std::function<void(const hall::LiveBatch&)> on_batch) : on_batch_{std::move(on_batch)} {}

  // ---- from the hall
  void seat_changed(const hall::Seat& seat) override;
  void batch_changed(const hall::LiveBatch& batch) override;
  void storage_changed(bool ok) override { storage_ok_ = ok; }

  // ---- from the console
  /// From the next tick on it gets the rows that it may see, some at a time and as fast as its line takes
  /// them, and then what changes.
  class Watching;
  std::unique_ptr<Watching> watch(std::int64_t batch, Viewer viewer);

  const std::map<std::int64_t, const hall::LiveBatch*>& batches() const { return batches_; }
  /// Who sits where in one of these.
  const Seating& seating(std::int64_t batch) const { return shows_.at(batch).seating; }
  bool storage_ok() const { return storage_ok_; }

  /// Sends what has changed; ten times a second. While the disk fails rows stand still: what is not on disk
  /// is nobody's business yet.
  void tick(base::Instant now);

 private:
  struct Shown {
    const hall::Seat* seat;
    Row row;
    bool changed = true;
    bool is_new = true;
  };
  struct Audience {
    Viewer viewer;
    Sight sight;
    std::uint32_t count = 0;  // rows shown when it came
    bool complete = false;
    std::vector<bool> covered{};  // by number of the row, as far as it has been shown the rows
  };
  struct Show {
    std::optional<exam::Batch> batch;  // as the rows were last taken for it
    Seating seating;
    bool has_filled = false;  // somebody sits where nobody sat
    std::vector<Shown> rows;
    std::vector<Seating::PlaceNo>
        places;  // where each is by its row; beside the rows, so that going through is quick
    std::unordered_map<const hall::Seat*, std::uint32_t> numbers;
    std::vector<std::uint32_t> changed;
    std::list<Audience> audience;
  };
  struct Change {
    std::uint32_t number;
    std::string difference;
    bool moved;
  };
  struct Newcomer {
    Show* show;
    Audience* one;
  };
  /// For newcomers, in one tick.
  struct Spent {
    std::size_t written = 0, looked_at = 0;
    bool enough() const;
  };

  std::vector<Change> take_changes(Show& show, base::Instant now);
  static bool take(Show& show, std::uint32_t number, base::Instant now, Change& change);
  static void tell(Audience& one, const Show& show, const std::vector<Change>& changes, base::Instant now);
  void show_newcomers(base::Instant now);
  static void show_more(Audience& one, Show& show, base::Instant now, Spent& spent);

  std::function<void(const hall::LiveBatch&)> on_batch_;
  std::map<std::int64_t, const hall::LiveBatch*> batches_;
  std::map<std::int64_t, Show> shows_;
  std::list<Newcomer> newcomers_;  // whose turn is next comes first
  bool storage_ok_ = true;
};

/// Ends when it goes.
class Feed::Watching {
 public:
  Watching(Feed& feed, std::int64_t batch, std::list<Audience>::iterator one)
      : feed_{feed}, batch_{batch}, one_{one} {}
  ~Watching();
  Watching(const Watching&) = delete;
  Watching& operator=(const Watching&) = delete;

 private:
  Feed& feed_;
  std::int64_t batch_;
  std::list<Audience>::iterator one_;
};

}  // namespace examhall::proctoring
