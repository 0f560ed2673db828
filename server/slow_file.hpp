#pragma once
// Lines for a file that may not answer: on a disk that hangs, on another machine that is gone. A thread of
// its own writes them in order, and nobody who has something to write ever waits for it. A thread that hangs
// in the file is left behind at the end: the kernel ends it with the process.
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "base/time.hpp"

namespace examhall {

class SlowFile {
 public:
  /// Puts whole lines behind what is there. Called on the thread alone, which may outlive the object: it owns
  /// what it uses. `lost`: how many lines were dropped before these.
  using Put = std::function<void(const std::string& lines, std::size_t lost)>;

  /// Of more lines than `at_most` that wait, the oldest are dropped.
  SlowFile(Put put, std::size_t at_most);
  ~SlowFile();
  SlowFile(const SlowFile&) = delete;
  SlowFile& operator=(const SlowFile&) = delete;

  /// False while what was written before is still under way. Any thread.
  bool write(std::string line);
  /// True once everything is written; waits no longer than that.
  bool finish(base::Span at_most);

 private:
  struct State;
  static void run(const std::shared_ptr<State>& state);

  std::shared_ptr<State> state_;
  std::thread thread_;
};

/// Appends in one write, so that a line is there whole or, after a crash of this machine, perhaps not at all.
/// 0, or the error's number.
int append_to(const std::filesystem::path& file, std::string_view lines);

}  // namespace examhall
