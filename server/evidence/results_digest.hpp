#pragma once
// The one number that stands in the journal for all results of a batch: the `graded` event carries it, so
// that a score changed afterwards in the catalogue or in an evidence file shows. Pure; any thread.
//
//   hex SHA-256 of the canonical JSON array of [attempt, status, points in hundredths, sheet], by attempt,
//   where sheet is the hex SHA-256 of the score sheet's canonical JSON, or "" where there is none.
#include <string>
#include <vector>

#include "store/records.hpp"

namespace examhall::evidence {

/// Row by row, for who does not hold all sheets at once. Rows come by ascending attempt.
class ResultsDigest {
 public:
  ResultsDigest();
  void add(const store::ResultRow& row);
  /// Once.
  std::string finish();

 private:
  base::Sha256 sha_;
  bool first_ = true;
};

/// Rows in any order.
std::string results_digest(const std::vector<store::ResultRow>& rows);

}  // namespace examhall::evidence
