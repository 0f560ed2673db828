// The feed against a page that knows nothing but what it is sent: what the page then shows is what the hall
// holds, and nothing of a place that it may not see was in any message.
#include "hall_bench.hpp"
#include "proctoring/card.hpp"
#include "proctoring/feed.hpp"

using namespace examhall;
using namespace examhall::hall::test;
using proctoring::Feed;
using proctoring::Row;
using proctoring::row_of;
using proctoring::whole;

namespace {

/// Folds messages as docs/console-protocol.md says.
struct Page {
  std::string room;  // "": all
  std::map<std::string, base::Json> rows;
  std::string all_frames;
  std::size_t changes = 0;
  std::optional<std::uint32_t> count;
  bool is_slow = false;
  std::size_t waiting = 0, most_waiting = 0;  // bytes that have not reached it
  std::unique_ptr<Feed::Watching> watching;

  void look(Feed& feed) {
    proctoring::Viewer viewer;
    viewer.queued = [this] { return waiting; };
    viewer.send = [this](const hall::Frame& frame) { hear(*frame); };
    viewer.covers = [this](std::int64_t batch, const std::string&, const std::string& place) {
      return batch == kBatch && (room.empty() || place == room);
    };
    watching = feed.watch(kBatch, std::move(viewer));
  }
  void hear(const std::string& frame) {
    all_frames += frame;
    if (is_slow) waiting += frame.size();
    most_waiting = std::max(most_waiting, waiting);
    const base::Json m = base::Json::parse(frame);
    if (m["type"] == "seats_end") count = m["count"].get<std::uint32_t>();
    if (m["type"] == "seats") {
      for (const auto& row : m["rows"]) rows[row["ticket"]] = row;
    }
    if (m["type"] != "change") return;
    for (const auto& change : m["rows"]) {
      ++changes;
      rows[change[0]].update(change[1]);
    }
    for (const auto& gone : m.value("gone", base::Json::array())) rows.erase(gone.get<std::string>());
  }
};

struct FeedWorld {
  Bench bench;
  Feed feed{[](const hall::LiveBatch&) {}};
  FeedWorld() { bench.hall->watch(feed); }

  void tick(int times = 1) {
    for (int i = 0; i < times; ++i) feed.tick(bench.clock.now());
  }
  void check(const Page& page, int candidates) const {
    std::map<std::string, base::Json> expected;
    for (int i = 0; i < candidates; ++i) {
      const hall::Seat* seat = feed.seating(kBatch).find(ticket(i));
      REQUIRE(seat != nullptr);
      if (!page.room.empty() && seat->enrolled.person.room != page.room) continue;
      expected[ticket(i)] = base::Json::parse(whole(row_of(*seat, bench.clock.now())));
    }
    CHECK(page.rows == expected);
  }
};

}  // namespace

