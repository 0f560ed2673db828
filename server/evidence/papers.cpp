#include "evidence/papers.hpp"

#include <fmt/format.h>

namespace examhall::evidence {
namespace {

constexpr std::size_t kMaxBytes = 256U << 20U;
constexpr std::size_t kNamedProblems = 20;

bool same_questions(const bank::Paper& a, const bank::Paper& b) {
  if (a.item_count() != b.item_count() || a.content().pass != b.content().pass) return false;
  for (std::size_t i = 0; i < a.item_count(); ++i) {
    const bank::Item& x = a.item(i).item;
    const bank::Item& y = b.item(i).item;
    if (x.id != y.id || !(x.view == y.view) || a.section_of(i).points != b.section_of(i).points) return false;
  }
  return true;
}

}  // namespace

void Papers::add(const base::Json& json, std::size_t bytes) {
  bytes_ += bytes;
  if (bytes_ > kMaxBytes) {
    return check_.fail("too_much", {"试卷过多，超出核验上限", "more papers than can be verified"});
  }
  auto paper = bank::paper_from_json(json);
  if (!paper) {
    for (std::size_t i = 0; i < paper.error().size() && i < kNamedProblems; ++i) {
      const base::Problem& p = paper.error()[i];
      check_.fail("paper_altered", {fmt::format("试卷被改动：{}：{}", p.place.column, p.text.zh),
                                    fmt::format("the paper was altered: {}: {}", p.place.column, p.text.en)});
    }
    return;
  }
  std::string hash = base::to_hex(paper->hash());
  papers_.emplace(std::move(hash), std::make_unique<const bank::Paper>(*std::move(paper)));
}

const bank::Paper* Papers::find(const std::string& hash) const {
  const auto found = papers_.find(hash);
  return found == papers_.end() ? nullptr : found->second.get();
}

void Papers::compare(const exam::FoldedBatch& batch) {
  const bank::Paper* const sat = find(batch.batch.paper);
  if (sat == nullptr) {
    return check_.fail("paper_missing",
                       {fmt::format("文件中没有批次所用的试卷 {}", batch.batch.paper),
                        fmt::format("the file does not hold the batch's paper {}", batch.batch.paper)});
  }
  for (const auto& [hash, paper] : papers_) {
    if (paper.get() != sat) compare_correction(hash, *sat);
  }
}

void Papers::compare_correction(const std::string& hash, const bank::Paper& sat) {
  const bank::Paper* at = papers_.at(hash).get();
  for (std::size_t steps = 0; at != nullptr && at != &sat && steps <= papers_.size(); ++steps) {
    at = at->content().corrects ? find(base::to_hex(*at->content().corrects)) : nullptr;
  }
  if (at != &sat) {
    check_.fail("paper_foreign", {fmt::format("试卷 {} 不是批次所用试卷的更正版", hash),
                                  fmt::format("paper {} is no correction of the one that was sat", hash)});
  } else if (!same_questions(*papers_.at(hash), sat)) {
    check_.fail("paper_other_questions",
                {fmt::format("更正版试卷 {} 改动了题目本身，而不只是答案", hash),
                 fmt::format("the corrected paper {} changes the questions, not only the keys", hash)});
  }
}

}  // namespace examhall::evidence
