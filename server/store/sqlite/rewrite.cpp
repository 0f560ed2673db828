#include "store/sqlite/rewrite.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

#include "store/sqlite/connection.hpp"
#include "store/sqlite/file_system.hpp"

namespace examhall::store::sqlite {
namespace {

struct FreeName {
  void operator()(const char* name) const { sqlite3_free_filename(name); }
};

/// A file through SQLite's own operating system layer, so that whatever stands in for it sees this too.
class RawFile {
 public:
  RawFile(const std::filesystem::path& path, int kind, const char* vfs_name)
      : shown_{path.filename().string()} {
    sqlite3_initialize();
    sqlite3_vfs* vfs = sqlite3_vfs_find(vfs_name);
    if (vfs == nullptr) throw journal::StorageError{{"没有此 VFS", "there is no such VFS"}};
    memory_.resize(static_cast<std::size_t>(vfs->szOsFile) / sizeof(std::max_align_t) + 1);
    // Names handed to a VFS must come from SQLite: it looks for parameters behind them. They outlive the
    // file.
    name_.reset(const_cast<char*>(sqlite3_create_filename(path.c_str(), "", "", 0, nullptr)));
    check(vfs->xOpen(vfs, name_.get(), file(), SQLITE_OPEN_READWRITE | kind, nullptr));
  }
  ~RawFile() {
    if (file()->pMethods != nullptr) file()->pMethods->xClose(file());
  }
  RawFile(const RawFile&) = delete;
  RawFile& operator=(const RawFile&) = delete;

  void rewrite() {
    const sqlite3_io_methods& io = *file()->pMethods;
    sqlite3_int64 size = 0;
    check(io.xFileSize(file(), &size));
    std::vector<char> block(std::size_t{1} << 16);  // SQLite's layer writes less than 128 KiB at a time
    for (sqlite3_int64 at = 0; at < size;) {
      const int count = static_cast<int>(std::min<sqlite3_int64>(size - at, static_cast<int>(block.size())));
      check(io.xRead(file(), block.data(), count, at));
      check(io.xWrite(file(), block.data(), count, at));
      at += count;
    }
    check(io.xSync(file(), SQLITE_SYNC_NORMAL));
  }

  int control(int operation) { return file()->pMethods->xFileControl(file(), operation, nullptr); }

 private:
  sqlite3_file* file() { return reinterpret_cast<sqlite3_file*>(memory_.data()); }
  void check(int code) const {
    if (code != SQLITE_OK) throw SqliteError{code, shown_, sqlite3_errstr(code)};
  }

  std::string shown_;
  std::unique_ptr<char, FreeName> name_;
  std::vector<std::max_align_t> memory_;
};

/// Whether something stands in for the disk and has done it.
bool forgotten_by_stand_in(const std::filesystem::path& file, const char* vfs) {
  return vfs != nullptr && RawFile{file, SQLITE_OPEN_MAIN_DB, vfs}.control(kForgetCached) == SQLITE_OK;
}

[[noreturn]] void fail(const std::filesystem::path& file) {
  const char* why = std::strerror(errno);
  throw journal::StorageError{{fmt::format("无法写入 {}：{}", file.string(), why),
                               fmt::format("cannot write {}: {}", file.string(), why)}};
}

}  // namespace

CachedFile::~CachedFile() {
  if (fd_ >= 0) ::close(fd_);
}

// And the file of this name still.
bool CachedFile::is_open() const {
  struct stat mine {};
  struct stat named {};
  return fd_ >= 0 && ::fstat(fd_, &mine) == 0 && ::stat(file_.c_str(), &named) == 0 &&
         mine.st_dev == named.st_dev && mine.st_ino == named.st_ino;
}

void CachedFile::forget(const char* vfs) {
  if (!file_exists(file_) || forgotten_by_stand_in(file_, vfs)) return;
  if (!is_open()) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = ::open(file_.c_str(), O_RDONLY | O_CLOEXEC);
  }
  if (fd_ < 0) return;
  // Dirty pages are not forgotten. Those that cannot be written are clean afterwards.
  [[maybe_unused]] const int synced = ::fsync(fd_);
  ::posix_fadvise(fd_, 0, 0, POSIX_FADV_DONTNEED);
}

void rewrite_log(const std::filesystem::path& database, const char* vfs) {
  const std::filesystem::path log = database.string() + "-wal";
  if (file_exists(log)) RawFile{log, SQLITE_OPEN_WAL, vfs}.rewrite();
}

void settle_new_file(const std::filesystem::path& file) {
  using std::filesystem::perms;
  std::error_code error;
  std::filesystem::permissions(file, perms::owner_read | perms::owner_write, error);
  if (error) {
    errno = error.value();
    fail(file);
  }
  sync_folder(std::filesystem::absolute(file).parent_path());
}

void sync_folder(const std::filesystem::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) fail(folder);
  const bool synced = ::fsync(fd) == 0;
  ::close(fd);
  if (!synced) fail(folder);
}

}  // namespace examhall::store::sqlite
