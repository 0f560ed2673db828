#include "base/atomic_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace examhall::base {
namespace {

constexpr std::size_t kBuffered = 256 * 1024;

[[noreturn]] void fail(const std::filesystem::path& path) {
  throw std::runtime_error(fmt::format("cannot write {}: {}", path.string(), std::strerror(errno)));
}

}  // namespace

AtomicFile::AtomicFile(std::filesystem::path path, unsigned mode)
    : path_{std::move(path)}, temporary_{path_.string() + ".part"} {
  fd_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (fd_ < 0) fail(temporary_);
  buffer_.reserve(kBuffered);
}

AtomicFile::~AtomicFile() {
  if (fd_ < 0) return;
  ::close(fd_);
  ::unlink(temporary_.c_str());
}

void AtomicFile::write(std::string_view bytes) {
  if (buffer_.size() + bytes.size() >= kBuffered) flush();
  if (bytes.size() >= kBuffered) return put(bytes);
  buffer_.append(bytes);
}

void AtomicFile::flush() {
  put(buffer_);
  buffer_.clear();
}

void AtomicFile::put(std::string_view rest) {
  while (!rest.empty()) {
    const ssize_t n = ::write(fd_, rest.data(), rest.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail(temporary_);
    rest.remove_prefix(static_cast<std::size_t>(n));
  }
}

void AtomicFile::commit() {
  flush();
  if (::fsync(fd_) != 0) fail(temporary_);
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail(path_);
  ::close(fd_);
  fd_ = -1;
  const std::filesystem::path folder = path_.has_parent_path() ? path_.parent_path() : ".";
  const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return;
  ::fsync(directory);
  ::close(directory);
}

}  // namespace examhall::base
