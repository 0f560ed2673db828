#pragma once
// From what candidates answered to the rows of a result version. The office grades a closed batch with this
// and the verifier grades it again with this: one way from answers to points. One thread for each object; an
// AttemptGrader may refer to a paper that other threads read too.
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "bank/paper.hpp"
#include "exam/fold.hpp"
#include "store/records.hpp"

namespace examhall::evidence {

/// A candidate once the batch is closed.
struct CandidateTries {
  std::int64_t attempt = 0;
  exam::Status status = exam::Status::absent;  ///< as it stands
  std::vector<exam::Ending> tries{};           ///< oldest first, with their answers; empty for the absent
};

/// As the journal has it.
CandidateTries tries_of(const exam::FoldedAttempt& folded);

/// Remembers what it has graded: most candidates give one of few answers to an item.
class AttemptGrader {
 public:
  /// `paper` outlives it.
  explicit AttemptGrader(const bank::Paper& paper);
  ~AttemptGrader();
  AttemptGrader(const AttemptGrader&) = delete;
  AttemptGrader& operator=(const AttemptGrader&) = delete;

  /// Of several tries the best counts, the earliest of equals. Statuses: "graded", "absent" (no sheet),
  /// "terminated" (the sheet of the terminated try, kept as evidence). Points are the sheet's total. The
  /// sheet is the canonical JSON of grading::grade() for that try's answers, byte for byte.
  store::ResultRow grade(const CandidateTries& candidate);

 private:
  struct Line {
    std::string text;  ///< canonical JSON of the sheet's line
    base::Points earned;
  };
  struct Graded {
    std::vector<std::string> lines;
    std::vector<base::Points> sections;
    base::Points total;
  };
  struct Item;

  Graded grade_try(const exam::Ending& ending);
  Line line(std::size_t index, const std::string& response);
  std::string sheet_text(const Graded& graded) const;

  const bank::Paper& paper_;
  std::vector<std::unique_ptr<Item>> items_;
};

/// In the order of the candidates.
std::vector<store::ResultRow> grade_attempts(const bank::Paper& paper,
                                             std::span<const CandidateTries> candidates);

}  // namespace examhall::evidence
