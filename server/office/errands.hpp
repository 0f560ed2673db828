#pragma once
// Work done in order on a thread of its own. Tasks come from any thread and must not throw.
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace examhall::office {

class Errands {
 public:
  Errands() : thread_{[this] { run(); }} {}
  ~Errands() { stop(); }
  Errands(const Errands&) = delete;
  Errands& operator=(const Errands&) = delete;

  void post(std::function<void()> task);
  /// Ends after the task at hand; what still waits is dropped.
  void stop();

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable woken_;
  std::deque<std::function<void()>> tasks_;  // guarded by mutex_
  bool stopping_ = false;                    // guarded by mutex_
  std::thread thread_;
};

}  // namespace examhall::office