TEST_CASE("a page shows what the hall holds, through a whole exam") {
  FeedWorld w;
  auto links = w.bench.sitting(4);
  Page page;
  page.look(w.feed);
  w.tick();
  CHECK(page.count == 4);
  w.check(page, 4);

  w.bench.clock.advance(5min);
  w.bench.answer(links[0], 1, 0, "A");
  w.bench.send(links[1], protocol::Report{"focus_lost", ""});
  w.bench.send(links[2], protocol::Call{1, true, "water"});
  w.bench.acted(on_person("extend", 3, 5min));
  w.bench.acted(on_person("message", 3));
  w.bench.hall->closed(links[1]);
  w.bench.settle();
  w.tick();
  w.check(page, 4);
  CHECK(page.rows[ticket(0)]["answered"] == 1);
  CHECK(page.rows[ticket(0)]["active"] == base::to_millis(w.bench.clock.now()));
  CHECK(page.rows[ticket(1)]["online"] == false);
  CHECK(page.rows[ticket(1)]["left"] == 1);
  CHECK(page.rows[ticket(1)]["away"] == false);  // nobody is there to be away
  CHECK(page.rows[ticket(2)]["call_text"] == "water");
  CHECK(page.rows[ticket(3)]["extra"] == 300'000);
  CHECK(page.rows[ticket(3)]["sent"] == 1);

  w.bench.at(kEnd + 10min);
  w.tick();
  w.check(page, 4);
  for (const auto& [ticket, row] : page.rows) CHECK(row["status"] == "collected");
}

TEST_CASE("what did not change is not sent") {
  FeedWorld w;
  auto links = w.bench.sitting(4);
  Page page;
  page.look(w.feed);
  w.tick();
  page.all_frames.clear();
  w.tick(3);
  CHECK(page.all_frames.empty());
  w.bench.clock.advance(1s);
  w.bench.answer(links[0], 1, 0, "A");
  w.bench.settle();
  w.tick(2);
  const base::Json change = base::Json::parse(page.all_frames);
  REQUIRE(change["rows"].size() == 1);
  CHECK(change["rows"][0][0] == ticket(0));
  std::set<std::string> members;
  for (const auto& [name, value] : change["rows"][0][1].items()) members.insert(name);
  CHECK(members == std::set<std::string>{"active", "answered", "clock"});
}

TEST_CASE("nothing is shown before it is on disk, and nothing while the disk fails") {
  FeedWorld w;
  auto links = w.bench.sitting(2);
  Page page;
  page.look(w.feed);
  w.tick();
  page.all_frames.clear();
  w.bench.answer(links[0], 1, 0, "A");
  w.bench.hall->run_due();
  w.tick();
  CHECK(page.all_frames.empty());
  w.bench.hall->storage(false);
  w.bench.commit();
  w.tick();
  CHECK(page.all_frames.empty());
  w.bench.hall->storage(true);
  w.tick();
  CHECK(page.rows[ticket(0)]["answered"] == 1);
}

TEST_CASE("nothing tells a room that there is another") {
  FeedWorld w;
  auto links = w.bench.sitting(6);  // odd ones in 306
  Page page;
  page.room = "305";
  page.look(w.feed);
  w.tick();
  CHECK(page.count == 3);
  for (int i = 0; i < 6; ++i) w.bench.answer(links[static_cast<std::size_t>(i)], 1, 0, "A");
  w.bench.settle();
  w.tick();
  w.check(page, 6);
  CHECK(page.all_frames.find("306") == std::string::npos);
  for (const int odd : {1, 3, 5}) CHECK(page.all_frames.find(ticket(odd)) == std::string::npos);
  page.all_frames.clear();
  w.bench.answer(links[1], 2, 0, "B");
  w.bench.settle();
  w.tick();
  CHECK(page.all_frames.empty());
}

TEST_CASE("many come in pieces, and what changes meanwhile is not lost") {
  FeedWorld w;
  constexpr int kMany = 1300;
  w.bench.publish(kMany);
  Page early, late;
  early.look(w.feed);
  w.tick();
  CHECK(early.rows.size() == 500);
  const auto first = w.bench.seated(0), last = w.bench.seated(kMany - 1);
  late.look(w.feed);
  w.tick();
  w.bench.clock.advance(10s);
  w.bench.hall->closed(first);
  w.bench.settle();
  w.tick(4);
  CHECK(early.count == kMany);
  CHECK(late.count == kMany);
  w.check(early, kMany);
  w.check(late, kMany);
}

TEST_CASE("a large hall comes whole over a slow line") {
  constexpr int kMany = 6000;
  constexpr std::size_t kPerTick = 16 * 1024, kOutbox = 1024 * 1024;
  FeedWorld w;
  w.bench.publish(kMany);
  Page slow, quick;
  slow.is_slow = true;
  slow.look(w.feed);
  quick.look(w.feed);
  int ticks = 0;
  for (; !slow.count && ticks < 1000; ++ticks) {
    w.tick();
    slow.waiting -= std::min(slow.waiting, kPerTick);
  }
  CHECK(slow.most_waiting < kOutbox);
  CHECK(ticks > 100);
  w.check(slow, kMany);
  w.check(quick, kMany);
}

TEST_CASE("those who come together share what is written in one tick, and each has a turn") {
  constexpr int kMany = 1300, kPages = 12;
  FeedWorld w;
  w.bench.publish(kMany);
  std::vector<Page> pages(kPages);
  for (Page& page : pages) page.look(w.feed);
  const auto shown = [&] {
    std::size_t rows = 0;
    for (const Page& page : pages) rows += page.rows.size();
    return rows;
  };
  w.tick();
  CHECK(shown() == 2000);
  w.tick(2);
  for (const Page& page : pages) CHECK(page.rows.size() == 500);
  pages[0].watching.reset();
  w.tick(6);
  for (int i = 1; i < kPages; ++i) CHECK(pages[static_cast<std::size_t>(i)].count == kMany);
  CHECK_FALSE(pages[0].count);
}

TEST_CASE("who moves to another room goes from one page and comes to the other") {
  FeedWorld w;
  auto links = w.bench.sitting(2);
  Page from, to;
  from.room = "305";
  to.room = "306";
  from.look(w.feed);
  to.look(w.feed);
  w.tick();
  hall::StaffAct move = on_person("move", 0);
  move.to_room = "306";
  move.to_seat = "9";
  CHECK(w.bench.acted(move) == "applied 1");
  w.tick();
  CHECK(from.rows.empty());
  w.check(to, 2);
}

TEST_CASE("in a pause the row says since when time stands, and does not change by itself") {
  FeedWorld w;
  auto links = w.bench.sitting(1);
  Page page;
  page.look(w.feed);
  w.tick();
  const auto ends_at = [&] { return page.rows[ticket(0)]["ends_at"]; };
  const auto paused = [&] { return page.rows[ticket(0)]["paused"]; };
  CHECK(paused() == 0);
  w.bench.clock.advance(10min);
  const Instant since = w.bench.clock.now();
  w.bench.acted(on_person("pause", 0));
  w.tick();
  CHECK(ends_at() == base::to_millis(kEnd));
  CHECK(paused() == base::to_millis(since));
  w.bench.clock.advance(7min);
  w.bench.publish(1);  // all rows are looked at again
  page.all_frames.clear();
  w.tick();
  CHECK(page.all_frames.empty());
  w.bench.acted(on_person("resume", 0));
  w.tick();
  CHECK(ends_at() == base::to_millis(kEnd + 7min));
  CHECK(paused() == 0);
}

TEST_CASE("before a window ends nobody is looked at to know the phase of the batch") {
  FeedWorld w;
  auto links = w.bench.sitting(2);
  w.bench.acted(on_person("extend", 1, 5min));
  const hall::LiveBatch& batch = *w.feed.batches().at(kBatch);
  const proctoring::Seating& seating = w.feed.seating(kBatch);
  CHECK(proctoring::ends_by_place(batch, seating, kEnd - 1ms).empty());
  CHECK(proctoring::ends_by_place(batch, seating, kEnd) == std::vector<Instant>{kEnd, kEnd + 5min});
  w.bench.at(kEnd + 10min);
  CHECK(proctoring::ends_by_place(batch, seating, kEnd + 10min).empty());
}

TEST_CASE("who is enrolled later appears") {
  FeedWorld w;
  w.bench.publish(2);
  Page page, other;
  other.room = "306";
  page.look(w.feed);
  other.look(w.feed);
  w.tick();
  w.bench.publish(4);
  w.tick();
  w.check(page, 4);
  w.check(other, 4);
}

TEST_CASE("one who has gone is told nothing") {
  FeedWorld w;
  auto links = w.bench.sitting(1);
  Page page;
  page.look(w.feed);
  w.tick();
  page.watching.reset();
  page.all_frames.clear();
  w.bench.answer(links[0], 1, 0, "A");
  w.bench.settle();
  w.tick();
  CHECK(page.all_frames.empty());
}

TEST_CASE("a hostile name is text") {
  Row row;
  row.name = "<img src=x onerror=alert(1)>\"\\ \xE2\x80\xAE \xFF" + std::string(1, '\0');
  const base::Json read = base::Json::parse(whole(row));
  CHECK(read["name"].get<std::string>().starts_with("<img src=x onerror=alert(1)>\"\\ \xE2\x80\xAE "));
  CHECK(read["name"].get<std::string>().back() == '\0');
}
