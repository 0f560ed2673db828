#pragma once
// A database copied through SQLite while others write it.
#include <filesystem>
#include <functional>

#include "store/sqlite/connection.hpp"

namespace examhall::store::sqlite {

/// From one snapshot, whatever is written meanwhile; `access` is how the source is opened. The copy is
/// synced, and folds the write-ahead log in.
void copy_database(const std::filesystem::path& from, Access access, const std::filesystem::path& to,
                   const std::function<void(int done, int total)>& progress);

}  // namespace examhall::store::sqlite
