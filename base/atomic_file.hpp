#pragma once
// A file written so that a reader never sees half of one: beside its place first, synced, then renamed over
// it. One thread.
#include <filesystem>
#include <string>
#include <string_view>

namespace examhall::base {

/// Takes any length: what is written does not stay in memory.
class AtomicFile {
 public:
  /// Throws std::runtime_error, as do write() and commit().
  explicit AtomicFile(std::filesystem::path path, unsigned mode = 0600);
  /// Without commit() nothing is left of it.
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(std::string_view bytes);
  /// Returns after file and folder were synced.
  void commit();

 private:
  void flush();
  void put(std::string_view rest);

  std::filesystem::path path_;
  std::filesystem::path temporary_;
  std::string buffer_;
  int fd_ = -1;
};

}  // namespace examhall::base
