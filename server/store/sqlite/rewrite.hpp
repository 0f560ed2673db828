#pragma once
// After a failed fsync the kernel may mark pages clean that never reached the disk; a later fsync of them
// succeeds and means nothing. Two remedies, and both are needed: what the kernel has cached is forgotten, so
// that the disk itself is read, and what is read is written again, so that the next sync is honest.
#include <filesystem>
#include <utility>

namespace examhall::store::sqlite {

/// What the standing-in disk of a test is asked for by xFileControl; SQLite's own layer does not know it.
inline constexpr int kForgetCached = 0x4558'4801;

/// A file whose cached content the kernel can be made to forget, as often as it takes. It stays open as long
/// as this lives: closing one descriptor ends the locks that SQLite holds on the file for every connection of
/// this process, a reader's too. So none may be open when this goes.
class CachedFile {
 public:
  explicit CachedFile(std::filesystem::path file) : file_{std::move(file)} {}
  ~CachedFile();
  CachedFile(const CachedFile&) = delete;
  CachedFile& operator=(const CachedFile&) = delete;

  /// After one more try to write it. On ext4 this is the only way back: a block that was new when its write
  /// failed is not noted as written even when a later write of the same cached page succeeds, and reads as
  /// zeros after a power cut. Holds no lock. No file is fine. Never fails: the next read or sync will.
  void forget(const char* vfs);

 private:
  bool is_open() const;

  std::filesystem::path file_;
  int fd_ = -1;
};

/// Writes the content of a database's write-ahead log over itself and syncs it. The caller alone may write
/// it, and holds no connection to it. No log is fine. Throws StorageError.
void rewrite_log(const std::filesystem::path& database, const char* vfs);

/// For a database file that was just made: readable by its owner only (the log and the shared memory take
/// that over), and its name in the folder synced. Throws StorageError.
void settle_new_file(const std::filesystem::path& file);

/// Syncs a folder, so that files made in it stay. Throws StorageError.
void sync_folder(const std::filesystem::path& folder);

}  // namespace examhall::store::sqlite
