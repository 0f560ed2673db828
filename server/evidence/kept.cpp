#include "evidence/kept.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace examhall::evidence {

KeptLinks::KeptLinks(const std::vector<Kept>& kept, Scope scope, Check& check)
    : scope_{scope}, check_{check} {
  for (const Kept& k : kept) kept_.emplace(k.seq, k);
}

void KeptLinks::pass(const EventRow& row, const std::optional<base::Digest>& before) {
  if (kept_.empty()) return;
  const auto first = kept_.lower_bound(row.first);
  if (first == kept_.end() || first->first > row.last()) return;
  if (row.event) return compare(row.first, row.link, true);
  if (!before) return compare(row.last(), row.link, false);
  base::Digest link = *before;
  for (std::size_t i = 0; i < row.leaves.size(); ++i) {
    link = journal::next_link(link, row.leaves[i]);
    compare(row.first + i, link, false);
  }
}

void KeptLinks::compare(std::uint64_t seq, const base::Digest& link, bool own) {
  const auto [from, to] = kept_.equal_range(seq);
  for (auto k = from; k != to; ++k) {
    if (k->second.link != link) {
      if (std::exchange(differed_, true)) continue;  // all later ones differ too
      check_.fail(
          "kept_differs",
          {fmt::format("另行保存的第 {} 号事件链值与文件不符：第 {} 号之后、第 {} 号及以前的事件被改写", seq,
                       agreed_, seq),
           fmt::format("the link kept of event {} is not the file's: events after {} and up to {} were "
                       "rewritten",
                       seq, agreed_, seq)});
    } else if (k->second.own && !own) {
      check_.fail(
          "kept_event_hidden",
          {fmt::format("第 {} 号事件属于本批次（有回执为证），文件却把它当作其他批次的事件隐去", seq),
           fmt::format("event {} is this batch's, as a receipt shows, but the file hides it as another's",
                       seq)});
    } else {
      agreed_ = seq;
    }
  }
  kept_.erase(from, to);
}

void KeptLinks::finish(std::uint64_t last_seq, const base::Digest& last_link) {
  compare(last_seq, last_link, true);
  for (const auto& [seq, kept] : kept_) {
    if (kept.own && scope_ == Scope::candidate && seq < last_seq) {
      check_.fail("kept_event_hidden",
                  {fmt::format("回执所指的第 {} 号事件不在文件中", seq),
                   fmt::format("event {}, which a receipt names, is not in the file", seq)});
      continue;
    }
    check_.note("kept_not_comparable",
                {fmt::format("另行保存的第 {} 号事件不在本文件范围内，未能核对", seq),
                 fmt::format("the link kept of event {} is outside this file and was not compared", seq)});
  }
}

}  // namespace examhall::evidence
