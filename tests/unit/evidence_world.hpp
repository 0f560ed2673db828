#pragma once
// A small batch from publication to results, told through the real rules: what stands in its journal is what
// exam::decide() gave, unless a test says otherwise. All names are invented.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include "bank_support.hpp"
#include "base/secret.hpp"
#include "evidence/export.hpp"
#include "evidence/grade_batch.hpp"
#include "evidence/results_digest.hpp"
#include "evidence/verify.hpp"
#include "evidence_catalogue.hpp"
#include "grading/correction.hpp"
#include "journal_memory_store.hpp"

namespace examhall::test {

using namespace std::chrono_literals;

inline const base::Instant kStart = *base::parse_utc_text("2023-05-20T01:30:00.000Z");
inline const base::Instant kEnd = kStart + 2h;
inline constexpr std::int64_t kBatch = 7;

inline bank::Paper sample_paper() {
  bank::PaperContent c{.title = "样卷", .certificate = "efar", .level = "初级", .pass = {300}};
  c.sections.push_back({.title = "单选", .type = "single", .points = {200}});
  c.sections.back().items = {{numbered(single_item("B"), 1)}, {numbered(single_item("C"), 2)}};
  c.sections.push_back({.title = "填空", .type = "numeric", .points = {300}});
  c.sections.back().items = {{numbered(numeric_item("1234.50"), 3)}};
  return bank::Paper{std::move(c)};
}

class Story {
 public:
  bank::Paper paper = sample_paper();
  base::SigningKey key = base::SigningKey::generate();
  journal::MemoryEventStore journal;
  MemoryCatalogue catalogue;
  exam::Fold fold;

  Story() {
    batch_.id = kBatch;
    batch_.code = "2023-04-J";
    batch_.zone = "Asia/Shanghai";
    batch_.window = {kStart, kEnd};
    batch_.rules.hand_in_after = 30min;
    batch_.rules.late_entry_after = 15min;
    batch_.paper = base::to_hex(paper.hash());
    catalogue.batch_list.push_back({.id = kBatch, .code = batch_.code});
    catalogue.schools.push_back({"S1", "示例职业学院", "示例省"});
    add_paper(paper);
  }
  exam::Batch& settings() { return batch_; }

  /// Writes it down, whatever the rules would say.
  journal::Event& put(std::int64_t batch, std::int64_t attempt, base::Instant at, std::string_view kind,
                      std::string body) {
    journal::Event e;
    e.seq = events_.size() + 1;
    e.at = at;
    e.batch = batch;
    e.attempt = attempt;
    e.kind = kind;
    e.body = std::move(body);
    const base::Bytes salt = base::random_bytes(e.salt.size());
    std::copy(salt.begin(), salt.end(), e.salt.begin());
    e.link = journal::next_link(
        events_.empty() ? journal::genesis_link(journal.journal_id()) : events_.back().link,
        journal::leaf_of(e));
    journal.append(std::span{&e, 1});
    fold.apply({batch, attempt, at, e.seq, e.link}, e.kind, e.body);
    return events_.emplace_back(std::move(e));
  }
  void put(std::int64_t attempt, const exam::Event& event, base::Instant at) {
    const exam::Written w = exam::write(event);
    put(kBatch, attempt, at, w.kind, w.body);
  }
  void put(const exam::BatchEvent& event, base::Instant at) {
    const exam::Written w = exam::write(event);
    put(kBatch, 0, at, w.kind, w.body);
  }
  /// Something of another batch, or of the server itself.
  void others(int count = 1) {
    for (int i = 0; i < count; ++i)
      put(i % 2 == 0 ? 8 : 0, i % 2 == 0 ? 900 + i : 0, kStart, "other", R"({"secret":"elsewhere"})");
  }

