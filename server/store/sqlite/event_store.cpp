#include "store/sqlite/event_store.hpp"

#include <fmt/format.h>

#include "journal/sabotage.hpp"
#include "store/sqlite/checkpointer.hpp"
#include "store/sqlite/file_system.hpp"
#include "store/sqlite/rewrite.hpp"
#include "store/sqlite/schema.hpp"

namespace examhall::store::sqlite {
namespace {

namespace fs = std::filesystem;

// Frames of 4 KiB in the write-ahead log: from where on it is moved into the main file beside the commits,
// and from where on the writer takes the last step itself so that the log starts again at its beginning.
constexpr int kBackgroundFrames = 2048;
constexpr int kRestartFrames = 16'384;
constexpr int kIdleFrames = 256;

fs::path lock_file_of(fs::path journal) { return journal.replace_extension(".lock"); }

Connection open_for_writing(const fs::path& file, const char* vfs) {
  const bool is_new = !file_exists(file);
  Connection connection{file, Access::read_write, vfs};
  // After a failure it would move the log and delete it, trusting syncs that cannot be trusted then.
  connection.checkpoint_on_close(false);
  if (is_new) settle_new_file(file);
  refuse_foreign(connection, kJournalSchema);
  if (connection.text("PRAGMA journal_mode = WAL") != "wal") {
    throw journal::StorageRefused{{"此文件系统不支持 SQLite 的 WAL 模式，请换用本地磁盘",
                                   "this file system cannot carry SQLite's WAL mode: use a local disk"}};
  }
  connection.run("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA trusted_schema = OFF");
  migrate(connection, kJournalSchema);
  if constexpr (journal::kSabotage == journal::Sabotage::sync_normal)
    connection.run("PRAGMA synchronous = NORMAL");
  return connection;
}

int remember_frames(void* frames, sqlite3*, const char*, int count) {
  *static_cast<int*>(frames) = count;
  return SQLITE_OK;
}

}  // namespace

/// A connection and its statements, which live and die together.
struct SqliteEventStore::Session {
  Session(const fs::path& file, const char* vfs)
      : connection{open_for_writing(file, vfs)},
        queries{connection},
        begin{connection, "BEGIN IMMEDIATE"},
        insert{connection,
               "INSERT INTO event (seq, at, batch, attempt, kind, body, salt, link) VALUES (?, ?, ?, ?, ?, "
               "?, ?, ?)"},
        set_beat{connection,
                 "INSERT INTO heartbeat (one, at) VALUES (1, ?) "
                 "ON CONFLICT (one) DO UPDATE SET at = max(at, excluded.at)"},
        end{connection, "COMMIT"},
        checkpointer{file, vfs} {
    sqlite3_wal_hook(connection.raw(), &remember_frames, &wal_frames);
  }

  void write(std::span<const journal::Event> events, std::optional<base::Instant> beat) {
    begin.run();
    for (const journal::Event& e : events) {
      insert.run(static_cast<std::int64_t>(e.seq), e.at, e.batch, e.attempt, e.kind, e.body, e.salt, e.link);
    }
    if (beat) set_beat.run(*beat);
    end.run();
  }

  /// While the checkpointer runs it is left alone. Once it has moved nearly all of a long log, or when nobody
  /// waits, the rest is moved here: only then can the next commit start at the log's beginning again.
  void tidy(bool idle) {
    const std::optional<int> moved = checkpointer.moved();
    if (!moved) return;
    if (wal_frames < asked_at) asked_at = 0;
    if (idle ? wal_frames >= kIdleFrames
             : wal_frames >= kRestartFrames && wal_frames - *moved < kBackgroundFrames) {
      checkpoint(SQLITE_CHECKPOINT_PASSIVE);
      wal_frames = asked_at = 0;
    } else if (wal_frames - asked_at >= kBackgroundFrames) {
      asked_at = wal_frames;
      checkpointer.start();
    }
  }

  void checkpoint(int mode) {
    const int code = sqlite3_wal_checkpoint_v2(connection.raw(), nullptr, mode, nullptr, nullptr);
    if (code != SQLITE_OK) connection.fail(code);
  }

  Connection connection;
  EventQueries queries;
  Statement begin;
  Statement insert;
  Statement set_beat;
  Statement end;
  int wal_frames = 0;
  int asked_at = 0;  // wal_frames when the checkpointer was last started
  Checkpointer checkpointer;
};

SqliteEventStore::SqliteEventStore(fs::path file, const char* vfs)
    : file_{fs::absolute(file)}, vfs_{vfs}, lock_{lock_file_of(file_)}, cached_{file_} {
  open();
  id_ = session_->queries.journal_id();
}

/// In good order the last one to close moves the log into the main file and deletes it.
SqliteEventStore::~SqliteEventStore() {
  if (!session_) return;
  try {
    session_->checkpointer.wait();
    session_->connection.checkpoint_on_close(true);
  } catch (const journal::StorageError&) {
    // The next start does it, from what is on disk.
  }
}

/// Leaves a session in which every visible row is on disk. Whoever crashed before us, or we before a failure,
/// may have left frames in the log and pages in the main file that only the page cache holds. It is emptied,
/// so that the disk itself is read; the log is written anew before anything relies on it, and then the main
/// file from the log.
void SqliteEventStore::open() {
  cached_.forget(vfs_);
  CachedFile{file_.string() + "-wal"}.forget(vfs_);  // nobody locks it
  rewrite_log(file_, vfs_);
  auto session = std::make_unique<Session>(file_, vfs_);
  try {
    session->checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
  } catch (const SqliteError& error) {
    // A reader keeps the log from being emptied; it was made honest above all the same.
    if (error.code() != SQLITE_BUSY) throw;
  }
  session_ = std::move(session);
}

journal::Head SqliteEventStore::recover() {
  session_.reset();
  open();
  return session_->queries.head();
}

SqliteEventStore::Session& SqliteEventStore::session() {
  if (session_) return *session_;
  throw journal::StorageError{
      {"日志在写入失败后尚未恢复", "the journal has not been recovered since a failure"}};
}

journal::Head SqliteEventStore::head() { return session().queries.head(); }
std::optional<base::Instant> SqliteEventStore::last_beat() { return session().queries.last_beat(); }
void SqliteEventStore::read(std::uint64_t from, std::uint64_t to, const Visitor& visit) {
  session().queries.read(from, to, visit);
}
void SqliteEventStore::read_batch_from(std::uint64_t from_seq, std::int64_t batch, const Visitor& visit) {
  session().queries.read_batch_from(from_seq, batch, visit);
}

void SqliteEventStore::commit(std::span<const journal::Event> events, std::optional<base::Instant> beat) {
  try {
    session().write(events, beat);
    require_living_file_system(lock_.fd());
  } catch (const journal::StorageError&) {
    // Nothing is known about the transaction now; closing rolls back what was not committed.
    session_.reset();
    throw;
  }
}

void SqliteEventStore::tidy(bool idle) {
  Session& open = session();
  try {
    open.tidy(idle);
  } catch (const SqliteError& error) {
    // A reader or a full disk: the log grows a little more, and the next commit tells if that fails.
    if (error.code() == SQLITE_BUSY || error.code() == SQLITE_FULL) return;
    session_.reset();
    throw;
  }
}

}  // namespace examhall::store::sqlite
