#pragma once
// The papers that a file holds, by hash, and whether each may stand for the one that was sat. One thread.
#include <map>
#include <memory>

#include "bank/paper.hpp"
#include "evidence/report.hpp"
#include "exam/fold.hpp"

namespace examhall::evidence {

class Papers {
 public:
  explicit Papers(Check& check) : check_{check} {}

  /// `json` is the line's "paper". `bytes` is what it took in the file.
  void add(const base::Json& json, std::size_t bytes);
  /// Null if the file has none with this hash.
  const bank::Paper* find(const std::string& hash) const;
  /// After the events: is the paper of the batch there, and is each other one a correction of it that shows
  /// the same questions?
  void compare(const exam::FoldedBatch& batch);

 private:
  void compare_correction(const std::string& hash, const bank::Paper& sat);

  Check& check_;
  std::map<std::string, std::unique_ptr<const bank::Paper>> papers_;
  std::size_t bytes_ = 0;
};

}  // namespace examhall::evidence
