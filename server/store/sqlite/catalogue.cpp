#include "store/sqlite/catalogue.hpp"

#include "store/sqlite/file_system.hpp"
#include "store/sqlite/rewrite.hpp"
#include "store/sqlite/schema.hpp"

namespace examhall::store::sqlite {
namespace {

namespace fs = std::filesystem;

Connection open(const fs::path& file, const char* vfs) {
  const bool is_new = !file_exists(file);
  Connection connection{file, Access::read_write, vfs};
  if (is_new) settle_new_file(file);
  refuse_foreign(connection, kCatalogueSchema);
  connection.run(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
      "PRAGMA trusted_schema = OFF");
  migrate(connection, kCatalogueSchema);
  // Into the main file with what a crashed program left in the log; best effort beside other programs.
  sqlite3_wal_checkpoint_v2(connection.raw(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  return connection;
}

}  // namespace

bool is_taken(const SqliteError& error) {
  return error.extended_code() == SQLITE_CONSTRAINT_UNIQUE ||
         error.extended_code() == SQLITE_CONSTRAINT_PRIMARYKEY ||
         error.extended_code() == SQLITE_CONSTRAINT_ROWID;
}

bool is_dangling(const SqliteError& error) { return error.extended_code() == SQLITE_CONSTRAINT_FOREIGNKEY; }

SqliteCatalogue::SqliteCatalogue(const fs::path& file, const char* vfs)
    : connection_{open(file, vfs)},
      data_version_{connection_, "PRAGMA data_version"},
      pending_requests_{
          connection_,
          "SELECT id, batch, kind, body, by_whom, created_at, state, outcome, decided_at, key FROM request "
          "WHERE state = 'pending' AND id > ? ORDER BY id"} {}

void SqliteCatalogue::put_institutions(std::span<const Institution> institutions) {
  Transaction transaction{connection_};
  Statement put{connection_,
                "INSERT INTO institution (code, name, province) VALUES (?, ?, ?) "
                "ON CONFLICT (code) DO UPDATE SET name = excluded.name, province = excluded.province"};
  for (const Institution& i : institutions) put.run(i.code, i.name, i.province);
  transaction.commit();
}

std::vector<Institution> SqliteCatalogue::institutions() {
  std::vector<Institution> out;
  Statement rows{connection_, "SELECT code, name, province FROM institution ORDER BY code"};
  while (rows.step()) out.push_back({rows.text(0), rows.text(1), rows.text(2)});
  return out;
}

Outcome SqliteCatalogue::remove_institution(std::string_view code) {
  const auto conflict = attempt(Conflict::institution_in_use, Conflict::institution_in_use,
                                "DELETE FROM institution WHERE code = ?", code);
  if (conflict) return base::Failure{*conflict};
  if (connection_.changes() == 0) return base::Failure{Conflict::institution_missing};
  return Done{};
}

std::optional<std::string> SqliteCatalogue::meta(std::string_view key) {
  Statement row{connection_, "SELECT value FROM meta WHERE key = ?"};
  if (!row.select(key).step()) return std::nullopt;
  return row.text(0);
}

void SqliteCatalogue::set_meta(std::string_view key, std::string_view value) {
  Statement{
      connection_,
      "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"}
      .run(key, value);
}

std::uint64_t SqliteCatalogue::change_stamp() {
  data_version_.select();
  const auto stamp = data_version_.step() ? data_version_.integer(0) : 0;
  data_version_.rewind();
  return static_cast<std::uint64_t>(stamp);
}

}  // namespace examhall::store::sqlite
