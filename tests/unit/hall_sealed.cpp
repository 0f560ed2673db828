// Sealed papers in the hall: nobody begins before two custodians released the paper; late, moved, crashed,
// restarted.
#include "hall_bench.hpp"

namespace examhall::hall::test {
namespace {

const exam::Custodian kJia{"甲", std::string(64, '1')};
const exam::Custodian kYi{"乙", std::string(64, '2')};

exam::Batch sealed_junior() {
  exam::Batch b = junior();
  b.sealed = true;
  return b;
}

Publication sealed_publication(int candidates) {
  Publication p = Bench::publication(candidates, sealed_junior());
  p.paper = nullptr;
  p.sealed_items = kItems;
  return p;
}

/// What the vault is asked, and answers when the test says so.
struct Asked {
  std::vector<std::vector<exam::Custodian>> able;
};

Settings asking(const std::shared_ptr<Asked>& asked) {
  Settings s;
  s.ask_to_open = [asked](std::int64_t batch, const std::vector<exam::Custodian>& able) {
    REQUIRE(batch == kBatch);
    asked->able.push_back(able);
  };
  return s;
}

struct SealedBench {
  std::shared_ptr<Asked> asked = std::make_shared<Asked>();
  Bench b{kStart - 10min, asking(asked)};

  explicit SealedBench(int candidates = 2) {
    b.hall->publish(sealed_publication(candidates));
    b.settle();
  }
  std::string release(const exam::Custodian& who, Instant start = kStart) {
    auto said = std::make_shared<std::string>("waits");
    b.hall->release_paper(kBatch, {std::string(64, 'a'), who, start}, [said](std::string_view why) {
      *said = why.empty() ? "released" : std::string{why};
    });
    b.settle();
    return *said;
  }
  void open(std::shared_ptr<const PaperView> with = paper()) {
    REQUIRE_FALSE(asked->able.empty());
    b.hall->paper_opened(kBatch, std::move(with), {asked->able.back()[0], asked->able.back()[1]});
    b.settle();
  }
  void both() {
    CHECK(release(kJia) == "released");
    CHECK(release(kYi) == "released");
  }
  bool late() const {
    const auto shut = b.hall->shut_papers();
    return shut.size() == 1 && shut[0].late;
  }
};

bool shows_paper(const FakeLink& link) {
  return std::any_of(link.frames.begin(), link.frames.end(),
                     [](const std::string& f) { return f.find(kPlanted) != std::string::npos; }) ||
         !link.all<protocol::Start>().empty() || !link.all<protocol::Outline>().empty();
}

}  // namespace

TEST_CASE("released by two in advance, a sealed paper opens at the start") {
  SealedBench s;
  const auto link = s.b.seated(0);
  s.both();
  s.b.at(kStart - 1ms);
  CHECK(s.asked->able.empty());
  CHECK_FALSE(s.late());
  s.b.at(kStart);
  REQUIRE(s.asked->able.size() == 1);
  CHECK(s.asked->able[0] == std::vector{kJia, kYi});
  CHECK_FALSE(shows_paper(*link));
  link->heard();
  s.open();
  CHECK(link->heard() == "start outline item item item item paper_end");
  CHECK(s.b.status_counts() == "1 registered 1 sitting");
  CHECK(s.b.hall->shut_papers().empty());
  CHECK(s.b.record.last("paper_opened").draft.at == kStart);
  CHECK(s.b.record.count("paper_released") == 2);
  CHECK(s.b.record.last("paper_opened").place.seq < s.b.record.last("batch_started").place.seq);
  s.b.answer(link, 1, 0, "A");
  s.b.settle();
  CHECK(link->heard() == "ack");
}

TEST_CASE("one custodian opens nothing, however often") {
  SealedBench s;
  const auto link = s.b.seated(0);
  CHECK(s.release(kJia) == "released");
  CHECK(s.release(kJia) == "released");
  s.b.at(kStart + 1h);
  CHECK(s.asked->able.empty());
  CHECK(s.late());
  CHECK_FALSE(shows_paper(*link));
  CHECK(s.b.hall->shut_papers().at(0).releases == 1);
  s.b.hall->paper_opened(kBatch, paper(), {kJia, kJia});  // whatever asks for it
  s.b.hall->paper_opened(kBatch, paper(), {kJia, kYi});
  s.b.settle();
  CHECK_FALSE(shows_paper(*link));
  CHECK(s.b.record.count("paper_opened") == 0);
}

TEST_CASE("not released at the start: candidates wait in their seats, more may come, and nothing is lost") {
  SealedBench s;
  const auto early = s.b.seated(0);
  s.b.at(kStart + 20min);  // past the late-entry limit
  CHECK(s.b.status_counts() == "1 registered 1 seated");
  const auto late = s.b.seated(1);
  CHECK(late->heard() == "welcome");
  s.b.answer(early, 1, 0, "A");
  s.b.send(early, protocol::HandIn{4});
  s.b.settle();
  CHECK(early->heard() == "welcome !not_started !not_started");
  CHECK(s.late());
  s.both();
  s.b.at(kStart + 20min + 1s);
  REQUIRE(s.asked->able.size() == 1);
  s.open();
  CHECK(s.b.status_counts() == "2 sitting");
  CHECK(late->heard() == "start outline item item item item paper_end");
  CHECK(s.b.record.count("marked_absent") == 0);
  s.b.at(kEnd + kGrace);
  CHECK(s.b.closed.size() == 1);
}

TEST_CASE("never released: the batch never closes, and can be moved to another day") {
  SealedBench s;
  const auto link = s.b.seated(0);
  s.b.at(kEnd + 1h);
  CHECK(s.b.closed.empty());
  CHECK(s.b.record.count("batch_started") == 0);
  CHECK_FALSE(s.late());  // that window is over
  CHECK(s.b.acted(reschedule(kStart + 24h, kEnd + 24h)) == "applied 2");
  CHECK(s.release(kJia, kStart) == "other_start");
  CHECK(s.release(kJia, kStart + 24h) == "released");
  CHECK(s.release(kYi, kStart + 24h) == "released");
  s.b.at(kStart + 24h);
  s.open();
  CHECK(shows_paper(*link));
}

TEST_CASE("moved to an earlier start after the release, nothing opens before the start that was approved") {
  SealedBench s;
  s.both();
  CHECK(s.b.acted(reschedule(kStart - 5min, kEnd)) == "applied 2");
  s.b.at(kStart - 5min);
  s.b.at(kStart - 1ms);
  CHECK(s.asked->able.empty());
  CHECK(s.late());
  s.b.at(kStart);
  CHECK(s.asked->able.size() == 1);
}

TEST_CASE("moved to an earlier start and released again for it") {
  SealedBench s;
  s.both();
  CHECK(s.b.acted(reschedule(kStart - 5min, kEnd)) == "applied 2");
  CHECK(s.release(kJia, kStart - 5min) == "released");
  CHECK(s.release(kYi, kStart) == "other_start");
  s.b.at(kStart - 5min);
  CHECK(s.asked->able.empty());
  CHECK(s.release(kYi, kStart - 5min) == "released");
  s.b.at(kStart - 5min + 1s);
  CHECK(s.asked->able.size() == 1);
}

TEST_CASE("a paper that cannot be opened is asked for again every second") {
  SealedBench s;
  const auto link = s.b.seated(0);
  s.both();
  s.b.at(kStart);
  CHECK(s.asked->able.size() == 1);
  s.b.at(kStart + 5s);
  CHECK(s.asked->able.size() == 1);  // not before it is answered
  s.open(nullptr);
  s.b.at(kStart + 6s);
  CHECK(s.asked->able.size() == 2);
  auto other = std::make_shared<PaperView>(*paper());
  other->hash = std::string(64, 'b');
  s.open(other);
  auto shorter = std::make_shared<PaperView>(*paper());
  shorter->items.pop_back();
  s.b.at(kStart + 7s);
  s.open(shorter);
  CHECK_FALSE(shows_paper(*link));
  CHECK(s.b.record.count("paper_opened") == 0);
  s.b.at(kStart + 8s);
  s.open();
  CHECK(shows_paper(*link));
}

TEST_CASE("while the paper is being opened the batch cannot be moved") {
  SealedBench s;
  s.both();
  s.b.at(kStart);
  CHECK(s.b.acted(reschedule(kStart + 24h, kEnd + 24h)) == "already_started");
  CHECK(s.release(kYi) == "already_open");
  s.open(nullptr);
  CHECK(s.b.acted(reschedule(kStart + 24h, kEnd + 24h)) == "applied 2");
}

TEST_CASE("a crash before the opening: the custodians release again") {
  SealedBench s;
  s.b.seated(0);
  s.both();
  SealedBench after{0};
  Bench again{kStart - 5min, asking(after.asked)};
  again.record.resume(s.b.record, s.b.record.entries.size());
  again.hall->restore(again.record.fold());
  again.hall->publish(sealed_publication(2));
  again.settle();
  CHECK(again.hall->shut_papers().at(0).releases == 0);
  CHECK(again.hall->paper_status("2023-04-J")->released.empty());
  again.at(kStart + 1s);
  CHECK(after.asked->able.empty());
  for (const auto& who : {kJia, kYi}) {
    again.hall->release_paper(kBatch, {std::string(64, 'a'), who, kStart},
                              [](std::string_view why) { CHECK(why.empty()); });
  }
  again.at(kStart + 2s);
  REQUIRE(after.asked->able.size() == 1);
  again.hall->paper_opened(kBatch, paper(), {kJia, kYi});
  again.settle();
  CHECK(again.status_counts() == "1 registered 1 sitting");
}

TEST_CASE("a crash after the opening needs nobody") {
  SealedBench s;
  s.b.seated(0);
  s.both();
  s.b.at(kStart);
  s.open();
  Publication open = Bench::publication(2, sealed_junior());
  open.sealed_items = kItems;
  open.opened_by = {kJia, kYi};
  Bench again{s.b, kStart + 1min, open};
  again.settle();
  CHECK(again.record.count("paper_opened") == 1);
  const auto link = again.seated(0);
  CHECK(link->heard() == "welcome start outline item item item item paper_end");
}

TEST_CASE("a crash between the catalogue's opening and the journal's: the batch goes on by itself") {
  SealedBench s;
  s.b.seated(0);
  s.both();
  s.b.at(kStart);  // asked for; the catalogue has it, the journal has nothing
  Publication open = Bench::publication(2, sealed_junior());
  open.sealed_items = kItems;
  SECTION("opened for this batch") {
    open.opened_by = {kJia, kYi};
    Bench again{s.b, kStart + 3s, open};
    again.settle();
    CHECK(again.record.count("paper_opened") == 1);
    CHECK(again.status_counts() == "1 registered 1 sitting");
  }
  SECTION("opened for another batch that has the same paper") {
    Bench again{s.b, kStart + 3s, open};
    again.settle();
    CHECK(again.record.count("paper_opened") == 0);
    CHECK(again.hall->shut_papers().size() == 1);
  }
  SECTION("by somebody whose release is not in the journal") {
    open.opened_by = {kJia, {"丙", std::string(64, '3')}};
    Bench again{s.b, kStart + 3s, open};
    again.settle();
    CHECK(again.record.count("paper_opened") == 0);
  }
}

TEST_CASE("a release that does not fit is refused and leaves no event") {
  SealedBench s;
  CHECK(s.release(kJia, kStart - 1ms) == "other_start");
  std::string said;
  s.b.hall->release_paper(99, {std::string(64, 'a'), kJia, kStart},
                          [&](std::string_view why) { said = why; });
  CHECK(said == "no_such_batch");
  s.b.hall->release_paper(kBatch, {std::string(64, 'b'), kJia, kStart},
                          [&](std::string_view why) { said = why; });
  CHECK(said == "other_paper");
  CHECK(s.b.record.count("paper_released") == 0);
  Bench clear;
  clear.publish(1);
  clear.hall->release_paper(kBatch, {std::string(64, 'a'), kJia, kStart},
                            [&](std::string_view why) { said = why; });
  CHECK(said == "not_sealed");
}

TEST_CASE("an outage while the paper is not open costs nobody time") {
  SealedBench s;
  s.b.seated(0);
  s.b.at(kStart + 1min);
  Bench again{s.b, kStart + 5min, sealed_publication(2)};
  again.hall->note_outage(kStart + 1min);
  again.settle();
  CHECK(again.record.count("outage_noted") == 0);
}

TEST_CASE("whoever ends in the waiting room gets a receipt that names the sealed paper") {
  SealedBench s;
  const auto link = s.b.seated(0);
  s.b.acted(on_person("terminate", 0));
  CHECK(link->heard() == "welcome ended");
  CHECK(link->last<protocol::Ended>().receipt->find(std::string(64, 'a')) != std::string::npos);
}

TEST_CASE("a sealed batch is taken up only with its own paper") {
  Bench b;
  Publication p = sealed_publication(1);
  p.sealed_items = 0;
  b.hall->publish(p);
  CHECK(b.record.waiting.empty());
  Bench known{SealedBench{1}.b, kStart - 5min, [] {
                Publication other = sealed_publication(1);
                other.batch.paper = std::string(64, 'b');
                return other;
              }()};
  CHECK(known.hall->shut_papers().empty());
}

}  // namespace examhall::hall::test
