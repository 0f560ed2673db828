#pragma once
// An event store in memory that fails when it is told to, as a disk would: before anything is written, after
// everything is written but before it says so, or on opening anew.
#include <algorithm>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

#include "journal/event_store.hpp"

namespace examhall::journal {

enum class Fault {
  none,
  lost,     ///< commit: nothing was written
  landed,   ///< commit: all was written, yet it reports a failure
  refused,  ///< recover: cannot be opened
};

/// Thread-safe, so that a test can look while a writer writes.
class MemoryEventStore final : public EventStore {
 public:
  /// One entry for each commit() and recover() to come; with the script at its end nothing fails.
  void script(std::vector<Fault> faults) {
    const std::scoped_lock lock{mutex_};
    script_.assign(faults.begin(), faults.end());
  }
  std::vector<Event> events() const {
    const std::scoped_lock lock{mutex_};
    return events_;
  }
  std::vector<std::size_t> commit_sizes() const {
    const std::scoped_lock lock{mutex_};
    return commit_sizes_;
  }
  /// As if another program had written.
  void put_behind_the_back(Event event) {
    const std::scoped_lock lock{mutex_};
    events_.push_back(std::move(event));
  }
  /// Commits take at least this long, as the writer measures it.
  void set_commit_time(std::chrono::milliseconds time) { commit_time_ = time; }
  int tidied_idle() const {
    const std::scoped_lock lock{mutex_};
    return tidied_idle_;
  }
  void fail_next_tidy() {
    const std::scoped_lock lock{mutex_};
    fail_tidy_ = true;
  }

  /// As if it were a copy of that one.
  void set_journal_id(const JournalId& id) { id_ = id; }
  std::function<void()> during_commit;  ///< set before the writer starts
  std::size_t rows_looked_at = 0;       ///< by read_batch_from(); of the reading thread

  JournalId journal_id() const override { return id_; }
  Head head() override {
    const std::scoped_lock lock{mutex_};
    return head_locked();
  }
  std::optional<base::Instant> last_beat() override {
    const std::scoped_lock lock{mutex_};
    if (events_.empty()) return beat_;
    return std::max(beat_.value_or(events_.back().at), events_.back().at);
  }
  void read(std::uint64_t from, std::uint64_t to, const Visitor& visit) override {
    for (const Event& event : events()) {
      if (event.seq >= from && event.seq <= to && !visit(event)) return;
    }
  }
  void read_batch_from(std::uint64_t from, std::int64_t batch, const Visitor& visit) override {
    for (const Event& event : events()) {
      if (event.seq >= from) ++rows_looked_at;
      if (event.seq >= from && event.batch == batch && !visit(event)) return;
    }
  }

  void commit(std::span<const Event> events, std::optional<base::Instant> beat) override {
    const auto until = std::chrono::steady_clock::now() + commit_time_;
    while (std::chrono::steady_clock::now() < until) {
    }
    if (during_commit) during_commit();
    const std::scoped_lock lock{mutex_};
    const Fault fault = next_fault();
    if (fault != Fault::lost) {
      events_.insert(events_.end(), events.begin(), events.end());
      if (beat) beat_ = beat;
    }
    if (fault != Fault::none) throw StorageError{{"磁盘故障", fault == Fault::lost ? "lost" : "landed"}};
    commit_sizes_.push_back(events.size());
  }
  Head recover() override {
    const std::scoped_lock lock{mutex_};
    if (next_fault() != Fault::none) throw StorageError{{"无法打开", "refused"}};
    return head_locked();
  }
  void tidy(bool idle) override {
    const std::scoped_lock lock{mutex_};
    if (idle) ++tidied_idle_;
    if (std::exchange(fail_tidy_, false)) throw StorageError{{"检查点失败", "checkpoint"}};
  }

 private:
  Head head_locked() const {
    if (events_.empty()) return {0, genesis_link(id_), {}};
    return {events_.back().seq, events_.back().link, events_.back().at};
  }
  Fault next_fault() {
    if (script_.empty()) return Fault::none;
    const Fault fault = script_.front();
    script_.pop_front();
    return fault;
  }

  JournalId id_ = new_journal_id();
  mutable std::mutex mutex_;
  std::deque<Fault> script_;
  std::vector<Event> events_;
  std::vector<std::size_t> commit_sizes_;
  std::optional<base::Instant> beat_;
  std::chrono::milliseconds commit_time_{0};
  int tidied_idle_ = 0;
  bool fail_tidy_ = false;
};

}  // namespace examhall::journal
