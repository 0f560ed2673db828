#pragma once
// Where a server's data lives: one folder with the journal and the catalogue in files of their own, so that a
// long import by examctl can never hold the journal's write lock. The only way to the databases.
#include <filesystem>
#include <memory>

#include "journal/event_store.hpp"
#include "store/catalogue.hpp"

namespace examhall::store {

constexpr const char* kJournalFile = "journal.db";
constexpr const char* kCatalogueFile = "catalogue.db";

/// Makes the folder and the journal if need be. One process at a time: StorageRefused names the holder's pid.
std::unique_ptr<journal::EventStore> open_journal(const std::filesystem::path& folder);

/// For examctl, beside a live server or without one. StorageRefused if there is no journal.
std::unique_ptr<journal::EventReader> open_journal_reader(const std::filesystem::path& folder);

/// Makes the folder and the catalogue if need be and migrates an older one. Any number of processes.
std::unique_ptr<Catalogue> open_catalogue(const std::filesystem::path& folder);

}  // namespace examhall::store
