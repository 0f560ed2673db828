#pragma once
// Whole files: read with a limit, and written so that a reader never sees half of one.
#include <filesystem>
#include <string>

#include "base/problem.hpp"
#include "base/result.hpp"

namespace examhall::base {

/// Ids: file_missing, file_unreadable, file_too_large.
Result<std::string, Problem> read_file(const std::filesystem::path& path, std::size_t max_bytes);

/// Writes beside it, syncs, renames over it, syncs the folder. Throws std::runtime_error.
void write_file_atomically(const std::filesystem::path& path, std::string_view content, unsigned mode = 0644);

}  // namespace examhall::base
