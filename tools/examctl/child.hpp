#pragma once
// Another program of this project, run as a child: found beside this one, its output into a file. One thread.
#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace examhall::examctl {

class Child {
 public:
  /// `program`: a name, looked for in the folder of the running executable. Throws std::runtime_error.
  Child(const std::string& program, const std::vector<std::string>& arguments,
        const std::filesystem::path& output);
  /// Killed and waited for, if it still runs.
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t pid() const { return pid_; }
  /// The exit status, 128 + signal for one that was killed; nullopt while it runs.
  std::optional<int> ended();
  void terminate();

 private:
  pid_t pid_ = -1;
  std::optional<int> status_;
};

}  // namespace examhall::examctl
