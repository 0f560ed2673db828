#include "office/errands.hpp"

namespace examhall::office {

void Errands::post(std::function<void()> task) {
  {
    const std::lock_guard lock{mutex_};
    if (stopping_) return;
    tasks_.push_back(std::move(task));
  }
  woken_.notify_one();
}

void Errands::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  woken_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Errands::run() {
  while (true) {
    std::function<void()> task;
    {
      std::unique_lock lock{mutex_};
      woken_.wait(lock, [&] { return stopping_ || !tasks_.empty(); });
      if (stopping_) return;
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    task();
  }
}

}  // namespace examhall::office
