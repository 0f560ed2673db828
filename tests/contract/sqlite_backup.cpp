// Backup beside a live server, its check, and the way back.
#include <fstream>

#include "catalogue_samples.hpp"
#include "events.hpp"
#include "folder.hpp"
#include "store/backup.hpp"
#include "store/open.hpp"
#include "store/sqlite/statement.hpp"

using namespace examhall;
using namespace examhall::contract;
namespace fs = std::filesystem;

namespace {

/// A data folder with 3,000 events and a little catalogue.
struct Site {
  Folder data;
  std::unique_ptr<journal::EventStore> journal = store::open_journal(data.path());
  std::unique_ptr<store::Catalogue> catalogue = store::open_catalogue(data.path());
  journal::Head head = journal->head();
  Site() {
    journal->append(next_events(head, 3000));
    catalogue->import_bank(bank({"a", "b"}));
  }
};

struct Made : Site {
  Folder elsewhere;
  fs::path backup = elsewhere / "backup";
  store::Manifest manifest = store::make_backup(data.path(), backup, kNow);
};

std::string first_id(const base::Result<store::Manifest, base::Problems>& result) {
  return result ? "sound" : result.error().front().id;
}

void flip_byte(const fs::path& file, std::streamoff at) {
  std::fstream f{file, std::ios::in | std::ios::out | std::ios::binary};
  f.seekg(at);
  const char byte = static_cast<char>(f.get() ^ 1);
  f.seekp(at);
  f.put(byte);
}

/// What a careful forger does: the manifest's hash and size fit the altered file.
void refit_manifest(const fs::path& backup) {
  std::ifstream in{backup / "journal.db", std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
  auto json = base::Json::parse(std::ifstream{backup / "manifest.json"});
  json["files"][0]["sha256"] = base::to_hex(base::sha256(bytes));
  json["files"][0]["bytes"] = bytes.size();
  std::ofstream{backup / "manifest.json"} << json.dump();
}

}  // namespace

TEST_CASE("a backup is sound, and restores to the same journal and catalogue") {
  Made made;
  CHECK(made.manifest.head.seq == 3000);
  CHECK(made.manifest.head.link == made.head.link);
  CHECK(first_id(store::check_backup(made.backup)) == "sound");
  const fs::path restored = made.elsewhere / "restored";
  REQUIRE(store::restore_backup(made.backup, restored));
  const auto journal = store::open_journal(restored);
  CHECK(journal->journal_id() == made.journal->journal_id());
  journal::Head head = require_sound(*journal);
  CHECK(head == made.head);
  CHECK(store::open_catalogue(restored)->bank("efar-junior", 1)->items.size() == 2);
  journal->append(next_events(head, 1));
  CHECK(require_sound(*journal).seq == 3001);
}

TEST_CASE("the server writes on while it is copied; the copy is of one moment") {
  Site site;
  const Folder elsewhere;
  int calls = 0;
  std::vector<std::string> order;
  const auto manifest = store::make_backup(site.data.path(), elsewhere / "b", kNow,
                                           [&](const std::string& file, int done, int total) {
                                             if (order.empty() || order.back() != file) order.push_back(file);
                                             CHECK(done <= total);
                                             if (++calls <= 200)
                                               site.journal->append(next_events(site.head, 50));
                                           });
  CHECK(calls >= 2);
  CHECK(order == std::vector<std::string>{"journal.db", "catalogue.db"});
  CHECK(manifest.head.seq == 3000);
  CHECK(first_id(store::check_backup(elsewhere / "b")) == "sound");
  CHECK(require_sound(*site.journal) == site.head);
}

TEST_CASE("checking and restoring a backup leave it as it was") {
  Made made;
  CHECK(store::check_backup(made.backup));
  CHECK(store::restore_backup(made.backup, made.elsewhere / "restored"));
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator{made.backup}) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  CHECK(names == std::vector<std::string>{"catalogue.db", "journal.db", "manifest.json"});
}

