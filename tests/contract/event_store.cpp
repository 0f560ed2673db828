// The contract of every event store.
#include <unistd.h>

#include "database.hpp"
#include "events.hpp"

using namespace examhall;
using namespace examhall::contract;
using journal::Event;
using journal::Head;

TEST_CASE("a new journal is empty, has an id, and keeps it") {
  const Kind kind = GENERATE(from_range(databases()));
  INFO(kind.name);
  const auto database = kind.make();
  journal::JournalId id{};
  {
    const auto store = database->open_journal();
    id = store->journal_id();
    CHECK(store->head() == Head{0, journal::genesis_link(id), {}});
    CHECK_FALSE(store->last_beat().has_value());
    CHECK(all_events(*store).empty());
  }
  CHECK(database->open_journal()->journal_id() == id);
  CHECK(kind.make()->open_journal()->journal_id() != id);
}

TEST_CASE("events come back byte for byte and in order") {
  const Kind kind = GENERATE(from_range(databases()));
  const auto database = kind.make();
  const auto store = database->open_journal();
  Head head = store->head();
  auto events = next_events(head, 5);
  events[1].body = std::string("{\"a\":\"\\u0000\"}");
  events[2].body = std::string(100'000, 'x');
  events[3].kind.clear();
  events[4].attempt = INT64_MAX;
  events[4].batch = INT64_MIN;
  head = {0, journal::genesis_link(store->journal_id()), {}};
  for (Event& e : events) e.link = head.link = journal::next_link(head.link, leaf_of(e));
  store->append(events);
  CHECK(all_events(*store) == events);
  CHECK(store->head() == Head{5, head.link, events[4].at});
  CHECK(all_events(*database->open_reader()) == events);
}

TEST_CASE("a range can be read, and reading can be stopped") {
  const Kind kind = GENERATE(from_range(databases()));
  const auto database = kind.make();
  const auto store = database->open_journal();
  Head head = store->head();
  store->append(next_events(head, 5000));
  std::vector<std::uint64_t> seqs;
  store->read(1023, 2050, [&](const Event& e) {
    seqs.push_back(e.seq);
    return true;
  });
  CHECK(seqs.size() == 1028);
  CHECK(seqs.front() == 1023);
  CHECK(seqs.back() == 2050);
  CHECK(std::is_sorted(seqs.begin(), seqs.end()));
  std::size_t visits = 0;
  store->read(10, UINT64_MAX, [&](const Event&) { return ++visits < 1500; });
  CHECK(visits == 1500);
  store->read(5001, UINT64_MAX, [&](const Event&) { return ++visits == 0; });
  store->read(9, 8, [&](const Event&) { return ++visits == 0; });
  CHECK(visits == 1500);
}

TEST_CASE("the events of one batch are read in order, and no others") {
  const Kind kind = GENERATE(from_range(databases()));
  const auto database = kind.make();
  const auto store = database->open_journal();
  Head head = store->head();
  for (int i = 0; i < 20; ++i) store->append(next_events(head, 10, i % 2 == 0 ? 4 : 5));
  std::vector<std::uint64_t> seqs;
  store->read_batch(5, [&](const Event& e) {
    CHECK(e.batch == 5);
    seqs.push_back(e.seq);
    return true;
  });
  CHECK(seqs.size() == 100);
  CHECK(seqs.front() == 11);
  CHECK(std::is_sorted(seqs.begin(), seqs.end()));
  store->read_batch(6, [&](const Event&) { return seqs.clear(), true; });
  CHECK(seqs.size() == 100);
  const auto from = [&](std::uint64_t first) {
    seqs.clear();
    store->read_batch_from(first, 5, [&](const Event& e) { return seqs.push_back(e.seq), true; });
    return seqs;
  };
  CHECK(from(0).size() == 100);
  CHECK(from(195) == std::vector<std::uint64_t>{195, 196, 197, 198, 199, 200});
  CHECK(from(200) == std::vector<std::uint64_t>{200});
  CHECK(from(201).empty());
  CHECK(from(UINT64_MAX).empty());
}

TEST_CASE("a visitor may ask the store again while it is visited") {
  const Kind kind = GENERATE(from_range(databases()));
  const auto database = kind.make();
  const auto store = database->open_journal();
  Head head = store->head();
  store->append(next_events(head, 2000));
  std::size_t visits = 0;
  store->read_all([&](const Event&) {
    if (visits == 100) store->append(next_events(head, 1));
    return ++visits > 0;
  });
  CHECK(visits == 2001);
}

TEST_CASE("a heartbeat is kept, alone or with events, and never goes back") {
  const Kind kind = GENERATE(from_range(databases()));
  const auto database = kind.make();
  {
    const auto store = database->open_journal();
    Head head = store->head();
    store->beat(kMorning);
    CHECK(store->last_beat() == kMorning);
    store->append_with_beat(next_events(head, 1), kMorning + base::Span{900});
    CHECK(store->last_beat() == kMorning + base::Span{900});
    store->beat(kMorning);
    CHECK(store->last_beat() == kMorning + base::Span{900});
    store->append(next_events(head, 1000));
    CHECK(store->last_beat() == head.last_at);
  }
  CHECK(database->open_journal()->last_beat() == kMorning + base::Span{1001});
}

TEST_CASE("a number that is taken is refused with all that came with it; the store recovers") {
  const Kind kind = GENERATE(from_range(databases()));
  const auto database = kind.make();
  const auto store = database->open_journal();
  Head head = store->head();
  const auto first = next_events(head, 3);
  store->append(first);
  Head again = {1, first[0].link, first[0].at};
  auto second = next_events(again, 1);
  second[0].seq = 4;
  second.push_back(first[2]);
  CHECK_THROWS_AS(store->append(second), journal::StorageError);
  CHECK_THROWS_AS(store->append(next_events(head, 1)), journal::StorageError);
  const Head recovered = store->recover();
  CHECK(recovered == Head{3, first[2].link, first[2].at});
  head = recovered;
  store->append(next_events(head, 1));
  CHECK(require_sound(*store).seq == 4);
}

TEST_CASE("what was appended is there after a crash; a journal can be copied and opened at any moment") {
  const Kind kind = GENERATE(from_range(databases()));
  const auto database = kind.make();
  const auto store = database->open_journal();
  Head head = store->head();
  for (int round = 0; round < 30; ++round) {
    store->append_with_beat(next_events(head, static_cast<std::size_t>(1 + round * 3)), head.last_at);
    if (round % 7 == 3) store->tidy(true);
    const auto copy = database->after_crash();
    const auto reopened = copy->open_journal();
    CHECK(require_sound(*reopened) == head);
    Head next = reopened->head();
    reopened->append(next_events(next, 2));
    CHECK(require_sound(*reopened).seq == head.seq + 2);
  }
}

TEST_CASE("recover on a healthy store changes nothing") {
  const Kind kind = GENERATE(from_range(databases()));
  const auto database = kind.make();
  const auto store = database->open_journal();
  Head head = store->head();
  store->append(next_events(head, 10));
  CHECK(store->recover() == head);
  CHECK(store->recover() == head);
  store->append(next_events(head, 10));
  CHECK(require_sound(*store).seq == 20);
}

TEST_CASE("a second writer is refused, and told who holds the journal") {
  const Kind kind = GENERATE(from_range(databases()));
  const auto database = kind.make();
  auto store = database->open_journal();
  try {
    database->open_journal();
    FAIL("two writers");
  } catch (const journal::StorageRefused& refused) {
    const std::string pid = std::to_string(::getpid());
    CHECK(refused.text().en.find("pid " + pid) != std::string::npos);
    CHECK(refused.text().zh.find(pid) != std::string::npos);
  }
  store.reset();
  CHECK_NOTHROW(database->open_journal());
}

TEST_CASE("a reader sees what is committed beside a live writer, and keeps it from nothing") {
  const Kind kind = GENERATE(from_range(databases()));
  const auto database = kind.make();
  CHECK_THROWS_AS(database->open_reader(), journal::StorageRefused);
  const auto store = database->open_journal();
  const auto reader = database->open_reader();
  CHECK(reader->head() == store->head());
  Head head = store->head();
  std::size_t visits = 0;
  store->append(next_events(head, 3000));
  reader->read_all([&](const Event&) {
    if (visits == 5) {
      for (int i = 0; i < 50; ++i) store->append(next_events(head, 20));
      store->tidy(true);
      CHECK(store->recover() == head);
    }
    return ++visits > 0;
  });
  CHECK(visits == 4000);
  CHECK(reader->head() == head);
}

TEST_CASE("a reader works where no server runs") {
  const Kind kind = GENERATE(from_range(databases()));
  const auto database = kind.make();
  Head head;
  {
    const auto store = database->open_journal();
    head = store->head();
    store->append(next_events(head, 10));
  }
  CHECK(require_sound(*database->open_reader()) == head);
  const auto crashed = database->after_crash();
  CHECK(require_sound(*crashed->open_reader()) == head);
}
