#pragma once
// Writes an evidence file line by line and signs it at the end. One thread. Throws std::runtime_error if the
// disk fails; nothing is left then.
#include "base/atomic_file.hpp"
#include "base/digest.hpp"
#include "evidence/format.hpp"
#include "journal/checkpoint.hpp"

namespace examhall::evidence {

class SealedFile {
 public:
  explicit SealedFile(const std::filesystem::path& path) : file_{path} {}

  /// Without its line feed.
  void line(std::string_view text);
  /// The last line. Afterwards the file stands at its path, on disk.
  void seal(const journal::Checkpoint& checkpoint, const base::SigningKey& key);

  std::uint64_t bytes() const { return bytes_; }

 private:
  void put(std::string_view text);
  base::AtomicFile file_;
  base::Sha256 sha_;
  std::uint64_t bytes_ = 0;
};

}  // namespace examhall::evidence
