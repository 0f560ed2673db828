#include "checkpoints.hpp"

#include <fcntl.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace examhall {
namespace {

// One write: a line is there whole or, after a crash of this machine, perhaps not at all.
bool append_line(const std::filesystem::path& file, const std::string& line) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return false;
  const bool written = ::write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  const int error = errno;
  ::close(fd);
  errno = error;
  return written;
}

}  // namespace

void Checkpoints::hand_out(const journal::Head& head, base::Instant now) {
  if (head.seq == seq()) return;
  const auto c = journal::hand_out({journal_, head.seq, head.link, now, std::nullopt}, key_);
  seq_.store(head.seq, std::memory_order_relaxed);
  const std::string line = journal::to_line(c);
  spdlog::info("checkpoint seq={} link={} signature={}", head.seq, base::to_hex(head.link),
               base::to_base64(c.signature));
  if (file_.empty() || append_line(file_, line + "\n")) return;
  spdlog::error("the checkpoint could not be written file={} why={}", file_.string(), std::strerror(errno));
}

}  // namespace examhall
