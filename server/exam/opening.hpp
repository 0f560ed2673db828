#pragma once
// When a sealed paper may be opened. Each custodian approves a start; the paper opens at the batch's start
// and never before any of the starts that the two approved, so that moving a batch to an earlier time opens
// nothing early. Pure; the live hall and the auditor's verification ask the same.
#include "exam/fold.hpp"

namespace examhall::exam {

/// How many custodians it takes.
inline constexpr std::size_t kCustodiansToOpen = 2;

enum class ReleaseRefusal {
  none,
  not_sealed,
  already_open,
  other_paper,
  other_start,  ///< the batch was moved since the custodian looked at it
};
std::string_view to_text(ReleaseRefusal refusal);

ReleaseRefusal refusal_of(const Batch& batch, const PaperReleased& release);

/// Those whose approved start has come, once that of the batch has come too; by the hash of their keys. Two
/// of them may open the paper now.
std::vector<Custodian> who_may_open(const FoldedBatch& folded, Instant now);

bool may_happen(const FoldedBatch& folded, const PaperOpened& opening, Instant at);

}  // namespace examhall::exam
