// Migrations, and files that are not ours.
#include <array>
#include <fstream>

#include "folder.hpp"
#include "store/open.hpp"
#include "store/sqlite/schema.hpp"
#include "store/sqlite/statement.hpp"

#include <catch2/catch.hpp>

using namespace examhall;
using namespace examhall::contract;
using store::StorageRefused;
using store::sqlite::Access;
using store::sqlite::Connection;
using store::sqlite::Schema;

namespace {

std::string dump(Connection& db) {
  std::string out = std::to_string(db.integer("PRAGMA user_version")) + "/" +
                    std::to_string(db.integer("PRAGMA application_id")) + "\n";
  store::sqlite::Statement rows{
      db, "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY 1, 2"};
  while (rows.step())
    out += rows.text(0) + "|" + rows.text(1) + "|" + rows.text(2) + "|" + rows.text(3) + "\n";
  return out;
}

constexpr std::array kSteps{"CREATE TABLE a (x INTEGER) STRICT", "ALTER TABLE a ADD COLUMN y TEXT",
                            "CREATE TABLE b (z BLOB) STRICT; INSERT INTO a VALUES (1, 'kept')"};
const Schema kSample{"样例", "sample", 42, kSteps};

}  // namespace

TEST_CASE("a database migrated step by step is the same as a fresh one") {
  const auto* schema = GENERATE(&store::sqlite::kJournalSchema, &store::sqlite::kCatalogueSchema, &kSample);
  const Folder folder;
  Connection fresh{folder / "fresh.db", Access::read_write};
  migrate(fresh, *schema);
  for (std::int64_t version = 1; version <= schema->newest(); ++version) {
    Connection old{folder / ("old" + std::to_string(version) + ".db").c_str(), Access::read_write};
    migrate(old, *schema, version);
    CHECK(old.integer("PRAGMA user_version") == version);
    for (std::int64_t next = version; next <= schema->newest(); ++next) migrate(old, *schema, next);
    CHECK(dump(old) == dump(fresh));
  }
}

TEST_CASE("a migration keeps what is there, and one that fails changes nothing") {
  const Folder folder;
  Connection db{folder / "x.db", Access::read_write};
  migrate(db, kSample, 1);
  db.run("INSERT INTO a VALUES (7)");
  const std::string before = dump(db);
  constexpr std::array kBroken{"", "CREATE TABLE c (x); CREATE TABLE a (x)"};
  CHECK_THROWS_AS(migrate(db, Schema{"", "", 42, kBroken}), store::StorageError);
  CHECK(dump(db) == before);
  migrate(db, kSample);
  CHECK(db.integer("SELECT x FROM a WHERE y IS NULL") == 7);
  CHECK(db.integer("SELECT count(*) FROM a") == 2);
}

TEST_CASE("a database of a newer Examhall is refused and left alone") {
  const Folder folder;
  store::open_journal(folder.path());
  store::open_catalogue(folder.path());
  for (const char* name : {store::kJournalFile, store::kCatalogueFile}) {
    Connection{folder / name, Access::read_write}.run("PRAGMA user_version = 99");
  }
  CHECK_THROWS_WITH(store::open_journal(folder.path()), Catch::Contains("newer Examhall (format 99"));
  CHECK_THROWS_WITH(store::open_journal_reader(folder.path()), Catch::Contains("newer Examhall (format 99"));
  CHECK_THROWS_WITH(store::open_catalogue(folder.path()), Catch::Contains("newer Examhall (format 99"));
  CHECK_THROWS_AS(store::open_catalogue(folder.path()), StorageRefused);
  Connection db{folder / store::kJournalFile, Access::read_write};
  CHECK(db.integer("PRAGMA user_version") == 99);
}

TEST_CASE("somebody else's database, or no database at all, is refused") {
  const Folder folder;
  Connection{folder / store::kJournalFile, Access::read_write}.run("CREATE TABLE theirs (x)");
  CHECK_THROWS_WITH(store::open_journal(folder.path()), Catch::Contains("not an Examhall journal"));
  std::ofstream{folder / store::kCatalogueFile} << std::string(5000, 'x');
  CHECK_THROWS_WITH(store::open_catalogue(folder.path()), Catch::Contains("restore a backup"));
  const Folder swapped;
  store::open_journal(swapped.path());
  std::filesystem::rename(swapped / store::kJournalFile, swapped / store::kCatalogueFile);
  CHECK_THROWS_WITH(store::open_catalogue(swapped.path()), Catch::Contains("not an Examhall catalogue"));
}

TEST_CASE("a reader refuses an older journal instead of changing it") {
  const Folder folder;
  Connection db{folder / "journal.db", Access::read_write};
  migrate(db, kSample, 1);
  CHECK_THROWS_WITH(require_newest(db, kSample), Catch::Contains("start the server once"));
  CHECK(db.integer("PRAGMA user_version") == 1);
}

TEST_CASE("an event can be neither changed nor removed by hand") {
  const Folder folder;
  auto journal = store::open_journal(folder.path());
  journal::Event event;
  event.seq = 1;
  journal->append(std::vector{event});
  journal.reset();
  Connection db{folder / store::kJournalFile, Access::read_write};
  CHECK_THROWS_WITH(db.run("UPDATE event SET body = ''"), Catch::Contains("never changed"));
  CHECK_THROWS_WITH(db.run("DELETE FROM event"), Catch::Contains("never removed"));
  CHECK(db.integer("SELECT count(*) FROM event") == 1);
}

TEST_CASE("both databases are in WAL mode, whole, and their owner's alone") {
  const Folder folder;
  store::open_journal(folder.path());
  store::open_catalogue(folder.path());
  for (const char* name : {store::kJournalFile, store::kCatalogueFile}) {
    Connection db{folder / name, Access::read_write};
    CHECK(db.text("PRAGMA journal_mode") == "wal");
    CHECK(db.text("PRAGMA integrity_check") == "ok");
    CHECK((std::filesystem::status(folder / name).permissions() &
           (std::filesystem::perms::others_all | std::filesystem::perms::group_all)) ==
          std::filesystem::perms::none);
  }
}
