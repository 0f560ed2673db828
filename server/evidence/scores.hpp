#pragma once
// Every score of every result version, computed again from the answers in the journal. One thread.
#include <memory>
#include <set>
#include <unordered_map>

#include "evidence/grade_batch.hpp"
#include "evidence/papers.hpp"
#include "evidence/replay.hpp"
#include "evidence/results_digest.hpp"

namespace examhall::evidence {

/// The head of a version, as the file states it.
struct VersionLine {
  std::int64_t version = 0;
  std::string paper;
  std::string reason;
  std::uint64_t rows = 0;
};

class Scores {
 public:
  /// What it is given outlives it. `replay` has seen all events when the first version begins.
  Scores(Scope scope, const Replay& replay, const Papers& papers, Report& report);

  void begin(const VersionLine& version);
  /// By ascending attempt.
  void row(std::int64_t version, const store::ResultRow& row);
  /// After the last version.
  void finish();

 private:
  void end_version();
  void compare(const store::ResultRow& stated, const exam::FoldedAttempt& folded);
  const exam::Graded* graded(std::int64_t version) const;
  Check& scores() { return report_[CheckId::scores]; }
  Check& results() { return report_[CheckId::results]; }

  Scope scope_;
  const Replay& replay_;
  const Papers& papers_;
  Report& report_;
  std::optional<VersionLine> version_;
  std::unique_ptr<AttemptGrader> grader_;
  const bank::Paper* paper_ = nullptr;
  std::unique_ptr<ResultsDigest> digest_;
  std::uint64_t rows_ = 0;
  std::int64_t last_attempt_ = 0;
  std::set<std::int64_t> seen_;
};

}  // namespace examhall::evidence
