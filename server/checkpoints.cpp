#include "checkpoints.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <cstring>

namespace examhall {
namespace {

// Told to the log by whoever comes next: this thread may be left behind while the log goes.
SlowFile::Put appending_to(const std::filesystem::path& file, std::shared_ptr<std::atomic<int>> error) {
  return [file, error = std::move(error)](const std::string& lines, std::size_t) {
    if (const int failed = append_to(file, lines)) *error = failed;
  };
}

}  // namespace

Checkpoints::Checkpoints(const journal::JournalId& journal, base::SigningKey key,
                         const std::filesystem::path& file)
    : journal_{journal}, key_{std::move(key)} {
  if (!file.empty()) file_.emplace(appending_to(file, error_), 1);
}

Checkpoints::Checkpoints(const journal::JournalId& journal, base::SigningKey key, SlowFile::Put put)
    : journal_{journal}, key_{std::move(key)} {
  file_.emplace(std::move(put), 1);
}

void Checkpoints::tell_error() {
  if (const int error = error_->exchange(0))
    spdlog::error("a checkpoint could not be written into the file why={}", std::strerror(error));
}

void Checkpoints::hand_out(const journal::Head& head, base::Instant now) {
  tell_error();
  if (head.seq == seq()) return;
  const auto& c = last_.emplace(journal::hand_out({journal_, head.seq, head.link, now, std::nullopt}, key_));
  spdlog::info("checkpoint seq={} link={} signature={}", head.seq, base::to_hex(head.link),
               base::to_base64(c.signature));
  if (file_ && !file_->write(journal::to_line(c) + "\n"))
    spdlog::error("the file of checkpoints does not answer: they stand in the log only");
}

std::string Checkpoints::to_metrics() const {
  std::string out = fmt::format(
      "# HELP examhall_checkpoint_seq Event of the last signed checkpoint.\n# TYPE examhall_checkpoint_seq "
      "gauge\n"
      "examhall_checkpoint_seq {}\n",
      seq());
  if (!last_) return out;
  out += fmt::format(
      "# HELP examhall_checkpoint_info The last signed checkpoint.\n# TYPE examhall_checkpoint_info gauge\n"
      "examhall_checkpoint_info{{seq=\"{}\",link=\"{}\",signature=\"{}\"}} 1\n",
      seq(), base::to_hex(last_->checkpoint.link), base::to_base64(last_->signature));
  return out;
}

void Checkpoints::finish(base::Span at_most) {
  if (file_ && !file_->finish(at_most)) spdlog::error("the last checkpoint stands in the log only");
  tell_error();
}

}  // namespace examhall
