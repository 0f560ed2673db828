// Rows a second made durable, in turns: a bare SQLite loop (what any program on SQLite could reach), the
// event store with its salts and links, and the writer thread with as many events in flight as the group is
// large, with and without gathering ("eager"). Beside each figure: the machine's stolen CPU time and the
// median of single fdatasyncs of 4 KiB. Then: reading and verifying a long journal against plain SHA-256 over
// the same bytes.
//   journal_bench <empty folder> [rounds] [seconds for each figure] [events to verify]
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <semaphore>
#include <sstream>

#include "base/secret.hpp"
#include "journal/chain.hpp"
#include "journal/writer.hpp"
#include "store/sqlite/event_store.hpp"
#include "store/sqlite/schema.hpp"

using namespace examhall;
using namespace examhall::journal;
namespace fs = std::filesystem;
namespace sqlite = examhall::store::sqlite;
using SteadyClock = std::chrono::steady_clock;

namespace {

double seconds_since(SteadyClock::time_point start) {
  return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

std::uint64_t stolen_ticks() {
  std::ifstream stat{"/proc/stat"};
  std::string line;
  std::getline(stat, line);
  std::istringstream fields{line.substr(4)};
  std::uint64_t value = 0;
  for (int i = 0; i < 8; ++i) fields >> value;
  return value;
}

double probe_micros(const fs::path& folder) {
  const int fd = ::open((folder / "probe").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  std::string block(4096, 'x');
  std::vector<double> times;
  for (int i = 0; i < 40; ++i) {
    const auto start = SteadyClock::now();
    if (::pwrite(fd, block.data(), block.size(), 0) < 0 || ::fdatasync(fd) != 0) break;
    times.push_back(seconds_since(start) * 1e6);
  }
  ::close(fd);
  std::sort(times.begin(), times.end());
  return times.empty() ? 0 : times[times.size() / 2];
}

Draft answer(std::uint64_t n) {
  return {base::from_millis(1'684'546'200'000 + static_cast<std::int64_t>(n)), 3,
          1000 + static_cast<std::int64_t>(n % 10'000), "answer_saved",
          fmt::format(R"({{"answer":{{"choice":["A","C"]}},"item":"efar-j-{:04}","n":{},"seat":"{}"}})",
                      n % 60, n, std::string(96, 's'))};
}

struct Figure {
  double rows_per_second;
  double worst_ms;
};

Figure bare_loop(const fs::path& file, std::size_t group, double limit) {
  sqlite::Connection db{file, sqlite::Access::read_write};
  db.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  db.run(
      "CREATE TABLE event (seq INTEGER PRIMARY KEY, at INTEGER, batch INTEGER, attempt INTEGER, kind TEXT, "
      "body TEXT, salt BLOB, link BLOB)");
  sqlite::Statement begin{db, "BEGIN IMMEDIATE"}, end{db, "COMMIT"},
      insert{db, "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};
  std::uint64_t seq = 0;
  double worst = 0;
  const auto start = SteadyClock::now();
  while (seconds_since(start) < limit) {
    const auto commit = SteadyClock::now();
    begin.run();
    for (std::size_t i = 0; i < group; ++i) {
      const Draft d = answer(++seq);
      insert.run(static_cast<std::int64_t>(seq), d.at, d.batch, d.attempt, d.kind, d.body, Salt{},
                 base::Digest{});
    }
    end.run();
    worst = std::max(worst, seconds_since(commit) * 1e3);
  }
  return {static_cast<double>(seq) / seconds_since(start), worst};
}

Figure store_loop(const fs::path& file, std::size_t group, double limit) {
  sqlite::SqliteEventStore store{file};
  SaltSource salts;
  Head head = store.head();
  std::vector<Event> events;
  double worst = 0;
  const auto start = SteadyClock::now();
  while (seconds_since(start) < limit) {
    const auto commit = SteadyClock::now();
    events.clear();
    for (std::size_t i = 0; i < group; ++i) {
      Event& e = events.emplace_back(Event{answer(++head.seq), head.seq, salts.next(), {}});
      e.link = head.link = next_link(head.link, leaf_of(e));
    }
    store.append(events);
    store.tidy(false);
    worst = std::max(worst, seconds_since(commit) * 1e3);
  }
  return {static_cast<double>(head.seq) / seconds_since(start), worst};
}

Figure run_writer(const fs::path& file, std::size_t in_flight, double limit, WriterOptions options) {
  sqlite::SqliteEventStore store{file};
  const base::AnchoredClock clock;
  std::counting_semaphore<> room{static_cast<std::ptrdiff_t>(in_flight)};
  std::atomic<std::uint64_t> done{0};
  double worst = 0;
  auto last = SteadyClock::now();
  Writer writer{store,
                clock,
                {[&](std::span<const Committed> commit) {
                   worst = std::max(worst, seconds_since(last) * 1e3);
                   last = SteadyClock::now();
                   done += commit.size();
                   room.release(static_cast<std::ptrdiff_t>(commit.size()));
                 },
                 [](Health, const base::Text&) {}},
                options};
  std::uint64_t n = 0;
  const auto start = SteadyClock::now();
  while (seconds_since(start) < limit) {
    room.acquire();
    writer.append(answer(++n));
  }
  writer.stop();
  return {static_cast<double>(done) / seconds_since(start), worst};
}

Figure writer_loop(const fs::path& file, std::size_t in_flight, double limit) {
  return run_writer(file, in_flight, limit, {});
}

Figure eager_loop(const fs::path& file, std::size_t in_flight, double limit) {
  return run_writer(file, in_flight, limit, {.longest_gather = std::chrono::microseconds{0}});
}

void measure_groups(const fs::path& folder, int rounds, double limit) {
  using Loop = Figure (*)(const fs::path&, std::size_t, double);
  const std::pair<const char*, Loop> loops[] = {
      {"bare", &bare_loop}, {"store", &store_loop}, {"writer", &writer_loop}, {"eager", &eager_loop}};
  fmt::print("{:>6} {:>7} {:>6} {:>12} {:>10} {:>7} {:>9}\n", "round", "loop", "group", "rows/s", "worst ms",
             "stolen", "probe us");
  for (const std::size_t group : {1, 8, 64, 1024}) {
    for (int round = 1; round <= rounds; ++round) {
      for (const auto& [name, loop] : loops) {
        const fs::path sub = folder / "run";
        fs::create_directory(sub);
        const std::uint64_t stolen = stolen_ticks();
        const Figure figure = loop(sub / "journal.db", group, limit);
        fmt::print("{:>6} {:>7} {:>6} {:>12.0f} {:>10.1f} {:>7} {:>9.0f}\n", round, name, group,
                   figure.rows_per_second, figure.worst_ms, stolen_ticks() - stolen, probe_micros(folder));
        std::fflush(stdout);
        fs::remove_all(sub);
      }
    }
  }
}

void measure_verification(const fs::path& folder, std::uint64_t count, int rounds) {
  sqlite::SqliteEventStore store{folder / "journal.db"};
  SaltSource salts;
  Head head = store.head();
  std::vector<Event> events;
  while (head.seq < count) {
    events.clear();
    for (int i = 0; i < 4096; ++i) {
      Event& e = events.emplace_back(Event{answer(++head.seq), head.seq, salts.next(), {}});
      e.link = head.link = next_link(head.link, leaf_of(e));
    }
    store.append(events);
    store.tidy(false);
  }
  for (int round = 1; round <= rounds; ++round) {
    auto start = SteadyClock::now();
    std::size_t bytes = 0;
    std::vector<Event> all;
    store.read_all([&](const Event& e) {
      bytes += e.kind.size() + e.body.size() + 49;
      all.push_back(e);
      return true;
    });
    const double read = seconds_since(start);
    start = SteadyClock::now();
    base::Sha256 plain;
    for (const Event& e : all) plain.add(e.salt).add_u64(e.seq).add(e.kind).add(e.body).add(e.link);
    plain.finish();
    const double hashed = seconds_since(start);
    start = SteadyClock::now();
    ChainCheck chain{store.journal_id()};
    for (const Event& e : all) chain.feed(e);
    if (chain.finish()) fmt::print("the chain is broken!\n");
    const double verified = seconds_since(start);
    fmt::print("{} events, {} MB: read {:.2f} s, plain SHA-256 {:.2f} s, verified {:.2f} s ({:.2f} x)\n",
               all.size(), bytes / 1'000'000, read, hashed, verified, verified / hashed);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const fs::path folder = argv[1];
  fs::create_directories(folder);
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
  measure_groups(folder, rounds, argc > 3 ? std::atof(argv[3]) : 2);
  const long long count = argc > 4 ? std::atoll(argv[4]) : 1'500'000;
  if (count > 0) measure_verification(folder, static_cast<std::uint64_t>(count), 3);
}
