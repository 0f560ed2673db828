#pragma once
// Moves the write-ahead log into the main file on a thread and a connection of its own, so that no answer
// waits for those two syncs. It can only catch up with a moving end: the last step is the writer's
// (SqliteEventStore::tidy).
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "store/sqlite/connection.hpp"

namespace examhall::store::sqlite {

class Checkpointer {
 public:
  Checkpointer(const std::filesystem::path& file, const char* vfs);
  /// Waits for a checkpoint that runs.
  ~Checkpointer();
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

  /// Starts one unless one runs. Any thread.
  void start();
  /// Frames moved by the last one that ended; nullopt while one runs. Throws what it failed with, once.
  std::optional<int> moved();
  /// Waits for one that runs; throws what the last one failed with, unless moved() did.
  void wait();

 private:
  void run();
  void checkpoint();

  Connection connection_;  // the thread's
  std::mutex mutex_;
  std::condition_variable changed_;
  bool wanted_ = false;
  bool stopping_ = false;
  int moved_ = 0;
  std::exception_ptr error_;
  std::thread thread_;
};

}  // namespace examhall::store::sqlite
