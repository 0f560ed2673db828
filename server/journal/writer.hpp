#pragma once
// The one thread that writes the journal. Whatever waits is written in one transaction (group commit), and
// nothing is reported as committed before that transaction was synced. When the disk fails it keeps what it
// has, tries again by itself, and goes on where it was: nothing lost, nothing twice, nothing out of order.
//
// append() belongs to one executor thread; the callbacks run on the writer's thread and must not throw.
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.hpp"
#include "journal/event_store.hpp"
#include "journal/salt_source.hpp"

namespace examhall::journal {

struct Committed {
  std::uint64_t seq;
  base::Digest link;
};

enum class Health { healthy, failing };

/// How the writer waits. Tests put in one that does not sleep.
class Pause {
 public:
  using Lock = std::unique_lock<std::mutex>;
  using Done = std::function<bool()>;
  virtual ~Pause() = default;
  /// Nothing to do: until `done` or the next heartbeat.
  virtual void for_work(Lock& lock, std::condition_variable& woken, base::Span at_most, const Done& done);
  /// Some events wait and more are likely to come: a moment for them to join the same commit.
  virtual void to_gather(Lock& lock, std::condition_variable& woken, std::chrono::microseconds at_most,
                         const Done& done);
  /// Storage failed: before the next try. Ended early only by stop().
  virtual void for_retry(Lock& lock, std::condition_variable& woken, base::Span at_most, const Done& done);
};

struct WriterOptions {
  base::Span beat_every{1000};
  base::Span first_retry{100};     ///< doubles after each failure …
  base::Span longest_retry{5000};  ///< … up to this
  /// Longest wait for others to join a commit; never more than an eighth of what commits take.
  std::chrono::microseconds longest_gather{500};
  base::Span stop_deadline{10000};  ///< back-off spent in stop() before giving up
};

class Writer {
 public:
  struct Callbacks {
    /// Once for each commit, in append order. All of the span is on disk.
    std::function<void(std::span<const Committed>)> on_committed;
    /// On every change of health, with what failed; with other words too if a retry fails for another reason.
    std::function<void(Health, const base::Text& reason)> on_health;
  };
  struct StopReport {
    std::size_t unflushed = 0;  ///< events that are not known to be on disk; 0 on a good day
  };

  /// `store` and `clock` outlive it. The journal goes on from store.head().
  Writer(EventStore& store, const base::Clock& clock, Callbacks callbacks, WriterOptions options = {},
         Pause* pause = nullptr);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Queues one event and returns its place: the n-th appended is the n-th committed. Never waits for the
  /// disk. After stop() began it throws std::logic_error.
  std::uint64_t append(Draft draft);
  /// The same for several that are committed in one transaction, or not at all.
  void append_together(std::vector<Draft> drafts);

  /// Events appended and not yet committed: what back-pressure looks at. Any thread.
  std::size_t queue_size() const { return pending_.load(std::memory_order_relaxed); }
  Health health() const { return health_.load(std::memory_order_relaxed); }
  /// For how long the storage has not come back from what it was last asked; 0 while nothing is asked of it. A
  /// disk that hangs never fails, so this is the only sign of it. Any thread.
  base::Span unanswered_for() const;

  /// Writes everything that waits, then ends the thread. Call once the executor appends no more.
  StopReport stop();

 private:
  void run();
  bool wait_for_work();
  void gather(std::unique_lock<std::mutex>& lock);
  void seal();
  void write_sealed(bool again = false);
  void tidy();
  template <class Call>
  decltype(auto) timed(const Call& call);
  bool try_write(bool again, base::Text& reason);
  bool landed_already();
  bool wait_to_retry(base::Span backoff);
  std::optional<base::Instant> due_beat() const;
  void report_committed();
  void expect_as_many();
  void set_health(Health health, const base::Text& reason);

  EventStore& store_;
  const base::Clock& clock_;
  const Callbacks callbacks_;
  const WriterOptions options_;
  Pause default_pause_;
  Pause& pause_;

  std::mutex mutex_;
  std::condition_variable woken_;
  std::vector<Draft> waiting_;  // guarded by mutex_
  bool stopping_ = false;       // guarded by mutex_
  std::uint64_t next_seq_;      // guarded by mutex_
  std::size_t expected_ = 0;    // guarded by mutex_: as many as were under way at the last commit
  std::atomic<std::size_t> pending_{0};
  std::atomic<Health> health_{Health::healthy};
  std::atomic<std::chrono::steady_clock::rep> asked_at_{0};  // 0: nothing is under way

  // The writer thread's own.
  Head head_;                     // of what was sealed, on disk or not
  base::Digest before_sealed_{};  // the link that the sealed events continue
  SaltSource salts_;
  std::vector<Draft> drafts_;
  std::vector<Event> sealed_;
  std::vector<Committed> committed_;
  base::Text last_reason_;
  std::optional<base::Instant> last_beat_;
  std::chrono::microseconds commit_time_{0};  // running mean
  base::Span stop_waited_{0};
  bool stop_asked_ = false;
  bool gave_up_ = false;

  std::thread thread_;
};

}  // namespace examhall::journal
