// What is on disk if the power goes at any moment: never less than what was acknowledged.
#include <sqlite3.h>

#include "sqlite_rig.hpp"

using namespace examhall;
using namespace examhall::contract;
using fault_vfs::Operation;

namespace {

std::string missing_after_cut(const std::vector<journal::Committed>& committed) {
  const Folder after;
  fault_vfs::copy_disk(after.path());
  return missing_in(after.path(), committed);
}

}  // namespace

TEST_CASE("the power cut is real: with synchronous=NORMAL it loses what was committed") {
  fault_vfs::install();
  fault_vfs::reset();
  const Folder folder;
  store::sqlite::Connection db{folder / "plain.db", store::sqlite::Access::read_write, fault_vfs::kName};
  db.run("PRAGMA journal_mode = WAL; CREATE TABLE t (n INTEGER)");
  const auto rows_after_cut = [&](const char* mode) {
    db.run(mode);
    db.run("INSERT INTO t VALUES (1)");
    const Folder after;
    fault_vfs::copy_disk(after.path());
    store::sqlite::Connection copy{after / "plain.db", store::sqlite::Access::read_write};
    return copy.integer("SELECT count(*) FROM t");
  };
  db.run("PRAGMA synchronous = FULL; INSERT INTO t VALUES (1)");
  CHECK(rows_after_cut("PRAGMA synchronous = FULL") == 2);
  CHECK(rows_after_cut("PRAGMA synchronous = NORMAL") == 2);
  CHECK(db.integer("SELECT count(*) FROM t") == 3);
}

TEST_CASE("the power may go right after any acknowledgement") {
  FaultRig rig;
  rig.open();
  rig.start();
  std::vector<std::string> cuts;
  rig.on_commit = [&] { cuts.push_back(missing_after_cut(rig.committed)); };
  std::size_t appended = 0;
  for (int round = 1; round <= 40; ++round) {
    rig.append(round);
    rig.wait_committed(appended += static_cast<std::size_t>(round));
    if (round % 10 == 0) rig.clock.advance(base::Span{1000});
  }
  rig.writer->stop();
  CHECK(cuts.size() >= 40);
  for (const std::string& missing : cuts) CHECK(missing.empty());
}

TEST_CASE("after any failed sync, too, the power may go right after the next acknowledgement") {
  // The sync that failed left pages that look clean and are not on disk: the next ones must not build on
  // them.
  bool failed = true;
  int points = 0;
  for (int nth = 1; failed; ++nth) {
    FaultRig rig;
    rig.open();
    rig.start();
    rig.append(30);
    rig.wait_committed(30);
    std::vector<std::string> cuts;
    rig.on_commit = [&] { cuts.push_back(missing_after_cut(rig.committed)); };
    fault_vfs::fail(Operation::sync, nth, 1, SQLITE_IOERR_FSYNC);
    for (const std::size_t until : {39, 48, 57}) {
      rig.append(9);
      rig.wait_committed(until);
    }
    rig.writer->stop();
    for (const std::string& missing : cuts) CHECK(missing == "");
    failed = !rig.health.empty();
    ++points;
  }
  CHECK(points > 3);
}

TEST_CASE("a log that a dead server left half synced is made honest before anything builds on it") {
  FaultRig rig;
  rig.open();
  journal::Head head = rig.store->head();
  rig.store->append(next_events(head, 10));
  journal::Head lost = head;
  fault_vfs::fail(Operation::sync, 1, 1'000'000, SQLITE_IOERR_FSYNC);
  CHECK_THROWS_AS(rig.store->append(next_events(lost, 50)), journal::StorageError);
  rig.store.reset();
  fault_vfs::repair();
  // The process is gone and the page cache is not: it still shows the fifty that were never acknowledged.
  rig.open();
  CHECK(rig.store->head() == head);
  rig.store->append(next_events(head, 1));
  const Folder after;
  fault_vfs::copy_disk(after.path());
  store::sqlite::SqliteEventStore reopened{after / "journal.db"};
  CHECK(require_sound(reopened) == head);
}

TEST_CASE("whatever part of the log reached the disk, what opens is an unbroken beginning") {
  const Folder folder;
  store::sqlite::SqliteEventStore store{folder / "journal.db"};
  journal::Head head = store.head();
  for (int i = 0; i < 12; ++i) store.append(next_events(head, 7));
  const auto size = std::filesystem::file_size(folder / "journal.db-wal");
  std::uint64_t last = 0;
  for (std::uintmax_t kept = 0; kept <= size; kept += 1009) {
    const Folder after;
    std::filesystem::copy_file(folder / "journal.db", after / "journal.db");
    std::filesystem::copy_file(folder / "journal.db-wal", after / "journal.db-wal");
    std::filesystem::resize_file(after / "journal.db-wal", kept);
    store::sqlite::SqliteEventStore reopened{after / "journal.db"};
    const std::uint64_t found = require_sound(reopened).seq;
    CHECK(found % 7 == 0);
    CHECK(found >= last);
    last = found;
  }
  CHECK(last == 77);
}
