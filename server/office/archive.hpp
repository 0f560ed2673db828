#pragma once
// Readings of the journal for those who look on, on a thread of its own: a reading may take a second, and
// whoever asks often, or comes and goes while asking, must not keep the others waiting.
#include <map>
#include <memory>

#include "office/errands.hpp"

namespace examhall::office {

class Archive {
 public:
  /// Of one account; done in the order in which they were asked for, one at a time. Between two of them every
  /// other account that waits has its turn. Not done at all once `asker` has gone. Any thread.
  void read(std::int64_t account, std::weak_ptr<const void> asker, std::function<void()> reading);
  /// Ends after the reading at hand; what still waits is dropped.
  void stop() { thread_.stop(); }

 private:
  struct Reading {
    std::weak_ptr<const void> asker;
    std::function<void()> read;
  };
  using Waiting = std::deque<Reading>;

  void do_next(std::int64_t account);
  std::function<void()> take_next(std::int64_t account);

  std::mutex mutex_;
  // Guarded by mutex_. An account that is in it has its turn coming.
  std::map<std::int64_t, Waiting> waiting_;
  Errands thread_;
};

}  // namespace examhall::office
