#pragma once
// A key that turned out to be wrong, put right after the exam. The paper that was sat stays as it is;
// applying a correction gives a new paper that names it, and attempts are graded again by that. Pure; any
// thread.
#include <string>
#include <string_view>
#include <vector>

#include "grading/sheet.hpp"

namespace examhall::grading {

struct ItemCorrection {
  std::string id;
  Json answer{};           ///< as a bank file writes it; null if the item is withdrawn
  bool void_full = false;  ///< withdrawn: everyone gets full points
};

struct Correction {
  Digest paper{};
  std::string reason;
  std::vector<ItemCorrection> items{};
  std::string file{};  ///< for the place of problems
};

/// {"format":"examhall-correction/1","paper":"<hash>","reason":"…","items":[{"id","answer"} or
/// {"id","void":"full"}]}
base::Result<Correction, Problems> parse_correction(std::string_view text, const std::string& file);

/// The corrected paper. Problems if it is for another paper, names an unknown item, gives an answer that the
/// item cannot have, or one that changes nothing.
base::Result<bank::Paper, Problems> apply(const bank::Paper& paper, const Correction& correction);

}  // namespace examhall::grading
