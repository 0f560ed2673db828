#include "store/sqlite/rewrite.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

#include "store/sqlite/connection.hpp"

namespace examhall::store::sqlite {
namespace {

using Name = std::unique_ptr<char, void (*)(const char*)>;

/// The log's file through SQLite's own operating system layer, so that whatever stands in for it sees this
/// too.
class LogFile {
 public:
  LogFile(sqlite3_vfs& vfs, const char* path, const std::string& shown)
      : memory_(static_cast<std::size_t>(vfs.szOsFile) / sizeof(std::max_align_t) + 1), shown_{shown} {
    constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_WAL;
    check(vfs.xOpen(&vfs, path, file(), kFlags, nullptr));
  }
  ~LogFile() {
    if (file()->pMethods != nullptr) file()->pMethods->xClose(file());
  }
  LogFile(const LogFile&) = delete;
  LogFile& operator=(const LogFile&) = delete;

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

 private:
  sqlite3_file* file() { return reinterpret_cast<sqlite3_file*>(memory_.data()); }
  void check(int code) const {
    if (code != SQLITE_OK) throw SqliteError{code, shown_, sqlite3_errstr(code)};
  }

  std::vector<std::max_align_t> memory_;
  std::string shown_;
};

[[noreturn]] void fail(const std::filesystem::path& file) {
  const char* why = std::strerror(errno);
  throw journal::StorageError{{fmt::format("无法写入 {}：{}", file.string(), why),
                               fmt::format("cannot write {}: {}", file.string(), why)}};
}

}  // namespace

void rewrite_log(const std::filesystem::path& database, const char* vfs_name) {
  const std::string path = database.string() + "-wal";
  if (!std::filesystem::exists(path)) return;
  sqlite3_initialize();
  sqlite3_vfs* vfs = sqlite3_vfs_find(vfs_name);
  if (vfs == nullptr) throw journal::StorageError{{"没有此 VFS", "there is no such VFS"}};
  // Names handed to a VFS must come from SQLite: it looks for parameters behind them.
  const Name name{const_cast<char*>(sqlite3_create_filename(path.c_str(), "", "", 0, nullptr)),
                  &sqlite3_free_filename};
  LogFile{*vfs, name.get(), database.filename().string() + "-wal"}.rewrite();
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
