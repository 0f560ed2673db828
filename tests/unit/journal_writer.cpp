// The writer: order, group commit, heartbeat and an ordered end.
#include "journal_writer_rig.hpp"

using namespace examhall;
using namespace examhall::journal;
using std::chrono::milliseconds;

TEST_CASE("events are committed in the order in which they were appended, with the link that is stored") {
  WriterRig rig;
  rig.start();
  for (std::uint64_t i = 1; i <= 500; ++i) CHECK(rig.append() == i);
  rig.wait_committed(500);
  CHECK(rig.writer->queue_size() == 0);
  CHECK(rig.writer->stop().unflushed == 0);
  rig.check_all(500);
  CHECK(rig.health.empty());
}

TEST_CASE("a writer goes on where the journal ends") {
  WriterRig rig;
  rig.start();
  rig.append();
  rig.writer->stop();
  rig.start();
  CHECK(rig.append() == 2);
  rig.writer->stop();
  rig.check_all(2);
}

TEST_CASE("what comes while a commit runs goes into one transaction") {
  WriterRig rig;
  rig.store.script({Fault::lost});
  // The first commit fails; 40 more events arrive before it is tried again.
  rig.pause.on_retry = [&](std::size_t) {
    for (int i = 0; i < 40; ++i) rig.append();
  };
  rig.start();
  rig.append();
  rig.wait_committed(41);
  rig.writer->stop();
  CHECK(rig.store.commit_sizes() == std::vector<std::size_t>{1, 40});
  rig.check_all(41);
}

TEST_CASE("what belongs together is never torn by a commit") {
  WriterRig rig;
  rig.start();
  rig.append();
  std::vector<Draft> together(25, Draft{rig.clock.now(), 7, 1001, "extended", "{}"});
  rig.writer->append_together(std::move(together));
  rig.append();
  rig.wait_committed(27);
  rig.writer->stop();
  std::size_t before = 0;
  bool whole = false;
  for (const std::size_t size : rig.store.commit_sizes()) {
    whole = whole || (before <= 1 && before + size >= 26);
    before += size;
  }
  CHECK(whole);
}

TEST_CASE("each event has a salt of its own") {
  WriterRig rig;
  rig.start();
  for (int i = 0; i < 600; ++i) rig.append();
  rig.writer->stop();
  auto events = rig.store.events();
  std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.salt < b.salt; });
  CHECK(std::adjacent_find(events.begin(), events.end(),
                           [](const Event& a, const Event& b) { return a.salt == b.salt; }) == events.end());
}

TEST_CASE("an idle writer writes a heartbeat, and tidies up") {
  WriterRig rig;
  rig.start();
  rig.append();
  rig.wait_committed(1);
  rig.clock.advance(milliseconds{1000});
  rig.pause.tick();
  rig.wait_store([&] { return rig.store.last_beat() == rig.clock.now(); });
  rig.wait_store([&] { return rig.store.tidied_idle() > 0; });
  rig.writer->stop();
  CHECK(rig.store.commit_sizes() == std::vector<std::size_t>{1, 0});
}

TEST_CASE("before the interval is over there is no heartbeat") {
  WriterRig rig;
  rig.start();
  rig.append();
  rig.wait_committed(1);
  const auto beat = rig.store.last_beat();
  rig.clock.advance(milliseconds{999});
  rig.pause.tick();
  rig.writer->stop();
  CHECK(rig.store.last_beat() == beat);
  CHECK(rig.store.commit_sizes() == std::vector<std::size_t>{1});
}

TEST_CASE("stop writes all that waits; nothing can be appended afterwards") {
  WriterRig rig;
  rig.start();
  for (int i = 0; i < 2000; ++i) rig.append();
  CHECK(rig.writer->stop().unflushed == 0);
  rig.check_all(2000);
  CHECK_THROWS_AS(rig.append(), std::logic_error);
  CHECK(rig.writer->stop().unflushed == 0);
}

TEST_CASE("as many as were under way before are gathered into one commit") {
  WriterRig rig;
  rig.store.set_commit_time(milliseconds{2});
  rig.store.script({Fault::lost});
  rig.pause.on_retry = [&](std::size_t) {
    for (int i = 0; i < 9; ++i) rig.append();
  };
  rig.start();
  rig.append();
  rig.wait_committed(10);
  rig.pause.gather_fully = true;
  for (int i = 0; i < 9; ++i) rig.append();
  rig.wait_committed(19);
  rig.writer->stop();
  CHECK(rig.store.commit_sizes() == std::vector<std::size_t>{1, 9, 9});
  rig.check_all(19);
}

TEST_CASE("one who is alone never waits for others") {
  WriterRig rig;
  rig.store.set_commit_time(milliseconds{2});
  rig.pause.gather_fully = true;
  rig.start();
  for (std::size_t i = 1; i <= 5; ++i) {
    rig.append();
    rig.wait_committed(i);
  }
  rig.writer->stop();
  CHECK(rig.pause.gathers == 0);
}