TEST_CASE("a flipped byte, a missing file and a wrong manifest are found") {
  Made made;
  SECTION("byte") {
    flip_byte(made.backup / "catalogue.db", 6000);
    CHECK(first_id(store::check_backup(made.backup)) == "backup_altered");
  }
  SECTION("file") {
    fs::remove(made.backup / "catalogue.db");
    CHECK(first_id(store::check_backup(made.backup)) == "backup_incomplete");
  }
  SECTION("no manifest") {
    fs::remove(made.backup / "manifest.json");
    CHECK(first_id(store::check_backup(made.backup)) == "file_missing");
  }
  SECTION("no JSON") {
    std::ofstream{made.backup / "manifest.json"} << "{";
    CHECK(first_id(store::check_backup(made.backup)) == "json_syntax");
  }
  SECTION("another file named") {
    auto json = base::Json::parse(std::ifstream{made.backup / "manifest.json"});
    json["files"][0]["name"] = "../../etc/passwd";
    std::ofstream{made.backup / "manifest.json"} << json.dump();
    CHECK(first_id(store::check_backup(made.backup)) == "backup_incomplete");
  }
  CHECK_FALSE(store::restore_backup(made.backup, made.elsewhere / "restored"));
  CHECK_FALSE(fs::exists(made.elsewhere / "restored"));
}

TEST_CASE("an event altered in the copy is found even when manifest and database are made to fit") {
  Made made;
  {
    store::sqlite::Connection db{made.backup / "journal.db", store::sqlite::Access::read_write};
    db.run(
        "PRAGMA journal_mode = DELETE; DROP TRIGGER event_is_never_changed; UPDATE event SET body = '{}' "
        "WHERE seq = 77");
  }
  refit_manifest(made.backup);
  const auto result = store::check_backup(made.backup);
  CHECK(first_id(result) == "backup_chain_broken");
  CHECK(result.error().front().text.en.find("row 77") != std::string::npos);
}

TEST_CASE("a journal cut short is found by the manifest's head") {
  Made made;
  {
    store::sqlite::Connection db{made.backup / "journal.db", store::sqlite::Access::read_write};
    db.run(
        "PRAGMA journal_mode = DELETE; DROP TRIGGER event_is_never_removed; DELETE FROM event WHERE seq > "
        "2990");
  }
  refit_manifest(made.backup);
  CHECK(first_id(store::check_backup(made.backup)) == "backup_chain_broken");
}

TEST_CASE("a damaged database is reported and no exception") {
  Made made;
  fs::resize_file(made.backup / "journal.db", fs::file_size(made.backup / "journal.db") / 2);
  refit_manifest(made.backup);
  CHECK(first_id(store::check_backup(made.backup)) == "backup_damaged");
}

TEST_CASE("what is restored into a folder that others can read is the owner's alone all the same") {
  const Made made;
  const fs::path restored = made.elsewhere / "restored";
  fs::create_directory(restored);
  fs::permissions(restored, fs::perms::owner_all | fs::perms::group_all | fs::perms::others_all);
  REQUIRE(store::restore_backup(made.backup, restored));
  const auto private_file = fs::perms::owner_read | fs::perms::owner_write;
  for (const char* name : {"journal.db", "catalogue.db"})
    CHECK(fs::status(restored / name).permissions() == private_file);
  const auto journal = store::open_journal(restored);
  const auto catalogue = store::open_catalogue(restored);
  for (const auto& file : fs::directory_iterator{restored}) {
    CAPTURE(file.path());
    CHECK(file.status().permissions() == private_file);
  }
}

TEST_CASE("nothing is overwritten: not by a backup, not by a restore") {
  Made made;
  CHECK_THROWS_WITH(store::make_backup(made.data.path(), made.backup, kNow), Catch::Contains("not empty"));
  CHECK(first_id(store::restore_backup(made.backup, made.data.path())) == "restore_would_overwrite");
  const Folder empty;
  CHECK_THROWS_AS(store::make_backup(empty.path(), made.elsewhere / "x", kNow), store::StorageError);
  CHECK(require_sound(*made.journal) == made.head);
}
