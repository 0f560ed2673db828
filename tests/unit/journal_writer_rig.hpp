#pragma once
// A writer on a memory store that never sleeps: waits for work end by an append or by tick(), waits before a
// retry end at once.
#include <catch2/catch.hpp>

#include <atomic>

#include "journal/chain.hpp"
#include "journal/writer.hpp"
#include "journal_memory_store.hpp"

namespace examhall::journal {

class SteppedClock final : public base::Clock {
 public:
  base::Instant now() const override { return base::from_millis(now_.load()); }
  void advance(base::Span by) { now_ += by.count(); }

 private:
  std::atomic<std::int64_t> now_{1'000'000};
};

class SteppedPause final : public Pause {
 public:
  void for_work(Lock& lock, std::condition_variable& woken, base::Span, const Done& done) override {
    mutex_ = lock.mutex();
    woken_ = &woken;
    waiting_ = true;
    woken.wait(lock, [&] { return done() || ticks_ > 0; });
    if (ticks_ > 0) --ticks_;
  }
  void to_gather(Lock& lock, std::condition_variable& woken, std::chrono::microseconds,
                 const Done& done) override {
    ++gathers;
    if (gather_fully) woken.wait(lock, done);
  }
  void for_retry(Lock& lock, std::condition_variable&, base::Span at_most, const Done&) override {
    backoffs.push_back(at_most);
    lock.unlock();
    if (on_retry) on_retry(backoffs.size());
    lock.lock();
  }
  /// The heartbeat interval is over. The writer must have waited once.
  void tick() {
    while (!waiting_) std::this_thread::yield();
    const std::scoped_lock lock{*mutex_};
    ++ticks_;
    woken_->notify_one();
  }

  std::atomic<int> gathers{0};
  std::atomic<bool> gather_fully{false};
  std::vector<base::Span> backoffs;  // read after stop()
  std::function<void(std::size_t)> on_retry;

 private:
  std::atomic<bool> waiting_{false};
  std::mutex* mutex_ = nullptr;
  std::condition_variable* woken_ = nullptr;
  int ticks_ = 0;
};

struct WriterRig {
  MemoryEventStore store;
  SteppedClock clock;
  SteppedPause pause;
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<Committed> committed;
  std::vector<std::string> health;  // "failing lost", "healthy "
  std::optional<Writer> writer;

  void start(WriterOptions options = {}) {
    writer.emplace(
        store, clock,
        Writer::Callbacks{[this](std::span<const Committed> commit) {
                            const std::scoped_lock lock{mutex};
                            committed.insert(committed.end(), commit.begin(), commit.end());
                            changed.notify_all();
                          },
                          [this](Health to, const base::Text& reason) {
                            const std::scoped_lock lock{mutex};
                            health.push_back((to == Health::healthy ? "healthy " : "failing ") + reason.en);
                            changed.notify_all();
                          }},
        options, &pause);
  }
  std::uint64_t append(std::string body = "{}") {
    return writer->append({clock.now(), 7, 1001, "answer_saved", std::move(body)});
  }
  template <class Condition>
  void wait_until(Condition condition) {
    std::unique_lock lock{mutex};
    const bool done = changed.wait_for(lock, std::chrono::seconds{30}, condition);
    REQUIRE(done);
  }
  void wait_committed(std::size_t count) {
    wait_until([&] { return committed.size() >= count; });
  }
  /// For what the writer does without a callback.
  template <class Condition>
  void wait_store(Condition condition) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    while (!condition() && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
    REQUIRE(condition());
  }
  /// Everything reported is there exactly once, in order, and the chain holds.
  void check_all(std::size_t count) {
    const auto events = store.events();
    REQUIRE(events.size() == count);
    REQUIRE(committed.size() == count);
    ChainCheck chain{store.journal_id()};
    for (std::size_t i = 0; i < count; ++i) {
      chain.feed(events[i]);
      CHECK(committed[i].seq == i + 1);
      CHECK(committed[i].link == events[i].link);
    }
    CHECK_FALSE(chain.finish().has_value());
    CHECK(chain.head().seq == count);
  }
};

}  // namespace examhall::journal
