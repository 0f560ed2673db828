#pragma once
// The file under the local journal: locked for one program, appended to, synced. One thread.
#include <filesystem>
#include <string>

#include "base/encoding.hpp"

namespace examhall::client {

class LocalFile {
 public:
  /// Opens or creates it (mode 0600; its folder too, 0700) and locks it. Throws std::runtime_error.
  explicit LocalFile(std::filesystem::path path);
  ~LocalFile();
  LocalFile(const LocalFile&) = delete;
  LocalFile& operator=(const LocalFile&) = delete;

  std::string read_all() const;
  /// Throws std::runtime_error; what was written of it is then cut off again, if possible.
  void append(base::ByteView bytes);
  void sync();
  void truncate(std::uint64_t size);
  /// Makes the file's name durable: its folder is synced.
  void sync_folder();

 private:
  [[noreturn]] void fail(const char* what) const;
  std::filesystem::path path_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace examhall::client
