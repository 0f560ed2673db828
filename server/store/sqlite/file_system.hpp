#pragma once
#include <filesystem>

namespace examhall::store::sqlite {

/// Whether there is such a file. Throws StorageError if the file system does not say.
bool file_exists(const std::filesystem::path& file);

/// Throws StorageError if the file system under `fd`, a file open for writing, has shut itself down. A sync
/// that was under way when that happened may have returned success with nothing on disk (docs/storage.md, "A
/// file system that gives up"). Reads and writes no data.
void require_living_file_system(int fd);

}  // namespace examhall::store::sqlite
