#pragma once
// Hands out signed checkpoints of the journal while it grows: into the log, into a file, and as a figure of
// /metrics. The file belongs on another machine's disk; then a history that was rewritten with the stolen
// database and key no longer fits what stands there. hand_out() blocks on that disk: not for the I/O thread.
#include <atomic>
#include <filesystem>

#include "journal/signed_checkpoint.hpp"

namespace examhall {

class Checkpoints {
 public:
  Checkpoints(const journal::JournalId& journal, base::SigningKey key, std::filesystem::path file)
      : journal_{journal}, key_{std::move(key)}, file_{std::move(file)} {}

  /// A file that cannot be written is logged; the log still has the checkpoint.
  void hand_out(const journal::Head& head, base::Instant now);
  /// The last one's place. Any thread.
  std::uint64_t seq() const { return seq_.load(std::memory_order_relaxed); }

 private:
  journal::JournalId journal_;
  base::SigningKey key_;
  std::filesystem::path file_;
  std::atomic<std::uint64_t> seq_{0};
};

}  // namespace examhall
