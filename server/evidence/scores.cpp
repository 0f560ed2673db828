#include "evidence/scores.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "evidence/sheet_difference.hpp"

namespace examhall::evidence {

Scores::Scores(Scope scope, const Replay& replay, const Papers& papers, Report& report)
    : scope_{scope}, replay_{replay}, papers_{papers}, report_{report} {}

const exam::Graded* Scores::graded(std::int64_t version) const {
  const auto& all = replay_.batch().graded;
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& g) { return g.version == version; });
  return found == all.end() ? nullptr : &*found;
}

void Scores::begin(const VersionLine& version) {
  end_version();
  if (!seen_.empty() && version.version <= *seen_.rbegin()) {
    results().fail("version_repeated",
                   {fmt::format("成绩第 {} 版重复或次序不对", version.version),
                    fmt::format("version {} of the results is repeated or out of order", version.version)});
  }
  seen_.insert(version.version);
  version_ = version;
  ++report_.summary.versions;
  report_.summary.graded = report_.summary.passed = 0;
  paper_ = papers_.find(version.paper);
  grader_ = paper_ == nullptr ? nullptr : std::make_unique<AttemptGrader>(*paper_);
  if (paper_ == nullptr) {
    scores().fail("paper_missing", {fmt::format("成绩第 {} 版所依据的试卷不在文件中", version.version),
                                    fmt::format("the paper of version {} of the results is not in the file",
                                                version.version)});
  }
  const exam::Graded* const recorded = graded(version.version);
  if (recorded == nullptr) {
    results().fail("version_not_recorded",
                   {fmt::format("日志中没有成绩第 {} 版的记录", version.version),
                    fmt::format("the journal records no version {} of the results", version.version)});
  } else if (recorded->paper != version.paper || recorded->reason != version.reason) {
    results().fail(
        "version_differs",
        {fmt::format("成绩第 {} 版的试卷或理由与日志所记不符", version.version),
         fmt::format("paper or reason of version {} are not what the journal recorded", version.version)});
  }
}

void Scores::row(std::int64_t version, const store::ResultRow& row) {
  if (!version_ || version != version_->version) {
    return scores().fail("row_without_version",
                         {"有成绩行不属于任何版本", "a row of results belongs to no version"});
  }
  if (!digest_) digest_ = std::make_unique<ResultsDigest>();
  digest_->add(row);
  ++rows_;
  const auto found = replay_.attempts().find(row.attempt);
  if (found == replay_.attempts().end() || row.attempt <= last_attempt_) {
    return scores().fail(
        "row_of_nobody",
        {fmt::format("考生编号 {} 的成绩行没有对应的考生，或重复", row.attempt),
         fmt::format("the row of attempt {} is of nobody in this file, or repeated", row.attempt)});
  }
  last_attempt_ = row.attempt;
  if (grader_) compare(row, found->second);
}

void Scores::compare(const store::ResultRow& stated, const exam::FoldedAttempt& folded) {
  if (folded.attempt.answers.size() != paper_->item_count()) {
    return scores().fail(
        "paper_does_not_fit",
        {fmt::format("准考证号 {} 登记的题数与试卷不符", folded.ticket),
         fmt::format("ticket {} was registered for another number of items", folded.ticket)});
  }
  const store::ResultRow right = grader_->grade(tries_of(folded));
  report_.summary.graded += right.status == "graded" ? 1 : 0;
  report_.summary.passed += right.status == "graded" && right.points >= paper_->content().pass ? 1 : 0;
  const std::string& ticket = folded.ticket;
  if (stated.status != right.status) {
    scores().fail(
        "status_differs",
        {fmt::format("准考证号 {}：文件记为 {}，按事件应为 {}", ticket, stated.status, right.status),
         fmt::format("ticket {}: the file says {}, the events say {}", ticket, stated.status, right.status)});
  }
  if (stated.points != right.points) {
    scores().fail("total_differs", {fmt::format("准考证号 {}：文件总分 {}，重算为 {}", ticket,
                                                stated.points.to_text(), right.points.to_text()),
                                    fmt::format("ticket {}: the file's total is {}, computed again it is {}",
                                                ticket, stated.points.to_text(), right.points.to_text())});
  }
  if (stated.sheet != right.sheet) report_sheet_difference(ticket, stated.sheet, right.sheet, scores());
}

void Scores::end_version() {
  if (!version_) return;
  const std::int64_t number = version_->version;
  const std::uint64_t people = replay_.attempts().size();
  if (rows_ != people || (scope_ == Scope::batch && version_->rows != people)) {
    scores().fail("rows_missing", {fmt::format("成绩第 {} 版有 {} 行，考生有 {} 人", number, rows_, people),
                                   fmt::format("version {} of the results has {} rows for {} candidates",
                                               number, rows_, people)});
  }
  const exam::Graded* const recorded = graded(number);
  if (!digest_) digest_ = std::make_unique<ResultsDigest>();
  const std::string digest = digest_->finish();
  if (scope_ == Scope::candidate) {
    if (number == 1) {
      results().note("digest_needs_all",
                     {"成绩总表的摘要涉及全体考生，单人证据中不能核对",
                      "the digest of all results cannot be checked in one candidate's file"});
    }
  } else if (recorded != nullptr && recorded->results != digest) {
    results().fail("results_digest",
                   {fmt::format("成绩第 {} 版与日志所记的摘要不符：成绩被改动", number),
                    fmt::format("version {} of the results is not what the journal recorded: "
                                "results were altered",
                                number)});
  }
  digest_.reset();
  version_.reset();
  rows_ = 0;
  last_attempt_ = 0;
}

void Scores::finish() {
  end_version();
  for (const exam::Graded& recorded : replay_.batch().graded) {
    if (seen_.contains(recorded.version)) continue;
    results().fail(
        "version_missing",
        {fmt::format("日志记有成绩第 {} 版，文件中没有", recorded.version),
         fmt::format("the journal records version {} of the results, the file lacks it", recorded.version)});
  }
  if (replay_.batch().graded.empty() && report_.summary.versions == 0) {
    const base::Text why{"尚无成绩", "there are no results yet"};
    scores().skip("no_results", why);
    results().skip("no_results", why);
  }
}

}  // namespace examhall::evidence
