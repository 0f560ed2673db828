#pragma once
// Hands out signed checkpoints of the journal while it grows: into the log, into a file, and as a figure of
// /metrics. The file belongs on another machine's disk; then a history that was rewritten with the stolen
// database and key no longer fits what stands there. That machine may be gone: only the latest checkpoint
// waits for it, and nothing else does.
#include <atomic>
#include <filesystem>
#include <optional>

#include "journal/signed_checkpoint.hpp"
#include "slow_file.hpp"

namespace examhall {

class Checkpoints {
 public:
  /// An empty `file`: none.
  Checkpoints(const journal::JournalId& journal, base::SigningKey key, const std::filesystem::path& file);
  /// The same with a file that `put` writes.
  Checkpoints(const journal::JournalId& journal, base::SigningKey key, SlowFile::Put put);

  // One thread for all of these.
  /// A file that cannot be written, or does not answer, is logged by the next call; the log still has the
  /// checkpoint.
  void hand_out(const journal::Head& head, base::Instant now);
  /// Waits for the file, no longer than that.
  void finish(base::Span at_most);
  /// The last one's place; 0: none was handed out.
  std::uint64_t seq() const { return last_ ? last_->checkpoint.seq : 0; }
  /// The last one, whole, in the Prometheus text form: whoever keeps the figures of this server keeps its
  /// checkpoints.
  std::string to_metrics() const;

 private:
  void tell_error();

  journal::JournalId journal_;
  base::SigningKey key_;
  std::shared_ptr<std::atomic<int>> error_ =
      std::make_shared<std::atomic<int>>(0);  // of the file, not told yet
  std::optional<SlowFile> file_;
  std::optional<journal::SignedCheckpoint> last_;
};

}  // namespace examhall
