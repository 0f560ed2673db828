#include "journal/chain.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace examhall::journal {
namespace {

bool continues(const base::Digest& previous, const Event& event) {
  return next_link(previous, leaf_of(event)) == event.link;
}

/// Would `event`, put in place `seq` behind `previous`, have had one of these links?
bool belongs_at(std::uint64_t seq, const base::Digest& previous, Event event,
                const base::Digest& other_link) {
  event.seq = seq;
  const base::Digest link = next_link(previous, leaf_of(event));
  return link == event.link || link == other_link;
}

base::Text swapped_text(std::uint64_t a, std::uint64_t b) {
  return {fmt::format("第 {} 行与第 {} 行被对调", a, b), fmt::format("rows {} and {} were swapped", a, b)};
}

base::Text altered_text(std::uint64_t seq) {
  if (seq == 1) {
    return {"第 1 行的内容或日志编号被修改", "the content of row 1 was altered, or the journal's id"};
  }
  return {fmt::format("第 {} 行的内容被修改，或第 {} 行连同链值被修改", seq, seq - 1),
          fmt::format("the content of row {} was altered, or row {} together with its link", seq, seq - 1)};
}

}  // namespace

ChainCheck::ChainCheck(const JournalId& id) : id_{id} { head_.link = genesis_link(id); }

void ChainCheck::expect(const Checkpoint& checkpoint) {
  if (checkpoint.journal != id_) {
    break_at(BreakKind::foreign, checkpoint.seq,
             {"检查点属于另一份日志", "the checkpoint belongs to another journal"});
    return;
  }
  expected_.push_back(checkpoint);
  std::sort(expected_.begin(), expected_.end(),
            [](const Checkpoint& a, const Checkpoint& b) { return a.seq > b.seq; });
  if (checkpoint.merkle_root && !merkle_) merkle_.emplace();
}

bool ChainCheck::feed(const Event& event) {
  if (break_) return false;
  if (suspect_) {
    resolve(&event);
    return false;
  }
  if (event.seq <= head_.seq) {
    break_at(BreakKind::repeated, event.seq,
             {fmt::format("第 {} 行之后又出现第 {} 行", head_.seq, event.seq),
              fmt::format("after row {} comes row {} again", head_.seq, event.seq)});
    return false;
  }
  const base::Digest leaf = leaf_of(event);
  if (event.seq != head_.seq + 1 || next_link(head_.link, leaf) != event.link) {
    suspect_ = event;
    return true;
  }
  advance(event, leaf);
  return witnessed();
}

void ChainCheck::advance(const Event& event, const base::Digest& leaf) {
  if (head_.seq > 0 && event.at < head_.last_at) ++backward_steps_;
  head_ = {event.seq, event.link, event.at};
  if (merkle_) merkle_->add(leaf);
}

/// Compares with the checkpoints taken at this row.
bool ChainCheck::witnessed() {
  for (; !expected_.empty() && expected_.back().seq <= head_.seq; expected_.pop_back()) {
    const Checkpoint& checkpoint = expected_.back();
    const bool same_root =
        !checkpoint.merkle_root || checkpoint.seq != head_.seq || merkle_->root() == *checkpoint.merkle_root;
    if (checkpoint.seq == 0 || (checkpoint.link == head_.link && same_root)) continue;
    break_at(BreakKind::rewritten, head_.seq,
             {fmt::format("第 {} 行与 {} 签名的检查点不符：日志在此之前被整体改写", head_.seq,
                          base::to_utc_text(checkpoint.at)),
              fmt::format(
                  "row {} is not what the checkpoint of {} witnessed: the journal was rewritten up to here",
                  head_.seq, base::to_utc_text(checkpoint.at))});
    return false;
  }
  return true;
}

std::optional<ChainBreak> ChainCheck::finish() {
  if (!break_ && suspect_) resolve(nullptr);
  if (!break_ && !expected_.empty() && expected_.front().seq > head_.seq) {
    const Checkpoint& last = expected_.front();
    break_at(BreakKind::truncated, head_.seq + 1,
             {fmt::format("末尾缺少第 {} 至 {} 行：{} 的检查点证明它们存在过", head_.seq + 1, last.seq,
                          base::to_utc_text(last.at)),
              fmt::format("rows {} to {} are missing at the end: the checkpoint of {} witnessed them",
                          head_.seq + 1, last.seq, base::to_utc_text(last.at))});
  }
  return break_;
}

void ChainCheck::resolve(const Event* next) {
  if (suspect_->seq != head_.seq + 1) {
    resolve_gap(next);
  } else {
    resolve_mismatch(next);
  }
}

void ChainCheck::resolve_gap(const Event* next) {
  const std::uint64_t first = head_.seq + 1;
  const std::uint64_t last = suspect_->seq - 1;
  if (next != nullptr && next->seq == first && continues(head_.link, *next)) {
    break_at(BreakKind::swapped, first, swapped_text(first, suspect_->seq));
  } else if (first == last) {
    break_at(BreakKind::removed, first,
             {fmt::format("第 {} 行被删除", first), fmt::format("row {} was removed", first)});
  } else {
    break_at(BreakKind::removed, first,
             {fmt::format("第 {} 至 {} 行被删除", first, last),
              fmt::format("rows {} to {} were removed", first, last)});
  }
}

void ChainCheck::resolve_mismatch(const Event* next) {
  const std::uint64_t seq = suspect_->seq;
  if (next != nullptr && belongs_at(seq, head_.link, *next, suspect_->link)) {
    break_at(BreakKind::swapped, seq, swapped_text(seq, next->seq));
  } else if (next != nullptr && next->seq == seq + 1 && continues(suspect_->link, *next)) {
    // The next row continues this link, so the link is the one that was written.
    break_at(BreakKind::altered, seq, altered_text(seq));
  } else {
    break_at(
        BreakKind::altered, seq,
        {fmt::format("第 {} 行与第 {} 行接不上：其中一行的内容或链值被修改", seq, seq - 1),
         fmt::format("row {} does not follow from row {}: the content or the link of one of them was altered",
                     seq, seq - 1)});
  }
}

void ChainCheck::break_at(BreakKind kind, std::uint64_t seq, base::Text text) {
  if (!break_) break_ = ChainBreak{kind, seq, std::move(text)};
}

}  // namespace examhall::journal
