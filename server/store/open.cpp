#include "store/open.hpp"

#include "store/sqlite/catalogue.hpp"
#include "store/sqlite/event_store.hpp"
#include "store/sqlite/rewrite.hpp"

namespace examhall::store {
namespace {

namespace fs = std::filesystem;

/// Personal data lives in it: for the owner only.
void make_folder(const fs::path& folder) {
  if (fs::exists(folder)) return;
  try {
    fs::create_directories(folder);
    fs::permissions(folder, fs::perms::owner_all);
  } catch (const fs::filesystem_error& error) {
    throw StorageError{{"无法创建数据目录：" + std::string{error.what()},
                        "cannot make the data folder: " + std::string{error.what()}}};
  }
  sqlite::sync_folder(fs::absolute(folder).parent_path());
}

}  // namespace

std::unique_ptr<journal::EventStore> open_journal(const fs::path& folder) {
  make_folder(folder);
  return std::make_unique<sqlite::SqliteEventStore>(folder / kJournalFile);
}

std::unique_ptr<journal::EventReader> open_journal_reader(const fs::path& folder) {
  return std::make_unique<sqlite::SqliteEventReader>(folder / kJournalFile);
}

std::unique_ptr<Catalogue> open_catalogue(const fs::path& folder) {
  make_folder(folder);
  return std::make_unique<sqlite::SqliteCatalogue>(folder / kCatalogueFile);
}

}  // namespace examhall::store
