#pragma once
// Exactly one process appends to a journal. The lock is the kernel's (flock), so it ends with the process,
// however that ends; the file's text only tells people who holds it.
#include <filesystem>

namespace examhall::store::sqlite {

class FileLock {
 public:
  /// Throws StorageRefused naming the holder's pid, StorageError if the file cannot be made.
  explicit FileLock(const std::filesystem::path& file);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  /// Open for writing, beside the journal.
  int fd() const { return fd_; }

 private:
  int fd_;
};

}  // namespace examhall::store::sqlite
