#include "store/sqlite/event_reader.hpp"

#include <algorithm>

#include "store/sqlite/file_system.hpp"
#include "store/sqlite/schema.hpp"

namespace examhall::store::sqlite {
namespace {

using journal::Event;
using Visitor = journal::EventReader::Visitor;

constexpr std::int64_t kChunk = 1024;
constexpr std::int64_t kBatchWindow = 65'536;  // rows looked at under one snapshot when most are passed over

void fill(Event& event, const Statement& row) {
  event.seq = static_cast<std::uint64_t>(row.integer(0));
  event.at = row.time(1);
  event.batch = row.integer(2);
  event.attempt = row.integer(3);
  event.kind = row.view(4);
  event.body = row.view(5);
  event.salt = row.bytes<16>(6);
  event.link = row.bytes<32>(7);
}

std::size_t fetch(Statement& rows, std::vector<Event>& into) {
  std::size_t count = 0;
  while (rows.step()) {
    if (count == into.size()) into.emplace_back();
    fill(into[count++], rows);
  }
  return count;
}

bool visit_all(const std::vector<Event>& events, std::size_t count, const Visitor& visit) {
  for (std::size_t i = 0; i < count; ++i) {
    if (!visit(events[i])) return false;
  }
  return true;
}

std::int64_t clamped(std::uint64_t seq) {
  return static_cast<std::int64_t>(std::min<std::uint64_t>(seq, INT64_MAX - 1));
}

journal::JournalId read_id(Connection& connection) {
  Statement row{connection, "SELECT id FROM journal"};
  if (!row.step()) {
    throw journal::StorageError{
        {"日志没有编号：文件已损坏，请用备份恢复", "the journal has no id: restore a backup"}};
  }
  return row.bytes<16>(0);
}

}  // namespace

EventQueries::EventQueries(Connection& connection)
    : id_{read_id(connection)},
      last_{connection, "SELECT seq, link, at FROM event ORDER BY seq DESC LIMIT 1"},
      beat_{connection,
            "SELECT max(at) FROM (SELECT at FROM heartbeat UNION ALL "
            "SELECT at FROM (SELECT at FROM event ORDER BY seq DESC LIMIT 1))"},
      chunk_{connection,
             "SELECT seq, at, batch, attempt, kind, body, salt, link FROM event "
             "WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq LIMIT ?3"},
      batch_chunk_{connection,
                   "SELECT seq, at, batch, attempt, kind, body, salt, link FROM event "
                   "WHERE seq BETWEEN ?1 AND ?2 AND batch = ?3 ORDER BY seq"} {}

journal::Head EventQueries::head() {
  journal::Head head{0, journal::genesis_link(id_), {}};
  last_.select();
  if (last_.step()) {
    head = {static_cast<std::uint64_t>(last_.integer(0)), last_.digest(1), last_.time(2)};
  }
  last_.rewind();
  return head;
}

std::optional<base::Instant> EventQueries::last_beat() {
  std::optional<base::Instant> at;
  beat_.select();
  if (beat_.step() && !beat_.is_null(0)) at = beat_.time(0);
  beat_.rewind();
  return at;
}

void EventQueries::read(std::uint64_t from_seq, std::uint64_t to_seq, const Visitor& visit) {
  const std::int64_t last = clamped(to_seq);
  for (std::int64_t next = clamped(from_seq); next <= last;) {
    chunk_.select(next, last, kChunk);
    const std::size_t count = fetch(chunk_, rows_);
    if (count == 0 || !visit_all(rows_, count, visit)) return;
    next = static_cast<std::int64_t>(rows_[count - 1].seq) + 1;
  }
}

void EventQueries::read_batch_from(std::uint64_t from_seq, std::int64_t batch, const Visitor& visit) {
  const std::int64_t last = clamped(head().seq);
  for (std::int64_t next = clamped(from_seq); next <= last; next += kBatchWindow) {
    batch_chunk_.select(next, std::min(next + kBatchWindow - 1, last), batch);
    const std::size_t count = fetch(batch_chunk_, rows_);
    if (!visit_all(rows_, count, visit)) return;
  }
}

Connection SqliteEventReader::open(const std::filesystem::path& file, Access access) {
  if (!file_exists(file)) {
    throw journal::StorageRefused{{"数据目录中没有考试日志：" + file.string(),
                                   "there is no journal in the data folder: " + file.string()}};
  }
  Connection connection{file, access};
  require_newest(connection, kJournalSchema);
  return connection;
}

SqliteEventReader::SqliteEventReader(const std::filesystem::path& file, Access access)
    : connection_{open(file, access)}, queries_{connection_} {}

}  // namespace examhall::store::sqlite
