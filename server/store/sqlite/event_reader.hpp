#pragma once
// Reads events in chunks: between two of them the snapshot is given up, so that a slow visitor never keeps
// the writer from taking its write-ahead log back to the start. Rows are only added, so chunks fit together.
#include <filesystem>
#include <vector>

#include "journal/event_store.hpp"
#include "store/sqlite/statement.hpp"

namespace examhall::store::sqlite {

/// The reading half, on a connection that somebody else owns and that outlives it.
class EventQueries {
 public:
  explicit EventQueries(Connection& connection);

  const journal::JournalId& journal_id() const { return id_; }
  journal::Head head();
  std::optional<base::Instant> last_beat();
  void read(std::uint64_t from_seq, std::uint64_t to_seq, const journal::EventReader::Visitor& visit);
  void read_batch_from(std::uint64_t from_seq, std::int64_t batch,
                       const journal::EventReader::Visitor& visit);

 private:
  journal::JournalId id_;
  Statement last_;
  Statement beat_;
  Statement chunk_;
  Statement batch_chunk_;
  std::vector<journal::Event> rows_;  // kept, so that its strings are reused
};

class SqliteEventReader final : public journal::EventReader {
 public:
  explicit SqliteEventReader(const std::filesystem::path& file, Access access = Access::read_only);

  journal::JournalId journal_id() const override { return queries_.journal_id(); }
  journal::Head head() override { return queries_.head(); }
  std::optional<base::Instant> last_beat() override { return queries_.last_beat(); }
  void read(std::uint64_t from, std::uint64_t to, const Visitor& visit) override {
    queries_.read(from, to, visit);
  }
  void read_batch_from(std::uint64_t from_seq, std::int64_t batch, const Visitor& visit) override {
    queries_.read_batch_from(from_seq, batch, visit);
  }

 private:
  static Connection open(const std::filesystem::path& file, Access access);
  Connection connection_;
  EventQueries queries_;
};

}  // namespace examhall::store::sqlite
