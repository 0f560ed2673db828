#include "exam/opening.hpp"

#include <algorithm>

namespace examhall::exam {

std::string_view to_text(ReleaseRefusal refusal) {
  switch (refusal) {
    case ReleaseRefusal::none:
      return "none";
    case ReleaseRefusal::not_sealed:
      return "not_sealed";
    case ReleaseRefusal::already_open:
      return "already_open";
    case ReleaseRefusal::other_paper:
      return "other_paper";
    case ReleaseRefusal::other_start:
      return "other_start";
  }
  return "";
}

ReleaseRefusal refusal_of(const Batch& batch, const PaperReleased& release) {
  if (!batch.sealed) return ReleaseRefusal::not_sealed;
  if (batch.opened_at) return ReleaseRefusal::already_open;
  if (release.paper != batch.paper) return ReleaseRefusal::other_paper;
  if (release.start != batch.window.start) return ReleaseRefusal::other_start;
  return ReleaseRefusal::none;
}

std::vector<Custodian> who_may_open(const FoldedBatch& folded, Instant now) {
  std::vector<Custodian> out;
  if (!is_shut(folded.batch) || now < folded.batch.window.start) return out;
  for (const auto& [key, approval] : folded.approvals) {
    if (approval.start <= now) out.push_back({approval.name, key});
  }
  return out;
}

bool may_happen(const FoldedBatch& folded, const PaperOpened& opening, Instant at) {
  const auto& two = opening.custodians;
  if (opening.paper != folded.batch.paper || two.size() != kCustodiansToOpen || two[0].key == two[1].key)
    return false;
  if (!is_shut(folded.batch) || at < folded.batch.window.start) return false;
  return std::all_of(two.begin(), two.end(), [&](const Custodian& c) {
    const auto approval = folded.approvals.find(c.key);
    return approval != folded.approvals.end() && approval->second.name == c.name &&
           approval->second.start <= at;
  });
}

}  // namespace examhall::exam
