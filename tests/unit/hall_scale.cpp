// Ten thousand candidates: what happens to each may not cost more because there are many.
#include <ctime>

#include "hall_bench.hpp"

namespace examhall::hall::test {
namespace {

// Of this thread alone: what else the machine does is not counted.
double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

class NoRecord final : public Record {
 public:
  void append(journal::Draft) override { ++count; }
  void append_together(std::vector<journal::Draft> drafts) override { count += drafts.size(); }
  std::size_t count = 0;
};

/// n candidates who sit, without a connection.
struct Crowd {
  explicit Crowd(int n) : clock{kStart - 1min}, hall{clock, record, key, {}} {
    Publication p{junior(), paper(), {}};
    for (int i = 0; i < n; ++i) p.roster.push_back(enrolled(i));
    hall.publish(std::move(p));
    hall.run_due();
    for (int i = 0; i < n; ++i) {
      const auto link = std::make_shared<FakeLink>("10.0.0.1");
      hall.opened(link);
      const protocol::Login login{ticket(i), code(i), "c", "PC", std::nullopt};
      hall.received(link, protocol::encode(login), clock.now());
      hall.closed(link);
    }
    to(kStart);
  }
  void to(Instant t) {
    clock.set(t);
    hall.run_due();
  }
  base::ManualClock clock;
  NoRecord record;
  base::SigningKey key = base::SigningKey::generate();
  Hall hall;
};

double seconds_to_collect(int n) {
  double best = 1e9;
  for (int run = 0; run < 2; ++run) {
    Crowd crowd{n};
    const double before = cpu_seconds();
    crowd.to(kEnd + kGrace);
    best = std::min(best, cpu_seconds() - before);
    REQUIRE(crowd.hall.statuses().at(0).status == "collected");
    REQUIRE(crowd.hall.statuses().at(0).count == static_cast<std::uint64_t>(n));
  }
  return best;
}

}  // namespace

TEST_CASE("collecting is linear in the candidates") {
  const double few = seconds_to_collect(400);
  const double many = seconds_to_collect(6400);
  CAPTURE(few, many);
  CHECK(many < few * 16 * 3);
}

TEST_CASE("what waits for one commit may be any number of things") {
  Waiting waiting;
  waiting.push({}, {});
  std::uint32_t next = 0;
  bool in_order = true;
  for (std::uint32_t i = 0; i < 1'000'000; ++i) {
    waiting.after_all([&, i] { in_order = in_order && next++ == i; });
  }
  CHECK(waiting.size() == 1);
  CHECK(waiting.load() == 1'000'001);
  const journal::Committed commit{1, {}};
  waiting.committed({&commit, 1}, [](hall::Subject) {});
  CHECK(in_order);
  CHECK(next == 1'000'000);
  CHECK(waiting.load() == 0);
}

TEST_CASE("what a commit brings about waits for the next one") {
  Waiting waiting;
  std::string said;
  waiting.push({}, [&](const journal::Committed&) {
    said += "first ";
    waiting.push({}, {});
    waiting.after_all([&] { said += "third "; });
  });
  waiting.after_all([&] { said += "second "; });
  const journal::Committed commit{1, {}};
  waiting.committed({&commit, 1}, [](hall::Subject) {});
  CHECK(said == "first second ");
  waiting.committed({&commit, 1}, [](hall::Subject) {});
  CHECK(said == "first second third ");
  waiting.after_all([&] { said += "at once"; });
  CHECK(said == "first second third at once");
}

TEST_CASE("a candidate's order is worked out once at the start, not once a message") {
  Bench b;
  auto counted = std::make_shared<PaperView>(*paper());
  int orders = 0;
  counted->order = [&orders, order = paper()->order](std::uint64_t seed, bool items, bool options) {
    ++orders;
    return order(seed, items, options);
  };
  Publication p = Bench::publication(1);
  p.paper = counted;
  b.hall->publish(std::move(p));
  const auto link = b.seated(0);
  b.at(kStart);
  CHECK(link->heard() == "welcome start outline item item item item paper_end");
  CHECK(orders == 1);
}

}  // namespace examhall::hall::test
