#pragma once
// Numbered migrations: the n-th text of a schema takes a database from version n-1 to n, and is never changed
// once released. SQLite's application_id says whose file it is, user_version how far it has come.
#include <span>

#include "store/sqlite/connection.hpp"

namespace examhall::store::sqlite {

struct Schema {
  const char* zh;  ///< what the file is called in messages
  const char* en;
  std::int32_t application_id;
  std::span<const char* const> migrations;
  std::int64_t newest() const { return static_cast<std::int64_t>(migrations.size()); }
};

extern const Schema kJournalSchema;
extern const Schema kCatalogueSchema;

/// Throws StorageRefused if the file is something else or comes from a newer Examhall. Changes nothing.
void refuse_foreign(Connection& connection, const Schema& schema);

/// Runs what is missing, each migration in a transaction of its own, up to `target` (0: the newest).
void migrate(Connection& connection, const Schema& schema, std::int64_t target = 0);

/// For those who only read: throws StorageRefused unless the file is at the newest version.
void require_newest(Connection& connection, const Schema& schema);

}  // namespace examhall::store::sqlite
