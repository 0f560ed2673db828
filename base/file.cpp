#include "base/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace examhall::base {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_{fd} {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

[[noreturn]] void fail(const std::filesystem::path& path) {
  throw std::runtime_error(fmt::format("cannot write {}: {}", path.string(), std::strerror(errno)));
}

void write_all(int fd, std::string_view content, const std::filesystem::path& path) {
  while (!content.empty()) {
    const ssize_t n = ::write(fd, content.data(), content.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail(path);
    content.remove_prefix(static_cast<std::size_t>(n));
  }
}

}  // namespace

Result<std::string, Problem> read_file(const std::filesystem::path& path, std::size_t max_bytes) {
  const Place place{.file = path.string()};
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    return Failure{Problem{"file_missing", place, {"文件不存在或不是普通文件", "there is no such file"}}};
  }
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size > max_bytes) {
    return Failure{Problem{"file_too_large", place,
                   {fmt::format("文件有 {} 字节，超过上限 {} 字节", size, max_bytes),
                    fmt::format("the file has {} bytes, more than the limit of {}", size, max_bytes)}}};
  }
  std::ifstream in{path, std::ios::binary};
  std::string content(static_cast<std::size_t>(size), '\0');
  if (!in || !in.read(content.data(), static_cast<std::streamsize>(content.size()))) {
    return Failure{Problem{"file_unreadable", place, {"文件无法读取", "the file cannot be read"}}};
  }
  return content;
}

void write_file_atomically(const std::filesystem::path& path, std::string_view content, unsigned mode) {
  const std::filesystem::path temporary = path.string() + ".part";
  {
    const Descriptor file{::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)};
    if (file.get() < 0) fail(temporary);
    write_all(file.get(), content, temporary);
    if (::fsync(file.get()) != 0) fail(temporary);
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) fail(path);
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  const Descriptor directory{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (directory.get() >= 0) ::fsync(directory.get());
}

}  // namespace examhall::base
