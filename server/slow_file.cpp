#include "slow_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>

namespace examhall {

struct SlowFile::State {
  const Put put;
  const std::size_t at_most;
  std::mutex mutex;
  std::condition_variable changed;
  // Guarded by mutex.
  std::deque<std::string> waiting;
  std::size_t lost = 0;
  bool busy = false, closing = false;

  bool idle() const { return waiting.empty() && !busy; }
};

SlowFile::SlowFile(Put put, std::size_t at_most) : state_{new State{std::move(put), at_most, {}, {}, {}}} {
  thread_ = std::thread{[state = state_] { run(state); }};
}

SlowFile::~SlowFile() {
  bool idle = false;
  {
    const std::lock_guard lock{state_->mutex};
    state_->closing = true;
    idle = state_->idle();
  }
  state_->changed.notify_all();
  if (idle) {
    thread_.join();
  } else {
    thread_.detach();
  }
}

bool SlowFile::write(std::string line) {
  bool idle = false;
  {
    const std::lock_guard lock{state_->mutex};
    idle = state_->idle();
    state_->waiting.push_back(std::move(line));
    if (state_->waiting.size() > state_->at_most) {
      state_->waiting.pop_front();
      ++state_->lost;
    }
  }
  state_->changed.notify_all();
  return idle;
}

bool SlowFile::finish(base::Span at_most) {
  std::unique_lock lock{state_->mutex};
  return state_->changed.wait_for(lock, at_most, [&] { return state_->idle(); });
}

void SlowFile::run(const std::shared_ptr<State>& state) {
  std::unique_lock lock{state->mutex};
  while (true) {
    state->changed.wait(lock, [&] { return state->closing || !state->waiting.empty(); });
    if (state->waiting.empty()) return;
    std::string lines;
    for (const std::string& line : state->waiting) lines += line;
    state->waiting.clear();
    const std::size_t lost = std::exchange(state->lost, 0);
    state->busy = true;
    lock.unlock();
    state->put(lines, lost);
    lock.lock();
    state->busy = false;
    state->changed.notify_all();
  }
}

int append_to(const std::filesystem::path& file, std::string_view lines) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return errno;
  const ssize_t written = ::write(fd, lines.data(), lines.size());
  const int error = written < 0 ? errno : written == static_cast<ssize_t>(lines.size()) ? 0 : ENOSPC;
  ::close(fd);
  return error;
}

}  // namespace examhall