  void publish() { put(exam::BatchScheduled{batch_}, kStart - 24h); }
  void enrol(std::int64_t attempt, const std::string& ticket, const std::string& name) {
    catalogue.people.push_back(
        {.attempt = attempt, .batch = kBatch, .ticket = ticket, .name = name, .institution = "S1"});
    catalogue.people.back().id_number_masked = "11**************11";
    put(attempt,
        exam::Registered{ticket, "305", 99, exam::Span{0}, static_cast<std::uint32_t>(paper.item_count())},
        kStart - 24h);
  }
  /// Decides and writes down what was decided.
  void give(std::int64_t attempt, const exam::Command& command, base::Instant at) {
    const auto decision =
        exam::decide(fold.batches.at(kBatch).batch, fold.attempts.at(attempt).attempt, command, at);
    for (const exam::Event& event : decision.events) put(attempt, event, at);
  }
  void answer(std::int64_t attempt, std::uint32_t item, std::uint32_t no, const std::string& response,
              base::Instant at) {
    give(attempt, exam::GiveAnswer{fold.attempts.at(attempt).attempt.fence, item, no, response, 0}, at);
  }
  void sit(std::int64_t attempt) {
    give(attempt, exam::TakeSeat{"PC-" + std::to_string(attempt), "10.0.0.1"}, kStart - 5min);
  }

  /// Five candidates: handed in, collected, absent, terminated, extended; others' events in between.
  void run() {
    others(3);
    publish();
    enrol(11, "T2011", "甲某");
    enrol(12, "T2012", "乙某");
    others(700);
    enrol(13, "T2013", "丙某");
    enrol(14, "T2014", "丁某");
    enrol(15, "T2015", "戊某");
    for (const std::int64_t attempt : {11, 12, 14, 15}) sit(attempt);
    put(exam::BatchStarted{}, kStart);
    for (const std::int64_t attempt : {11, 12, 14, 15}) give(attempt, exam::Begin{}, kStart);
    give(13, exam::MarkAbsent{}, kStart + 15min);
    answer(11, 0, 1, R"("B")", kStart + 16min);
    answer(11, 1, 2, R"("A")", kStart + 17min);
    others(2);
    answer(11, 1, 3, R"("C")", kStart + 18min);
    answer(12, 0, 1, R"("B")", kStart + 18min);
    answer(12, 2, 2, R"("1,234.5")", kStart + 19min);
    answer(14, 0, 1, R"("B")", kStart + 20min);
    answer(15, 0, 1, R"("D")", kStart + 20min);
    put(exam::Noted{"incident", "赵", "T2014 丁某 used a phone"}, kStart + 21min);
    for (const std::int64_t attempt : {11, 12, 14, 15}) {
      give(attempt, exam::Notify{"草稿纸请勿带出", "batch", 5, "赵"}, kStart + 20min);
    }
    give(11, exam::ConfirmNotice{1, 1, false}, kStart + 20min);
    give(11, exam::ConfirmNotice{1, 1, true}, kStart + 20min);
    give(12, exam::CallProctor{1, 1, true, "键盘"}, kStart + 20min);
    give(12, exam::AnswerCall{"赵", "已更换"}, kStart + 21min);
    give(15, exam::CallProctor{1, 1, true, ""}, kStart + 20min);
    give(15, exam::CallProctor{1, 2, false, ""}, kStart + 21min);
    give(14, exam::Terminate{"赵", "手机"}, kStart + 21min);
    give(15, exam::Extend{10min, "person", "赵", "停电"}, kStart + 22min);
    give(11, exam::HandIn{fold.attempts.at(11).attempt.fence, 1}, kStart + 31min);
    answer(11, 2, 4, R"("1")", kStart + 32min);  // refused, kept
    give(12, exam::Collect{}, kEnd + 2s);
    answer(12, 1, 3, R"("C")", kEnd + 3s);  // refused, kept
    answer(15, 1, 2, R"("C")", kEnd + 9min);
    give(15, exam::Collect{}, kEnd + 10min + 2s);
    put(exam::BatchClosed{}, kEnd + 10min + 2s);
  }
  std::vector<evidence::CandidateTries> tries() const {
    std::vector<evidence::CandidateTries> out;
    for (const store::Candidate& c : catalogue.people)
      out.push_back(evidence::tries_of(fold.attempts.at(c.attempt)));
    return out;
  }
  void grade(const bank::Paper& by, const std::string& reason = "first") {
    publish_rows(by, evidence::grade_attempts(by, tries()), reason);
  }
  void publish_rows(const bank::Paper& by, std::vector<store::ResultRow> rows, const std::string& reason) {
    const auto version = static_cast<int>(catalogue.versions.size()) + 1;
    catalogue.versions.push_back(
        {kBatch, version, kEnd + 1h, reason, by.hash(), static_cast<std::int64_t>(rows.size())});
    put(exam::Graded{version, evidence::results_digest(rows), base::to_hex(by.hash()), reason}, kEnd + 1h);
    catalogue.rows.push_back(std::move(rows));
  }
  /// Other scores than the first: asked for by one, approved by another.
  void regrade(const bank::Paper& by, const std::string& reason, const std::string& approver = "钱") {
    auto rows = evidence::grade_attempts(by, tries());
    put(exam::Proposed{900, "regrade", "batch", evidence::results_digest(rows), exam::Span{0}, "赵", reason},
        kEnd + 1h);
    put(exam::Decided{900, true, approver, "checked"}, kEnd + 1h);
    publish_rows(by, std::move(rows), reason);
  }
  /// The key of item 2 was wrong.
  bank::Paper corrected() const {
    grading::Correction c{paper.hash(), "key of item 2", {{.id = paper.item(1).item.id, .answer = "A"}}};
    auto out = grading::apply(paper, c);
    REQUIRE(out);
    return *std::move(out);
  }
  void add_paper(const bank::Paper& p) {
    catalogue.paper_list.push_back({{.hash = p.hash()}, base::canonical(bank::to_json(p))});
  }
  const std::vector<journal::Event>& events() const { return events_; }
  const journal::Event& last_of(std::string_view kind) const {
    const auto found =
        std::find_if(events_.rbegin(), events_.rend(), [&](const auto& e) { return e.kind == kind; });
    REQUIRE(found != events_.rend());
    return *found;
  }

