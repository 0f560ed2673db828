#include "journal/writer.hpp"

#include <algorithm>
#include <stdexcept>

#include "journal/sabotage.hpp"

namespace examhall::journal {

void Pause::for_work(Lock& lock, std::condition_variable& woken, base::Span at_most, const Done& done) {
  woken.wait_for(lock, at_most, done);
}

void Pause::to_gather(Lock& lock, std::condition_variable& woken, std::chrono::microseconds at_most,
                      const Done& done) {
  woken.wait_for(lock, at_most, done);
}

void Pause::for_retry(Lock& lock, std::condition_variable& woken, base::Span at_most, const Done& done) {
  woken.wait_for(lock, at_most, done);
}

Writer::Writer(EventStore& store, const base::Clock& clock, Callbacks callbacks, WriterOptions options,
               Pause* pause)
    : store_{store},
      clock_{clock},
      callbacks_{std::move(callbacks)},
      options_{options},
      pause_{pause != nullptr ? *pause : default_pause_},
      next_seq_{0},
      head_{store.head()} {
  next_seq_ = head_.seq + 1;
  thread_ = std::thread{[this] { run(); }};
}

Writer::~Writer() { stop(); }

std::uint64_t Writer::append(Draft draft) {
  bool wake = false;
  std::uint64_t seq = 0;
  {
    const std::scoped_lock lock{mutex_};
    if (stopping_) throw std::logic_error{"append after stop"};
    waiting_.push_back(std::move(draft));
    // Who comes first wakes the writer, and who completes what it gathers; the others know that it was woken.
    wake = waiting_.size() == 1 || waiting_.size() == expected_;
    seq = next_seq_++;
    pending_.fetch_add(1, std::memory_order_relaxed);
  }
  if (wake) woken_.notify_one();
  return seq;
}

void Writer::append_together(std::vector<Draft> drafts) {
  if (drafts.empty()) return;
  {
    // A commit takes all that waits: what is queued under one lock is never torn.
    const std::scoped_lock lock{mutex_};
    if (stopping_) throw std::logic_error{"append after stop"};
    next_seq_ += drafts.size();
    pending_.fetch_add(drafts.size(), std::memory_order_relaxed);
    waiting_.insert(waiting_.end(), std::make_move_iterator(drafts.begin()),
                    std::make_move_iterator(drafts.end()));
  }
  woken_.notify_one();
}

base::Span Writer::unanswered_for() const {
  using Clock = std::chrono::steady_clock;
  const Clock::rep asked = asked_at_.load(std::memory_order_relaxed);
  if (asked == 0) return base::Span{0};
  return std::chrono::duration_cast<base::Span>(Clock::now().time_since_epoch() - Clock::duration{asked});
}

/// Calls the storage, and lets others see for how long.
template <class Call>
decltype(auto) Writer::timed(const Call& call) {
  struct Asked {
    std::atomic<std::chrono::steady_clock::rep>& at;
    explicit Asked(std::atomic<std::chrono::steady_clock::rep>& a) : at{a} {
      at.store(std::chrono::steady_clock::now().time_since_epoch().count(), std::memory_order_relaxed);
    }
    ~Asked() { at.store(0, std::memory_order_relaxed); }
  } const asked{asked_at_};
  return call();
}

Writer::StopReport Writer::stop() {
  {
    const std::scoped_lock lock{mutex_};
    stopping_ = true;
  }
  woken_.notify_one();
  if (thread_.joinable()) thread_.join();
  return {pending_.load(std::memory_order_relaxed)};
}

void Writer::run() {
  while (wait_for_work()) {
    seal();
    constexpr bool kEarly = kSabotage == Sabotage::early_ack;
    if (kEarly && !sealed_.empty()) report_committed();
    if (!sealed_.empty() || due_beat()) write_sealed();
    if (gave_up_) return;
    if (!sealed_.empty()) {
      expect_as_many();
      if (!kEarly) report_committed();
    }
    tidy();
  }
}

/// Takes all that waits. False once there is nothing left to do for ever.
bool Writer::wait_for_work() {
  drafts_.clear();
  std::unique_lock lock{mutex_};
  if (waiting_.empty() && !stopping_) {
    pause_.for_work(lock, woken_, options_.beat_every, [this] { return stopping_ || !waiting_.empty(); });
  }
  if (!waiting_.empty() && waiting_.size() < expected_) gather(lock);
  drafts_.swap(waiting_);
  stop_asked_ = stopping_;
  return !drafts_.empty() || !stopping_;
}

/// The first of a thousand answers would otherwise have a commit for itself while the others wait for the
/// next.
void Writer::gather(std::unique_lock<std::mutex>& lock) {
  const auto at_most = std::min(options_.longest_gather, commit_time_ / 8);
  if (at_most.count() == 0 || stopping_) return;
  pause_.to_gather(lock, woken_, at_most, [this] { return stopping_ || waiting_.size() >= expected_; });
}

void Writer::seal() {
  sealed_.clear();
  before_sealed_ = head_.link;
  sealed_.reserve(drafts_.size());
  for (Draft& draft : drafts_) {
    Event& event = sealed_.emplace_back(Event{std::move(draft), ++head_.seq, salts_.next(), {}});
    event.link = head_.link = next_link(head_.link, leaf_of(event));
    head_.last_at = event.at;
  }
}

/// Returns when the sealed events are on disk, or when stop() has waited long enough.
void Writer::write_sealed(bool again) {
  base::Span backoff = options_.first_retry;
  base::Text reason;
  for (; !try_write(again, reason); again = true) {
    set_health(Health::failing, reason);
    if (!wait_to_retry(backoff)) {
      gave_up_ = true;
      return;
    }
    backoff = std::min(backoff * 2, options_.longest_retry);
  }
  set_health(Health::healthy, {});
}

bool Writer::try_write(bool again, base::Text& reason) {
  try {
    if (again && landed_already()) return true;
    const std::optional<base::Instant> beat = due_beat();
    const auto start = std::chrono::steady_clock::now();
    timed([&] { store_.commit(sealed_, beat); });
    const auto took =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
    commit_time_ = (commit_time_ * 7 + took) / 8;
    if (beat) last_beat_ = beat;
    return true;
  } catch (const StorageError& error) {
    reason = error.text();
    return false;
  }
}

/// After a failure: did the transaction reach the disk although its commit reported an error?
bool Writer::landed_already() {
  const Head found = timed([&] { return store_.recover(); });
  const auto written = head_.seq - sealed_.size();
  if (found.seq == head_.seq && found.link == head_.link) return !sealed_.empty();
  if (found.seq == written && found.link == before_sealed_) return false;
  throw StorageError{{"日志末尾不是本机写入的内容：有其他程序写过，或文件被替换。请停止服务并核对备份",
                      "the journal does not end where this server left it: another program wrote it or the "
                      "file was replaced. Stop the server and compare with a backup"}};
}

bool Writer::wait_to_retry(base::Span backoff) {
  std::unique_lock lock{mutex_};
  stop_asked_ = stopping_;
  if (stop_asked_ && stop_waited_ >= options_.stop_deadline) return false;
  const bool stopping_before = stopping_;
  pause_.for_retry(lock, woken_, backoff, [&] { return stopping_ && !stopping_before; });
  if (stopping_before) stop_waited_ += backoff;
  return true;
}

/// A heartbeat costs a page of its own, so a busy journal writes one in a while: the events' own times tell
/// the rest.
std::optional<base::Instant> Writer::due_beat() const {
  const base::Instant now = clock_.now();
  if (last_beat_ && now - *last_beat_ < options_.beat_every) return std::nullopt;
  return now;
}

/// A sync that fails here spoils the storage as one in a commit does: the same way out of it.
void Writer::tidy() {
  const bool idle = sealed_.empty();
  try {
    timed([&] { store_.tidy(idle); });
  } catch (const StorageError& error) {
    set_health(Health::failing, error.text());
    sealed_.clear();
    before_sealed_ = head_.link;
    write_sealed(true);
  }
}

void Writer::report_committed() {
  committed_.clear();
  for (const Event& event : sealed_) committed_.push_back({event.seq, event.link});
  pending_.fetch_sub(sealed_.size(), std::memory_order_relaxed);
  if (callbacks_.on_committed) callbacks_.on_committed(committed_);
}

/// Who was answered now will send again soon, and some have come already.
void Writer::expect_as_many() {
  const std::scoped_lock lock{mutex_};
  expected_ = sealed_.size() + waiting_.size();
}

void Writer::set_health(Health health, const base::Text& reason) {
  if (health == health_.load(std::memory_order_relaxed) && reason == last_reason_) return;
  health_.store(health, std::memory_order_relaxed);
  last_reason_ = reason;
  if (callbacks_.on_health) callbacks_.on_health(health, reason);
}

}  // namespace examhall::journal
