#pragma once
// An office over a catalogue in memory, and a hall that only writes down what it is asked.
#include <catch2/catch.hpp>

#include <atomic>
#include <map>

#include "bank/paper.hpp"
#include "bank_support.hpp"
#include "base/clock.hpp"
#include "evidence_catalogue.hpp"
#include "office/office.hpp"

namespace examhall::office::test {

using namespace std::chrono_literals;

inline const base::Instant kNow = base::from_millis(1'684'546'200'000);
inline constexpr std::int64_t kBatch = 7;

/// What the office asks of a catalogue. Tests look into it while no office runs.
class OfficeCatalogue : public examhall::test::MemoryCatalogue {
 public:
  std::vector<store::Request> request_list;
  std::map<std::int64_t, std::string> answers;  ///< by request
  std::shared_ptr<std::atomic<std::uint64_t>> stamp = std::make_shared<std::atomic<std::uint64_t>>(1);
  /// Comes first in some of the calls, on the office's thread: to count, to fail.
  std::function<void(std::string_view call)> at = [](std::string_view) {};

  std::vector<store::Candidate> candidates(std::int64_t batch) override {
    at("candidates");
    std::vector<store::Candidate> out;
    std::copy_if(people.begin(), people.end(), std::back_inserter(out),
                 [&](const auto& c) { return c.batch == batch; });
    return out;
  }
  std::optional<store::Batch> batch(std::int64_t id) override {
    at("batch");
    return MemoryCatalogue::batch(id);
  }
  std::int64_t add_request(const store::Request& request) override {
    request_list.push_back(request);
    return request_list.back().id = static_cast<std::int64_t>(request_list.size());
  }
  std::vector<store::Request> pending_requests(std::int64_t after) override {
    at("pending_requests");
    std::vector<store::Request> out;
    std::copy_if(request_list.begin(), request_list.end(), std::back_inserter(out),
                 [&](const auto& r) { return r.id > after; });
    return out;
  }
  bool decide_request(std::int64_t id, store::RequestState, std::string_view outcome,
                      base::Instant) override {
    at("decide_request");
    return answers.emplace(id, outcome).second;
  }
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
  base::Result<std::int64_t, store::Conflict> reschedule(std::int64_t id, std::int64_t,
                                                         std::string_view) override {
    return id;
  }
  std::vector<store::Batch> batches() override { return batch_list; }
  std::uint64_t change_stamp() override { return *stamp; }
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
  std::function<void(std::string_view why)> done;
};

}  // namespace examhall::office::test
