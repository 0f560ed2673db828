#pragma once
// A folder of a test's own, gone when it ends.
#include <stdlib.h>

#include <filesystem>
#include <string>

namespace examhall::contract {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "examhall-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"cannot make a folder"};
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const char* name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace examhall::contract
