#include "store/sqlite/file_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include "journal/storage_error.hpp"

namespace examhall::store::sqlite {
namespace {

std::string holder(int fd) {
  std::array<char, 32> text{};
  const ssize_t size = ::pread(fd, text.data(), text.size(), 0);
  std::string pid;
  for (ssize_t i = 0;
       i < size && text[static_cast<std::size_t>(i)] >= '0' && text[static_cast<std::size_t>(i)] <= '9';
       ++i) {
    pid += text[static_cast<std::size_t>(i)];
  }
  return pid.empty() ? "?" : pid;
}

void write_own_pid(int fd) {
  const std::string pid = fmt::format("{}\n", ::getpid());
  // Only for people: without it the lock holds just as well.
  if (::ftruncate(fd, 0) == 0) [[maybe_unused]]
    const ssize_t n = ::pwrite(fd, pid.data(), pid.size(), 0);
}

}  // namespace

FileLock::FileLock(const std::filesystem::path& file)
    : fd_{::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)} {
  if (fd_ < 0) {
    const char* why = std::strerror(errno);
    throw journal::StorageError{{fmt::format("无法创建 {}：{}", file.string(), why),
                                 fmt::format("cannot make {}: {}", file.string(), why)}};
  }
  if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
    const std::string pid = holder(fd_);
    ::close(fd_);
    throw journal::StorageRefused{
        {fmt::format("日志正由另一进程写入（进程号 {}）：同一数据目录只能运行一个服务", pid),
         fmt::format("another process (pid {}) writes this journal: only one server can run on a data folder",
                     pid)}};
  }
  write_own_pid(fd_);
}

FileLock::~FileLock() { ::close(fd_); }

}  // namespace examhall::store::sqlite
