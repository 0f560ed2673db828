#pragma once
// A writer on a SQLite journal on the failing disk, and nothing in it that sleeps.
#include <optional>

#include "events.hpp"
#include "fault_vfs.hpp"
#include "folder.hpp"
#include "journal/writer.hpp"
#include "store/sqlite/event_store.hpp"

namespace examhall::contract {

/// Retries at once; gives up waiting for work only when there is some.
class NoBackOff final : public journal::Pause {
 public:
  void for_work(Lock& lock, std::condition_variable& woken, base::Span, const Done& done) override {
    woken.wait(lock, done);
  }
  void to_gather(Lock&, std::condition_variable&, std::chrono::microseconds, const Done&) override {}
  void for_retry(Lock& lock, std::condition_variable&, base::Span, const Done&) override {
    lock.unlock();
    if (on_retry) on_retry(++retries);
    lock.lock();
  }
  int retries = 0;
  std::function<void(int)> on_retry;
};

struct FaultRig {
  Folder folder;
  NoBackOff pause;
  base::ManualClock clock{kMorning};
  std::optional<store::sqlite::SqliteEventStore> store;
  std::optional<journal::Writer> writer;
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<journal::Committed> committed;
  std::vector<journal::Health> health;
  std::function<void()> on_commit;  // on the writer's thread, after `committed` was added to

  FaultRig() {
    fault_vfs::install();
    fault_vfs::reset();
  }
  ~FaultRig() {
    fault_vfs::repair();
    writer.reset();
  }
  void open() { store.emplace(folder / "journal.db", fault_vfs::kName); }
  void start(journal::WriterOptions options = {}) {
    writer.emplace(*store, clock,
                   journal::Writer::Callbacks{[this](std::span<const journal::Committed> commit) {
                                                std::unique_lock lock{mutex};
                                                committed.insert(committed.end(), commit.begin(),
                                                                 commit.end());
                                                if (on_commit) on_commit();
                                                changed.notify_all();
                                              },
                                              [this](journal::Health to, const base::Text&) {
                                                const std::scoped_lock lock{mutex};
                                                health.push_back(to);
                                                changed.notify_all();
                                              }},
                   options, &pause);
  }
  void append(int count) {
    for (int i = 0; i < count; ++i) {
      writer->append({kMorning, 3, 1001, "answer_saved", R"({"n":)" + std::to_string(i) + "}"});
    }
  }
  void wait_committed(std::size_t count) {
    std::unique_lock lock{mutex};
    const bool done =
        changed.wait_for(lock, std::chrono::seconds{60}, [&] { return committed.size() >= count; });
    REQUIRE(done);
  }
};

/// What is wrong with the journal in this folder; empty if every committed event is there with its link. No
/// assertion in it: it runs on the writer's thread too.
inline std::string missing_in(const std::filesystem::path& folder,
                              const std::vector<journal::Committed>& committed) {
  store::sqlite::SqliteEventStore store{folder / "journal.db"};
  journal::ChainCheck chain{store.journal_id()};
  std::size_t found = 0;
  store.read_all([&](const journal::Event& event) {
    chain.feed(event);
    if (found < committed.size() && committed[found].seq == event.seq && committed[found].link == event.link)
      ++found;
    return true;
  });
  if (const auto broken = chain.finish()) return broken->text.en;
  return found == committed.size()
             ? ""
             : "only " + std::to_string(found) + " of " + std::to_string(committed.size());
}

}  // namespace examhall::contract
