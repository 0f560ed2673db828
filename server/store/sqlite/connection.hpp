#pragma once
// The thin layer over SQLite's C interface: closes what it opens and throws what fails. One thread at a time
// for a connection and everything made from it. Seen only inside store/ and by its tests.
#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "journal/storage_error.hpp"

namespace examhall::store::sqlite {

class SqliteError : public journal::StorageError {
 public:
  SqliteError(int code, const std::string& file, std::string_view message);
  /// Primary result code: SQLITE_FULL, SQLITE_IOERR, SQLITE_BUSY …
  int code() const { return extended_ & 0xff; }
  int extended_code() const { return extended_; }

 private:
  int extended_;
};

enum class Access { read_only, read_write, immutable };

class Connection {
 public:
  /// read_write makes the file if there is none; immutable is for files that nobody writes (backups).
  Connection(const std::filesystem::path& file, Access access, const char* vfs = nullptr);

  sqlite3* raw() const { return db_.get(); }
  /// Statements without parameters and results.
  void run(const char* sql);
  std::int64_t integer(const char* sql);
  /// The one text that a pragma answers with.
  std::string text(const char* sql);
  /// Whether the last connection to close moves the write-ahead log into the main file; it does unless told.
  void checkpoint_on_close(bool wanted);
  int changes() const { return sqlite3_changes(raw()); }
  std::int64_t last_rowid() const { return sqlite3_last_insert_rowid(raw()); }
  [[noreturn]] void fail(int code) const;

 private:
  friend class Transaction;
  struct Close {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
  };
  std::string name_;
  std::unique_ptr<sqlite3, Close> db_;
  int open_transactions_ = 0;
};

/// Rolls back unless commit() succeeded. Within another one it is a step of that, and durable with it.
/// Whether there is another one is known here and not asked of SQLite: what a failed rollback left open must
/// never be taken for one.
class Transaction {
 public:
  explicit Transaction(Connection& connection)
      : connection_{connection}, within_{connection.open_transactions_ > 0} {
    connection_.run(within_ ? "SAVEPOINT step" : "BEGIN IMMEDIATE");
    ++connection_.open_transactions_;
  }
  ~Transaction() {
    --connection_.open_transactions_;
    const char* undo = within_ ? "ROLLBACK TO step; RELEASE step" : "ROLLBACK";
    if (!done_) sqlite3_exec(connection_.raw(), undo, nullptr, nullptr, nullptr);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() {
    connection_.run(within_ ? "RELEASE step" : "COMMIT");
    done_ = true;
  }

 private:
  Connection& connection_;
  const bool within_;
  bool done_ = false;
};

}  // namespace examhall::store::sqlite
