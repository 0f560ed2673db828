// One candidate's history from the journal: which part of it, and how much of the journal is read for that.
#include <catch2/catch.hpp>

#include "journal_memory_store.hpp"
#include "office/history.hpp"

using namespace examhall;
using proctoring::History;
using proctoring::HistoryPart;

namespace {

constexpr std::int64_t kBatch = 7, kWho = 11;

struct HistoryWorld {
  journal::MemoryEventStore store;
  std::shared_ptr<int> asker = std::make_shared<int>();

  void put(std::int64_t attempt, std::string kind, std::string body = "{}", std::int64_t batch = kBatch) {
    journal::Event event;
    event.seq = store.head().seq + 1;
    event.batch = batch;
    event.attempt = attempt;
    event.kind = std::move(kind);
    event.body = std::move(body);
    store.append(std::span{&event, 1});
  }
  void put_many(int count, std::int64_t attempt) {
    for (int i = 0; i < count; ++i) put(attempt, "visited");
  }
  History read(std::uint64_t from = 1, std::uint64_t before = UINT64_MAX) {
    store.rows_looked_at = 0;
    return office::read_history(store, {1, kBatch, kWho, from, before, asker});
  }
};

std::string seqs(const History& history) {
  std::string out;
  for (const exam::Entry& e : history.entries) out += std::to_string(e.seq) + " ";
  return out + (history.more ? "more" : "");
}

}  // namespace

TEST_CASE("a history is of one candidate of one batch, in order") {
  HistoryWorld w;
  w.put(kWho, "registered");
  w.put(12, "registered");
  w.put(kWho, "begun");
  w.put(kWho, "begun", "{}", 8);
  w.put(kWho, "answered", R"({"item":2,"response":"SECRET"})");
  const History all = w.read();
  CHECK(seqs(all) == "1 3 5 ");
  CHECK(all.read_to == 5);
  CHECK(to_json(all.entries.back()).dump().find("SECRET") == std::string::npos);
  CHECK(seqs(w.read(1, 5)) == "1 3 ");
  CHECK(seqs(w.read(1, 0)).empty());
}

TEST_CASE("what follows a reading does not look at a row of before it") {
  HistoryWorld w;
  w.put_many(1000, 12);
  w.put(kWho, "begun");
  w.put_many(1000, 12);
  const History first = w.read();
  CHECK(seqs(first) == "1001 ");
  CHECK(first.read_to == 2001);
  CHECK(w.store.rows_looked_at == 2001);
  CHECK(seqs(w.read(first.read_to + 1)).empty());
  CHECK(w.store.rows_looked_at == 0);
  w.put(12, "begun");
  w.put(kWho, "handed_in");
  const History next = w.read(first.read_to + 1);
  CHECK(seqs(next) == "2003 ");
  CHECK(next.read_to == 2003);
  CHECK(w.store.rows_looked_at == 2);
}

TEST_CASE("what concerns everybody stands with whoever was registered by then") {
  HistoryWorld w;
  w.put(0, "batch_scheduled");
  w.put(0, "batch_extended");
  w.put(kWho, "registered");
  w.put(0, "batch_rescheduled", R"({"by":"qian","end":2,"reason":"snow","start":1})");
  w.put(0, "acted", R"({"target":"somebody else"})");
  w.put(0, "outage_noted", R"({"outcome":"over_limit"})");
  w.put(0, "outage_noted", "{}", 8);
  const History all = w.read();
  CHECK(seqs(all) == "3 4 6 ");
  CHECK(all.entries[1].text == "snow");
  w.put(0, "paper_opened");
  CHECK(seqs(w.read(all.read_to + 1)) == "8 ");
}

TEST_CASE("a first reading keeps the latest, what follows the earliest, and both say that there is more") {
  HistoryWorld w;
  w.put_many(office::kEntriesAtOnce + 2, kWho);
  const History first = w.read();
  CHECK(first.entries.size() == office::kEntriesAtOnce);
  CHECK(first.entries.front().seq == 3);
  CHECK(first.more);
  CHECK(seqs(w.read(1, 3)) == "1 2 ");
  const std::uint64_t from = first.read_to + 1;
  w.put_many(office::kEntriesAtOnce + 2, kWho);
  const History next = w.read(from);
  CHECK(next.entries.size() == office::kEntriesAtOnce);
  CHECK(next.entries.front().seq == from);
  CHECK(next.more);
  CHECK(next.read_to == next.entries.back().seq);
  const History rest = w.read(next.read_to + 1);
  CHECK(rest.entries.size() == 2);
  CHECK_FALSE(rest.more);
}

TEST_CASE("nobody reads on for one who has gone") {
  HistoryWorld w;
  w.put_many(1000, kWho);
  w.asker.reset();
  CHECK(w.read().entries.empty());
  CHECK(w.store.rows_looked_at == 1);
}
