#include "store/sqlite/rewrite.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "journal/storage_error.hpp"

namespace examhall::store::sqlite {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file) {
  const char* why = std::strerror(errno);
  throw journal::StorageError{{fmt::format("无法写入 {}：{}", file.string(), why),
                               fmt::format("cannot write {}: {}", file.string(), why)}};
}

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& file, int flags) : fd_{::open(file.c_str(), flags | O_CLOEXEC)} {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

}  // namespace

void rewrite_in_place(const std::filesystem::path& file) {
  const Descriptor descriptor{file, O_RDWR};
  if (descriptor.get() < 0 && errno == ENOENT) return;
  if (descriptor.get() < 0) fail(file);
  std::vector<char> block(std::size_t{1} << 20);
  for (off_t at = 0;;) {
    const ssize_t got = ::pread(descriptor.get(), block.data(), block.size(), at);
    if (got < 0) fail(file);
    if (got == 0) break;
    // A short write is taken up by the next round's read.
    const ssize_t put = ::pwrite(descriptor.get(), block.data(), static_cast<std::size_t>(got), at);
    if (put <= 0) fail(file);
    at += put;
  }
  if (::fsync(descriptor.get()) != 0) fail(file);
}

void sync_folder(const std::filesystem::path& folder) {
  const Descriptor descriptor{folder, O_RDONLY | O_DIRECTORY};
  if (descriptor.get() < 0 || ::fsync(descriptor.get()) != 0) fail(folder);
}

}  // namespace examhall::store::sqlite
