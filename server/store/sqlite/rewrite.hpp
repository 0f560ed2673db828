#pragma once
// After a failed fsync the kernel may mark pages clean that never reached the disk; a later fsync of them
// succeeds and means nothing. Writing the same bytes again makes them dirty again, and the next sync honest.
#include <filesystem>

namespace examhall::store::sqlite {

/// Writes the content of a database's write-ahead log over itself and syncs it. The caller alone may write
/// it, and holds no connection to it. No log is fine. Throws StorageError.
void rewrite_log(const std::filesystem::path& database, const char* vfs);

/// For a database file that was just made: readable by its owner only (the log and the shared memory take
/// that over), and its name in the folder synced. Throws StorageError.
void settle_new_file(const std::filesystem::path& file);

/// Syncs a folder, so that files made in it stay. Throws StorageError.
void sync_folder(const std::filesystem::path& folder);

}  // namespace examhall::store::sqlite
