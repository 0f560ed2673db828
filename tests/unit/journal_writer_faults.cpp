// The writer on a failing disk: nothing acknowledged that is not there, nothing lost, nothing twice.
#include "journal_writer_rig.hpp"

using namespace examhall;
using namespace examhall::journal;
using std::chrono::milliseconds;

TEST_CASE("a commit that was lost is written again") {
  WriterRig rig;
  rig.store.script({Fault::lost});
  bool silent = false;
  rig.pause.on_retry = [&](std::size_t) {
    silent =
        rig.writer->health() == Health::failing && rig.committed.empty() && rig.writer->queue_size() == 1;
  };
  rig.start();
  rig.append();
  rig.wait_committed(1);
  rig.writer->stop();
  CHECK(silent);
  rig.check_all(1);
  CHECK(rig.health == std::vector<std::string>{"failing lost", "healthy "});
  CHECK(rig.pause.backoffs == std::vector<base::Span>{milliseconds{100}});
}

TEST_CASE("a commit that failed but landed is not written twice") {
  WriterRig rig;
  rig.store.script({Fault::landed});
  rig.start();
  rig.append();
  rig.wait_committed(1);
  rig.append();
  rig.writer->stop();
  rig.check_all(2);
}

TEST_CASE("the back-off doubles up to its limit and starts again after a success") {
  WriterRig rig;
  std::vector<Fault> script{Fault::lost};
  for (int i = 0; i < 8; ++i) script.push_back(Fault::refused);
  rig.store.script(script);
  rig.start();
  rig.append();
  rig.wait_committed(1);
  rig.store.script({Fault::lost});
  rig.append();
  rig.wait_committed(2);
  rig.writer->stop();
  std::vector<int> waits;
  for (const auto wait : rig.pause.backoffs) waits.push_back(static_cast<int>(wait.count()));
  CHECK(waits == std::vector<int>{100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000, 100});
  CHECK(rig.health ==
        std::vector<std::string>{"failing lost", "failing refused", "healthy ", "failing lost", "healthy "});
}

TEST_CASE("whatever fails in whatever order, everything is written once and in order") {
  // Every script of four faults: 256 of them, each with events appended before and during the failure.
  const std::array kinds{Fault::none, Fault::lost, Fault::landed, Fault::refused};
  for (unsigned code = 0; code < 256; ++code) {
    INFO("script " << code);
    WriterRig rig;
    rig.store.script(
        {kinds[code & 3], kinds[(code >> 2) & 3], kinds[(code >> 4) & 3], kinds[(code >> 6) & 3]});
    rig.pause.on_retry = [&](std::size_t) { rig.append(); };
    rig.start();
    for (int i = 0; i < 3; ++i) rig.append();
    rig.wait_until([&] { return rig.committed.size() >= 3 && rig.writer->queue_size() == 0; });
    rig.pause.on_retry = nullptr;
    CHECK(rig.writer->stop().unflushed == 0);
    rig.check_all(3 + rig.pause.backoffs.size());
  }
}

TEST_CASE("rows of another program are never taken for one's own") {
  WriterRig rig;
  rig.store.script({Fault::lost});
  rig.pause.on_retry = [&](std::size_t attempt) {
    if (attempt != 1) return;
    Event strange;
    strange.seq = 1;
    rig.store.put_behind_the_back(strange);
  };
  rig.start({.stop_deadline = milliseconds{1000}});
  rig.append();
  rig.wait_until([&] { return rig.health.size() == 2; });
  CHECK(rig.health[1].find("another program wrote it") != std::string::npos);
  CHECK(rig.writer->stop().unflushed == 1);
  CHECK(rig.committed.empty());
  CHECK(rig.store.events().size() == 1);
}

TEST_CASE("stop on a dead disk gives up after its deadline and says how much is unwritten") {
  WriterRig rig;
  rig.store.script(std::vector<Fault>(1000, Fault::lost));
  rig.start({.stop_deadline = milliseconds{20000}});
  for (int i = 0; i < 5; ++i) rig.append();
  CHECK(rig.writer->stop().unflushed == 5);
  CHECK(rig.committed.empty());
  CHECK(rig.store.events().empty());
}

TEST_CASE("a failed heartbeat alone raises the alarm, and its success ends it") {
  WriterRig rig;
  rig.store.script({Fault::lost});
  rig.start();
  rig.clock.advance(milliseconds{1000});
  rig.pause.tick();
  rig.wait_until([&] { return rig.health.size() == 2; });
  rig.writer->stop();
  CHECK(rig.health == std::vector<std::string>{"failing lost", "healthy "});
  CHECK(rig.store.last_beat() == rig.clock.now());
}

TEST_CASE("a failed checkpoint is recovered from before anything more is written") {
  WriterRig rig;
  rig.store.fail_next_tidy();
  rig.start();
  rig.append();
  rig.wait_until([&] { return rig.health.size() == 2; });
  CHECK(rig.health == std::vector<std::string>{"failing checkpoint", "healthy "});
  rig.append();
  rig.writer->stop();
  rig.check_all(2);
}

TEST_CASE("a disk that hangs is seen from outside, though it reports no failure") {
  WriterRig rig;
  std::atomic<bool> hangs{true};
  rig.store.during_commit = [&] {
    while (hangs) std::this_thread::yield();
  };
  rig.start();
  CHECK(rig.writer->unanswered_for() == milliseconds{0});
  rig.append();
  rig.wait_store([&] { return rig.writer->unanswered_for() >= milliseconds{5}; });
  CHECK(rig.writer->health() == Health::healthy);
  hangs = false;
  rig.wait_committed(1);
  rig.wait_store([&] { return rig.writer->unanswered_for() == milliseconds{0}; });
  rig.writer->stop();
  rig.check_all(1);
}
