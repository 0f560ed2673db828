#pragma once
// The journal on SQLite: a file of its own in WAL mode with synchronous=FULL. Why a failed sync is survived
// honestly is told in docs/storage.md.
#include "store/sqlite/event_reader.hpp"
#include "store/sqlite/file_lock.hpp"
#include "store/sqlite/rewrite.hpp"

namespace examhall::store::sqlite {

class SqliteEventStore final : public journal::EventStore {
 public:
  /// Takes `file`'s lock ("journal.db" → "journal.lock"). Tests put a failing `vfs` under it.
  explicit SqliteEventStore(std::filesystem::path file, const char* vfs = nullptr);
  ~SqliteEventStore() override;

  journal::JournalId journal_id() const override { return id_; }
  journal::Head head() override;
  std::optional<base::Instant> last_beat() override;
  void read(std::uint64_t from, std::uint64_t to, const Visitor& visit) override;
  void read_batch_from(std::uint64_t from_seq, std::int64_t batch, const Visitor& visit) override;
  void commit(std::span<const journal::Event> events, std::optional<base::Instant> beat) override;
  journal::Head recover() override;
  void tidy(bool idle) override;

 private:
  struct Session;
  Session& session();
  void open();

  std::filesystem::path file_;
  const char* vfs_;
  FileLock lock_;
  CachedFile cached_;
  std::unique_ptr<Session> session_;  // none after a failure, until recover()
  journal::JournalId id_{};
};

}  // namespace examhall::store::sqlite
