#include "client/core/local_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace examhall::client {
namespace {

constexpr std::uint64_t kLargest = 64U << 20U;  // far beyond what one person can type

void make_private_folder(const std::filesystem::path& folder) {
  if (folder.empty() || std::filesystem::exists(folder)) return;
  std::filesystem::create_directories(folder);
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
}

}  // namespace

LocalFile::LocalFile(std::filesystem::path path) : path_{std::move(path)} {
  make_private_folder(path_.parent_path());
  descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor_ < 0) fail("open");
  struct stat about {};
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0 || ::fstat(descriptor_, &about) != 0) {
    const int error = errno;
    ::close(descriptor_);
    errno = error;
    fail("lock (is another client of this candidate running here?)");
  }
  size_ = static_cast<std::uint64_t>(about.st_size);
}

LocalFile::~LocalFile() { ::close(descriptor_); }

std::string LocalFile::read_all() const {
  if (size_ > kLargest) throw std::runtime_error(path_.string() + ": too large for a local journal");
  std::string content(size_, '\0');
  std::size_t done = 0;
  while (done < content.size()) {
    const ssize_t n =
        ::pread(descriptor_, content.data() + done, content.size() - done, static_cast<off_t>(done));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail("read");
    if (n == 0) break;
    done += static_cast<std::size_t>(n);
  }
  content.resize(done);
  return content;
}

void LocalFile::append(base::ByteView bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t n =
        ::pwrite(descriptor_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(size_ + done));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      const int error = n == 0 ? ENOSPC : errno;
      if (::ftruncate(descriptor_, static_cast<off_t>(size_)) != 0) errno = error;
      errno = error;
      fail("write");
    }
    done += static_cast<std::size_t>(n);
  }
  size_ += bytes.size();
}

void LocalFile::sync() {
  if (::fdatasync(descriptor_) != 0) fail("sync");
}

void LocalFile::truncate(std::uint64_t size) {
  if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) fail("truncate");
  size_ = size;
}

void LocalFile::sync_folder() {
  const auto folder = path_.has_parent_path() ? path_.parent_path() : std::filesystem::path{"."};
  const int d = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (d < 0) fail("open the folder of");
  const int result = ::fsync(d);
  ::close(d);
  if (result != 0) fail("sync the folder of");
}

void LocalFile::fail(const char* what) const {
  throw std::runtime_error("cannot " + std::string{what} + " " + path_.string() + ": " +
                           std::strerror(errno));
}

}  // namespace examhall::client
