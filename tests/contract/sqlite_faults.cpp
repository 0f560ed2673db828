// The journal on a disk that fails at every point, one after the other.
#include <sqlite3.h>

#include "sqlite_rig.hpp"

using namespace examhall;
using namespace examhall::contract;
using fault_vfs::Operation;
using journal::Health;

namespace {

struct Failure {
  Operation operation;
  int code;
};

/// Three rounds of appends while the disk fails `count` times from the nth operation on. False if it never
/// did.
bool survive(Failure failure, int nth, int count) {
  FaultRig rig;
  rig.open();
  rig.start();
  fault_vfs::fail(failure.operation, nth, count, failure.code);
  std::size_t appended = 0;
  for (const int more : {1, 40, 3}) {
    rig.append(more);
    rig.wait_committed(appended += static_cast<std::size_t>(more));
  }
  CHECK(rig.writer->stop().unflushed == 0);
  const bool failed = !rig.health.empty();
  CHECK(rig.committed.size() == 44);
  for (std::size_t i = 0; i < rig.committed.size(); ++i) CHECK(rig.committed[i].seq == i + 1);
  if (failed) CHECK(rig.health.back() == Health::healthy);
  rig.writer.reset();
  rig.store.reset();
  fault_vfs::repair();
  CHECK(missing_in(rig.folder.path(), rig.committed) == "");
  store::sqlite::SqliteEventStore store{rig.folder / "journal.db"};
  CHECK(store.head().seq == 44);
  return failed;
}

}  // namespace

TEST_CASE(
    "whichever write or sync fails, service resumes by itself; nothing is lost and nothing is there twice") {
  const Failure failure =
      GENERATE(Failure{Operation::sync, SQLITE_IOERR_FSYNC}, Failure{Operation::write, SQLITE_IOERR_WRITE},
               Failure{Operation::write, SQLITE_FULL});
  const int count = GENERATE(1, 2, 5);
  int survived = 0;
  for (int nth = 1; survive(failure, nth, count); ++nth) ++survived;
  CAPTURE(survived);
  CHECK(survived >= 3);
}

TEST_CASE("nothing is acknowledged while syncs fail, and everything once they work again") {
  FaultRig rig;
  rig.open();
  rig.start();
  rig.append(5);
  rig.wait_committed(5);
  fault_vfs::fail(Operation::sync, 1, 1'000'000, SQLITE_IOERR_FSYNC);
  bool silent = true;
  rig.pause.on_retry = [&](int retries) {
    silent = silent && rig.committed.size() == 5 && rig.writer->health() == Health::failing;
    if (retries == 20) fault_vfs::repair();
  };
  rig.append(7);
  rig.wait_committed(12);
  rig.writer->stop();
  CHECK(silent);
  CHECK(rig.pause.retries == 20);
  CHECK(rig.health == std::vector<Health>{Health::failing, Health::failing, Health::healthy});
  CHECK(require_sound(*rig.store).seq == 12);
}

TEST_CASE("a full disk stops the acknowledgements; room again starts them, without a restart") {
  FaultRig rig;
  rig.open();
  rig.start();
  fault_vfs::fail(Operation::write, 1, 1'000'000, SQLITE_FULL);
  bool silent = true;
  rig.pause.on_retry = [&](int retries) {
    silent = silent && rig.committed.empty();
    if (retries < 10) rig.append(10);
    if (retries == 10) fault_vfs::repair();
  };
  rig.append(1);
  rig.wait_committed(91);
  rig.writer->stop();
  CHECK(silent);
  CHECK(require_sound(*rig.store).seq == 91);
}

TEST_CASE("a failed sync makes commit throw and leaves the store closed until it is recovered") {
  FaultRig rig;
  rig.open();
  journal::Head head = rig.store->head();
  rig.store->append(next_events(head, 1));
  const journal::Head good = head;
  fault_vfs::fail(Operation::sync, 1, 1, SQLITE_IOERR_FSYNC, "-wal");
  CHECK_THROWS_AS(rig.store->append(next_events(head, 1)), journal::StorageError);
  CHECK_THROWS_AS(rig.store->head(), journal::StorageError);
  CHECK_THROWS_AS(rig.store->tidy(true), journal::StorageError);
  const journal::Head found = rig.store->recover();
  CHECK((found == good || found == head));
  head = found;
  rig.store->append(next_events(head, 1));
  CHECK(require_sound(*rig.store) == head);
}

TEST_CASE("the message names the file and what to do, in both languages") {
  FaultRig rig;
  rig.open();
  journal::Head head = rig.store->head();
  fault_vfs::fail(Operation::write, 1, 1, SQLITE_FULL);
  try {
    rig.store->append(next_events(head, 1));
    FAIL("a full disk went unnoticed");
  } catch (const journal::StorageError& error) {
    CHECK(error.text().en.find("journal.db: the disk is full, make room") == 0);
    CHECK(error.text().zh.find("journal.db：磁盘已满，请腾出空间") == 0);
  }
}