 private:
  exam::Batch batch_;
  std::vector<journal::Event> events_;
};

/// Run, closed, graded once.
class FinishedStory : public Story {
 public:
  FinishedStory() {
    run();
    grade(paper);
  }
};

/// A folder of its own that goes when the test does.
class Folder {
 public:
  Folder()
      : path_{std::filesystem::temp_directory_path() / ("evidence-" + base::to_hex(base::random_bytes(8)))} {
    std::filesystem::create_directory(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::filesystem::path operator/(const char* name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::string content_of(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

inline void write_content(const std::filesystem::path& path, const std::string& content) {
  std::ofstream{path, std::ios::binary} << content;
}

/// "chain:event_altered": every failing finding, in the order of the checks.
inline std::vector<std::string> failures(const evidence::Report& report) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < evidence::kChecks; ++i) {
    for (const auto& f : report.checks[i].findings()) {
      if (f.severity != base::Severity::error) continue;
      out.push_back(std::string{evidence::name_of(static_cast<evidence::CheckId>(i))} + ":" + f.id);
    }
  }
  return out;
}

inline bool has(const evidence::Report& report, const std::string& failure) {
  const auto all = failures(report);
  return std::find(all.begin(), all.end(), failure) != all.end();
}

/// The English text of the first failing finding with this id.
inline std::string words(const evidence::Report& report, const std::string& id) {
  for (const evidence::Check& check : report.checks) {
    for (const auto& f : check.findings()) {
      if (f.id == id) return f.text.en;
    }
  }
  return {};
}

}  // namespace examhall::test
