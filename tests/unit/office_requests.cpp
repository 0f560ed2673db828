// The office's book of requests: what has a name is done once, however often it is asked for, and answered
// each time with what became of it, while it is under way, after it was decided and after the office came up
// again.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <condition_variable>
#include <filesystem>
#include <future>
#include <mutex>

#include "base/secret.hpp"
#include "office/office.hpp"
#include "store/open.hpp"

using namespace examhall;
using namespace std::chrono_literals;

namespace {

/// What came to the hall, in order; decided when the test says so.
class FakeHall {
 public:
  struct Came {
    hall::StaffAct act;
    std::function<void(const hall::StaffOutcome&)> done;
  };
  office::HallLine line() {
    office::HallLine out;
    out.publish = [](const auto&) {};
    out.act = [this](hall::StaffAct act, std::function<void(const hall::StaffOutcome&)> done) {
      const std::lock_guard lock{mutex_};
      came_.push_back({std::move(act), std::move(done)});
      arrived_.notify_all();
    };
    out.note_graded = [](std::int64_t, const exam::Graded&, const std::function<void(std::string_view)>&) {};
    return out;
  }
  /// The n-th, from 0: waits until it has come.
  Came at(std::size_t n) {
    std::unique_lock lock{mutex_};
    REQUIRE(arrived_.wait_for(lock, 10s, [&] { return came_.size() > n; }));
    return came_[n];
  }
  std::size_t count() {
    const std::lock_guard lock{mutex_};
    return came_.size();
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<Came> came_;
};

hall::StaffAct extension(const std::string& key, const std::string& by = "zhao") {
  hall::StaffAct act;
  act.kind = "extend";
  act.batch = 7;
  act.scope = "person";
  act.target = "T1";
  act.time = 5min;
  act.by = by;
  act.key = key;
  act.reason = "as asked";
  return act;
}

struct RequestWorld {
  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("office-" + base::to_hex(base::random_bytes(8)));
  base::ManualClock clock{base::from_millis(1'684'546'200'000)};
  std::optional<FakeHall> hall;
  std::optional<office::Office> office;

  RequestWorld() {
    std::filesystem::create_directory(folder);
    start();
  }
  ~RequestWorld() {
    office.reset();
    std::filesystem::remove_all(folder);
  }
  /// The next process: it knows what is on disk.
  void start() {
    office.reset();
    hall.emplace();
    office.emplace(store::open_catalogue(folder), hall->line(), clock);
    office->start();
  }

  using Said = std::future<std::string>;
  static std::pair<office::Office::Answered, Said> ear() {
    auto said = std::make_shared<std::promise<std::string>>();
    auto future = said->get_future();
    return {[said](std::int64_t request, const hall::StaffOutcome& o) {
              said->set_value(fmt::format("{} {} {}", request, o.applied ? "applied" : o.why, o.affected));
            },
            std::move(future)};
  }
  Said ask(const hall::StaffAct& act) {
    auto [done, said] = ear();
    office->ask(act, done);
    return std::move(said);
  }
  Said recall(const std::string& by, const std::string& key) {
    auto said = std::make_shared<std::promise<std::string>>();
    auto future = said->get_future();
    office->recall(
        by, key,
        [said](std::int64_t request, const hall::StaffOutcome& o) {
          said->set_value(fmt::format("{} {}", request, o.affected));
        },
        [said] { said->set_value("unknown"); });
    return future;
  }
  /// Whatever was asked before is dealt with by now.
  void in_order() { recall("nobody", "nothing").wait(); }
};

}  // namespace

TEST_CASE("what is under way is not asked of the hall again, and all who wait for it are answered") {
  RequestWorld w;
  auto first = w.ask(extension("key-of-act-1"));
  auto again = w.ask(extension("key-of-act-1"));
  auto looked_up = w.recall("zhao", "key-of-act-1");
  w.in_order();
  CHECK(w.hall->count() == 1);
  w.hall->at(0).done({true, "", 1, {}});
  const std::string said = first.get();
  CHECK(said == fmt::format("{} applied 1", w.hall->at(0).act.request));
  CHECK(again.get() == said);
  CHECK(looked_up.get() == fmt::format("{} 1", w.hall->at(0).act.request));
}

TEST_CASE("what was decided is answered as it was decided") {
  RequestWorld w;
  const hall::StaffOutcome outcome =
      GENERATE(hall::StaffOutcome{true, "", 3, {}}, hall::refused("attempt_ended"));
  auto first = w.ask(extension("key-of-act-1"));
  w.hall->at(0).done(outcome);
  const std::string said = first.get();
  CHECK(w.ask(extension("key-of-act-1")).get() == said);
  w.start();
  CHECK(w.ask(extension("key-of-act-1")).get() == said);
  CHECK(w.hall->count() == 0);
}

TEST_CASE("a name is its author's, and without one every request is another") {
  RequestWorld w;
  w.ask(extension("key-of-act-1"));
  w.ask(extension("key-of-act-1", "qian"));
  w.ask(extension("key-of-act-2"));
  for (int i = 0; i < 2; ++i) w.ask(extension(""));
  w.in_order();
  CHECK(w.hall->count() == 5);
  CHECK(w.recall("qian", "key-of-act-2").get() == "unknown");
}

TEST_CASE("what a killed server has written down and not decided is decided by the next one, once") {
  RequestWorld w;
  w.ask(extension("key-of-act-1"));
  const std::int64_t request = w.hall->at(0).act.request;
  w.start();
  auto again = w.ask(extension("key-of-act-1"));
  w.in_order();
  CHECK(w.hall->count() == 1);
  CHECK(w.hall->at(0).act.request == request);
  w.hall->at(0).done({true, "", 1, {}});
  CHECK(again.get() == fmt::format("{} applied 1", request));
}

TEST_CASE("what waits for a second person is told so again, also after it was decided") {
  RequestWorld w;
  auto act = extension("key-of-act-1");
  act.scope = "batch";
  w.ask(act);
  hall::StaffOutcome waits{true, "", 0, {}};
  waits.awaits_second = true;
  w.hall->at(0).done(waits);
  w.in_order();
  w.start();
  std::promise<bool> told;
  w.office->ask(act, [&](std::int64_t, const hall::StaffOutcome& o) { told.set_value(o.awaits_second); });
  CHECK(told.get_future().get());
}
