#pragma once
// Copies of a data folder: made beside a live server, checked before anybody relies on them, restored into an
// empty folder only. The journal is copied first and the catalogue after it, so that no event names a paper
// or a candidate that the copy lacks. Keys are not part of it: keep them apart from what they open.
#include <filesystem>
#include <functional>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "journal/event.hpp"

namespace examhall::store {

struct BackupFile {
  std::string name;
  std::uint64_t bytes = 0;
  base::Digest sha256{};
};

/// What manifest.json holds.
struct Manifest {
  base::Instant made_at{};
  journal::JournalId journal{};
  journal::Head head;  ///< last_at is not kept
  std::vector<BackupFile> files;
};

/// Pages copied and pages in all, of the file that is being copied. Called often; cheap is polite.
using BackupProgress = std::function<void(const std::string& file, int done, int total)>;

/// Copies both databases of `data` into `target`, which is made and must not exist or be empty. Server and
/// staff go on working; the write-ahead logs grow while it runs. Throws StorageError. `manifest.json` is
/// written last: without it a folder is no backup.
Manifest make_backup(const std::filesystem::path& data, const std::filesystem::path& target,
                     base::Instant now, const BackupProgress& progress = {});

/// Hashes, SQLite's own integrity check, and the journal's chain up to the manifest's head. Changes nothing.
/// Ids: backup_incomplete, backup_altered, backup_damaged, backup_chain_broken, and those of reading a file.
base::Result<Manifest, base::Problems> check_backup(const std::filesystem::path& backup);

/// Checks the backup, then copies it to `data`, which must hold neither database. Ids: those of check_backup
/// and restore_would_overwrite. Throws StorageError if the disk fails.
base::Result<Manifest, base::Problems> restore_backup(const std::filesystem::path& backup,
                                                      const std::filesystem::path& data);

}  // namespace examhall::store
