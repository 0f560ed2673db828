#include "store/sqlite/file_system.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "journal/storage_error.hpp"

namespace examhall::store::sqlite {

bool file_exists(const std::filesystem::path& file) {
  std::error_code error;
  const bool there = std::filesystem::exists(file, error);
  if (!error) return there;
  throw journal::StorageError{{fmt::format("无法访问 {}：{}", file.string(), error.message()),
                               fmt::format("cannot reach {}: {}", file.string(), error.message())}};
}

void require_living_file_system(int fd) {
  // Which of the two fails depends on the file system: asking for the attributes does on xfs, and a write of
  // nothing on ext4.
  struct stat attributes {};
  if (::fstat(fd, &attributes) == 0 && ::pwrite(fd, "", 0, 0) == 0) return;
  const char* why = std::strerror(errno);
  throw journal::StorageError{
      {fmt::format("文件系统已停止工作，刚才的写入不可信：{}", why),
       fmt::format("the file system has shut down, the last write cannot be trusted: {}", why)}};
}

}  // namespace examhall::store::sqlite
