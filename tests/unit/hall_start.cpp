// The start: the first question to everyone, then the rest.
#include "hall_bench.hpp"

namespace examhall::hall::test {
namespace {

struct Opening {
  explicit Opening(int n, std::size_t chunk) {
    Settings s;
    s.paper_chunk = chunk;
    b.emplace(kStart - 10min, s);
    b->publish(n);
    for (int i = 0; i < n; ++i) links.push_back(b->seated(i));
    for (const auto& link : links) link->heard();
    b->clock.set(kStart);
  }
  std::optional<Bench> b;
  std::vector<LinkPtr> links;
};

}  // namespace

TEST_CASE("the beginning is told only once it is on disk") {
  Opening o{2, 500};
  CHECK(o.b->hall->run_due() > kStart);
  CHECK(o.b->record.pending() == "batch_started begun begun");
  for (const auto& link : o.links) CHECK(link->heard().empty());
}

TEST_CASE("everyone has the first question before anyone has the second") {
  const std::size_t group = GENERATE(1U, 2U, 3U, 100U);  // however the journal's commits fall
  Opening o{5, 2};
  o.b->hall->run_due();
  while (!o.b->record.waiting.empty()) {
    o.b->record.commit(*o.b->hall, group);
    for (const auto& link : o.links) CHECK(link->all<protocol::Item>().size() <= 1);
    if (!o.b->record.waiting.empty()) CHECK(o.b->hall->run_due() > kStart);  // it does not spin either
  }
  for (const auto& link : o.links) CHECK(link->heard() == "start outline item");
  CHECK(o.b->hall->run_due() == kStart);  // a turn of their own, in which the first questions are written
  CHECK(o.links[0]->heard().empty());
  CHECK(o.b->hall->run_due() == kStart);  // two served, more to do at once
  CHECK(o.links[0]->heard() == "item item item paper_end");
  CHECK(o.links[1]->heard() == "item item item paper_end");
  CHECK(o.links[2]->heard().empty());
  CHECK(o.b->hall->run_due() == kStart);
  CHECK(o.b->hall->run_due() == kStart);
  CHECK(o.b->hall->run_due() > kStart);  // all is written, and the log says how long it took
  CHECK(o.links[4]->heard() == "item item item paper_end");
  CHECK(o.links[4]->last<protocol::PaperEnd>().items == kItems);
}

TEST_CASE("should the disk fail in the middle of the start, those who have begun get their paper") {
  Opening o{3, 500};
  o.b->hall->run_due();
  o.b->record.commit(*o.b->hall, 2);
  o.b->hall->storage(false);
  o.b->hall->run_due();
  CHECK(o.links[0]->heard() == "start outline item storage item item item paper_end");
  CHECK(o.links[1]->heard() == "storage");
}

TEST_CASE("each has an order of their own, and the items come in it") {
  Opening o{3, 500};
  o.b->settle();
  for (std::uint32_t i = 0; i < 3; ++i) {
    const auto outline = o.links[i]->last<protocol::Outline>();
    CHECK(outline.order == std::vector<std::uint32_t>{i % 4, (i + 1) % 4, (i + 2) % 4, (i + 3) % 4});
    CHECK(outline.options.front() == protocol::DisplayOrder{1, 0});
    std::vector<std::uint32_t> came;
    for (const auto& item : o.links[i]->all<protocol::Item>()) came.push_back(item.item);
    CHECK(came == outline.order);
  }
}

TEST_CASE("items are not shuffled where the rules say so") {
  exam::Batch batch = junior();
  batch.rules.shuffle_items = false;
  batch.rules.shuffle_options = false;
  Bench b;
  const auto links = b.sitting(2, batch);
  CHECK(links[1]->last<protocol::Outline>().order == std::vector<std::uint32_t>{0, 1, 2, 3});
  CHECK(links[1]->last<protocol::Outline>().options.front().empty());
}

TEST_CASE("time begins for those whose connection dropped before the start too") {
  Bench b;
  b.publish(2);
  const auto gone = b.seated(0);
  b.hall->closed(gone);
  b.at(kStart);
  CHECK(b.status_counts() == "1 registered 1 sitting");
  b.at(kStart + 20min);  // past the late-entry limit, which is not for those who have begun
  const auto link = b.seated(0);
  CHECK(link->heard() == "welcome start outline item item item item paper_end");
  CHECK(link->last<protocol::Welcome>().deadline == kEnd);
}

TEST_CASE("paused between the first question and the rest: the rest follows on resuming") {
  Opening o{1, 500};
  o.b->hall->run_due();
  o.b->record.commit(*o.b->hall, SIZE_MAX);
  o.b->act(on_person("pause", 0));
  o.b->settle();
  CHECK(o.links[0]->heard() == "start outline item paused");
  o.b->acted(on_person("resume", 0));
  CHECK(o.links[0]->heard() == "deadline item item item paper_end");
}

TEST_CASE("paused before the beginning is on disk: the paper opens on resuming") {
  Opening o{1, 500};
  o.b->hall->run_due();
  o.b->act(on_person("pause", 0));
  o.b->settle();
  CHECK(o.links[0]->heard() == "paused");
  o.b->clock.advance(3min);
  o.b->acted(on_person("resume", 0));
  CHECK(o.links[0]->heard() == "deadline start outline item item item item paper_end");
  CHECK(o.links[0]->last<protocol::Start>().deadline == kEnd + 3min);
}

TEST_CASE("terminated between the first question and the rest: the rest stays") {
  Opening o{1, 500};
  o.b->hall->run_due();
  o.b->record.commit(*o.b->hall, SIZE_MAX);
  o.b->act(on_person("terminate", 0));
  o.b->settle();
  CHECK(o.links[0]->heard() == "start outline item ended");
}

TEST_CASE("run_due never asks to wait longer than a second, nor past the next boundary") {
  Bench b{kStart - 10min};
  b.publish(1);
  CHECK(b.hall->run_due() == kStart - 10min + 1s);
  b.clock.set(kStart - 300ms);
  CHECK(b.hall->run_due() == kStart);
  b.at(kStart);
  b.clock.set(kStart + 15min - 1ms);
  CHECK(b.hall->run_due() == kStart + 15min);
}

}  // namespace examhall::hall::test
