#pragma once
// After a failed fsync the kernel may mark the pages clean that never reached the disk; a later fsync of them
// succeeds and means nothing. Writing the same bytes again makes them dirty again, and the next sync honest.
#include <filesystem>

namespace examhall::store::sqlite {

/// Writes a file's own content over itself and syncs it. A file that is not there is fine. Throws
/// StorageError.
void rewrite_in_place(const std::filesystem::path& file);

/// Syncs a folder, so that files made in it stay. Throws StorageError.
void sync_folder(const std::filesystem::path& folder);

}  // namespace examhall::store::sqlite
