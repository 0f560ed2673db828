#pragma once
// An office over a catalogue in memory, and a hall that only writes down what it is asked.
#include <catch2/catch.hpp>

#include "bank/paper.hpp"
#include "bank_support.hpp"
#include "base/clock.hpp"
#include "evidence_catalogue.hpp"
#include "office/office.hpp"

namespace examhall::office::test {

using namespace std::chrono_literals;

inline const base::Instant kNow = base::from_millis(1'684'546'200'000);
inline constexpr std::int64_t kBatch = 7;

/// What the office asks of a catalogue.
class OfficeCatalogue : public examhall::test::MemoryCatalogue {
 public:
  std::vector<store::ResultRow> results(std::int64_t, std::int64_t version) override {
    return rows.at(static_cast<std::size_t>(version - 1));
  }
  base::Result<std::int64_t, store::Conflict> add_results(const store::ResultVersion& about,
                                                          std::span<const store::ResultRow> added) override {
    versions.push_back(about);
    versions.back().version = static_cast<std::int64_t>(versions.size());
    rows.emplace_back(added.begin(), added.end());
    return versions.back().version;
  }
  store::Outcome set_status(std::int64_t id, std::string_view status) override {
    for (store::Batch& b : batch_list) {
      if (b.id == id) b.status = status;
    }
    return store::Done{};
  }
  std::vector<store::Batch> batches() override { return batch_list; }
  std::vector<store::Request> pending_requests(std::int64_t) override { return {}; }
  std::uint64_t change_stamp() override { return 1; }
};

inline bank::Paper one_question() {
  bank::PaperContent c{.title = "样卷", .certificate = "efar", .level = "初级", .pass = {100}};
  c.sections.push_back({.title = "单选", .type = "single", .points = {200}});
  c.sections.back().items = {{examhall::test::numbered(examhall::test::single_item("B"), 1)}};
  return bank::Paper{std::move(c)};
}

/// What the office has asked the hall to note.
struct Noted {
  std::int64_t batch = 0;
  exam::Graded graded{};
  std::function<void()> done;
};

}  // namespace examhall::office::test
