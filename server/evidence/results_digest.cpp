#include "evidence/results_digest.hpp"

#include <algorithm>

#include "base/json.hpp"

namespace examhall::evidence {

ResultsDigest::ResultsDigest() { sha_.add("["); }

void ResultsDigest::add(const store::ResultRow& row) {
  const std::string sheet = row.sheet.empty() ? std::string{} : base::to_hex(base::sha256(row.sheet));
  if (!first_) sha_.add(",");
  first_ = false;
  sha_.add(base::canonical(base::Json::array({row.attempt, row.status, row.points.hundredths, sheet})));
}

std::string ResultsDigest::finish() { return base::to_hex(sha_.add("]").finish()); }

std::string results_digest(const std::vector<store::ResultRow>& rows) {
  std::vector<const store::ResultRow*> ordered;
  ordered.reserve(rows.size());
  for (const store::ResultRow& row : rows) ordered.push_back(&row);
  std::sort(ordered.begin(), ordered.end(),
            [](const store::ResultRow* a, const store::ResultRow* b) { return a->attempt < b->attempt; });
  ResultsDigest digest;
  for (const store::ResultRow* row : ordered) digest.add(*row);
  return digest.finish();
}

}  // namespace examhall::evidence
