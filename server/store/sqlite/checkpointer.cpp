#include "store/sqlite/checkpointer.hpp"

#include <utility>

namespace examhall::store::sqlite {

Checkpointer::Checkpointer(const std::filesystem::path& file, const char* vfs)
    : connection_{file, Access::read_write, vfs} {
  connection_.checkpoint_on_close(false);
  connection_.run("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0");
  thread_ = std::thread{[this] { run(); }};
}

Checkpointer::~Checkpointer() {
  {
    const std::scoped_lock lock{mutex_};
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Checkpointer::start() {
  {
    const std::scoped_lock lock{mutex_};
    wanted_ = true;
  }
  changed_.notify_all();
}

std::optional<int> Checkpointer::moved() {
  const std::scoped_lock lock{mutex_};
  if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
  if (wanted_) return std::nullopt;
  return moved_;
}

void Checkpointer::wait() {
  std::unique_lock lock{mutex_};
  changed_.wait(lock, [this] { return !wanted_; });
  if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
}

void Checkpointer::run() {
  std::unique_lock lock{mutex_};
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || wanted_; });
    if (stopping_) return;
    lock.unlock();
    checkpoint();
    lock.lock();
    wanted_ = false;
    changed_.notify_all();
  }
}

void Checkpointer::checkpoint() {
  int moved = 0;
  const int code =
      sqlite3_wal_checkpoint_v2(connection_.raw(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, &moved);
  const std::scoped_lock lock{mutex_};
  moved_ = moved;
  // Somebody else checkpoints, or the disk is full: the log grows a little more, and commits tell if that
  // fails.
  if (code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_FULL) return;
  try {
    connection_.fail(code);
  } catch (const SqliteError&) {
    error_ = std::current_exception();
  }
}

}  // namespace examhall::store::sqlite
