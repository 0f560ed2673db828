#pragma once
// Where log lines go and what they look like. Messages are "words key=value …" without secrets, ID numbers or
// answers; with format json each becomes one JSON object a line. A thread of its own writes them: the disk of
// the log may hang like any other, and whoever has something to tell candidates must not wait for it.
#include <memory>

#include "config/config.hpp"
#include "slow_file.hpp"

namespace examhall {

/// The program's log, as long as it lives; at its end what waits is written, if the file answers within
/// seconds.
class Log {
 public:
  /// Throws std::system_error if the file cannot be opened.
  explicit Log(const config::Config& config);
  /// The same into what `write` writes, with that many lines at most waiting for it.
  Log(const config::Config& config, std::function<void(const std::string&)> write, std::size_t at_most);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  /// What waits for the file is written; false if that takes longer.
  bool finish(base::Span at_most) { return file_->finish(at_most); }

 private:
  std::shared_ptr<SlowFile> file_;
};

}  // namespace examhall
