#include "evidence/link_chain.hpp"

#include <fmt/format.h>

namespace examhall::evidence {
namespace {

void report_altered(Check& check, const base::Text& what) {
  check.fail("event_altered", {what.zh + "被改动", what.en + " was altered"});
}

void report_link(Check& check, const base::Text& what) {
  check.fail("link_altered", {what.zh + "所附的链值被改动，其内容未变",
                              what.en + " has its content, but the link beside it was altered"});
}

void report_missing(Check& check, std::uint64_t first, std::uint64_t last) {
  if (first == last) {
    check.fail("event_missing",
               {fmt::format("缺少第 {} 号事件", first), fmt::format("event {} is missing", first)});
    return;
  }
  check.fail("event_missing", {fmt::format("缺少第 {} 至 {} 号事件", first, last),
                               fmt::format("events {} to {} are missing", first, last)});
}

void report_swapped(Check& check, std::uint64_t first, std::uint64_t second) {
  check.fail("event_swapped", {fmt::format("第 {} 号与第 {} 号事件的次序被对调", first, second),
                               fmt::format("events {} and {} stand in the wrong order", first, second)});
}

void renumber(EventRow& row, std::uint64_t first) {
  row.first = first;
  if (row.event) row.event->seq = first;
}

}  // namespace

LinkChain::LinkChain(const journal::JournalId& journal, Check& check, Accept accept)
    : check_{check}, accept_{std::move(accept)}, link_{journal::genesis_link(journal)} {}

void LinkChain::feed(EventRow row) {
  if (pending_) {
    settle(&row);
  } else {
    consider(std::move(row));
  }
}

void LinkChain::flush() {
  while (pending_) settle(nullptr);
}

void LinkChain::consider(EventRow row) {
  if (row.first == next_) {
    if (!link_) return accept(std::move(row), row.link);
    const base::Digest after = link_after(*link_, row);
    if (after == row.link) return accept(std::move(row), after);
  } else if (link_ && link_after(*link_, row, next_) == row.link) {
    const std::uint64_t claimed = row.first;
    renumber(row, next_);
    const base::Text what = describe(row);
    check_.fail("event_altered",
                {fmt::format("{}被改动：编号被改为 {}", what.zh, claimed),
                 fmt::format("{} was altered: its number was changed to {}", what.en, claimed)});
    const base::Digest after = row.link;
    return accept(std::move(row), after);
  } else if (row.first < next_) {
    check_.fail("event_out_of_place",
                {fmt::format("第 {} 号事件出现在第 {} 号之后：重复或移了位置", row.first, next_ - 1),
                 fmt::format("event {} stands after event {}: repeated, or moved from its place", row.first,
                             next_ - 1)});
    return;
  }
  pending_ = std::move(row);
}

void LinkChain::accept(EventRow row, const base::Digest& after) {
  const std::optional<base::Digest> before = link_;
  next_ = row.last() + 1;
  link_ = after;
  row.link = after;
  if (row.event) row.event->link = after;
  accept_(row, before);
}

void LinkChain::settle(EventRow* next) {
  EventRow row = std::move(*pending_);
  pending_.reset();
  if (row.first == next_) {
    settle_mismatch(std::move(row), next);
  } else {
    settle_gap(std::move(row), next);
  }
}

void LinkChain::settle_gap(EventRow first, EventRow* next) {
  if (next != nullptr && next->first == next_ && next->last() + 1 == first.first) {
    report_swapped(check_, next->last(), first.first);
    consider(std::move(*next));
    return feed(std::move(first));
  }
  report_missing(check_, next_, first.first - 1);
  whole_ = false;
  next_ = first.first;
  link_.reset();
  const base::Digest after = first.link;
  accept(std::move(first), after);
  if (next != nullptr) consider(std::move(*next));
}

void LinkChain::settle_mismatch(EventRow suspect, EventRow* next) {
  const base::Digest computed = link_after(*link_, suspect);
  const base::Digest stated = suspect.link;
  const bool follows = next != nullptr && next->first == suspect.last() + 1;
  if (follows && link_after(stated, *next) == next->link) {
    report_altered(check_, describe(suspect));
    accept(std::move(suspect), stated);
  } else if (follows && link_after(computed, *next) == next->link) {
    report_link(check_, describe(suspect));
    accept(std::move(suspect), computed);
  } else if (follows && settle_exchange(suspect, *next)) {
    return;
  } else if (next == nullptr) {
    undecided_ = Undecided{describe(suspect), stated, computed};
    accept(std::move(suspect), stated);
  } else {
    const base::Text what = describe(suspect);
    check_.fail("event_altered",
                {what.zh + "及其链值被改动", what.en + " and the link beside it were altered"});
    accept(std::move(suspect), stated);
    link_.reset();
  }
  if (next != nullptr) consider(std::move(*next));
}

/// Two events that changed places and were given each other's numbers.
bool LinkChain::settle_exchange(EventRow& suspect, EventRow& next) {
  if (!suspect.event || !next.event) return false;
  const base::Digest first = link_after(*link_, next, suspect.first);
  if (first != suspect.link && first != next.link) return false;
  const base::Digest second = link_after(first, suspect, next.first);
  report_swapped(check_, suspect.first, next.first);
  const std::uint64_t place = suspect.first;
  renumber(suspect, next.first);
  renumber(next, place);
  accept(std::move(next), first);
  accept(std::move(suspect), second);
  return true;
}

void LinkChain::finish(std::uint64_t seq, const base::Digest& link) {
  if (next_ <= seq) {
    report_missing(check_, next_, seq);
    whole_ = false;
  } else if (next_ - 1 > seq) {
    check_.fail("events_beyond_checkpoint",
                {fmt::format("签名的检查点只到第 {} 号事件，文件却有 {} 号", seq, next_ - 1),
                 fmt::format("the signed checkpoint ends at event {}, the file at {}", seq, next_ - 1)});
  } else if (undecided_ && undecided_->stated == link) {
    report_altered(check_, undecided_->what);
  } else if (undecided_ && undecided_->computed == link) {
    report_link(check_, undecided_->what);
  } else if (undecided_) {
    check_.fail("event_altered", {undecided_->what.zh + "及其链值被改动",
                                  undecided_->what.en + " and the link beside it were altered"});
  } else if (link_ && *link_ != link) {
    check_.fail("chain_rewritten",
                {"事件链自身连贯，却到不了检查点所签的终点：某处内容连同其后全部链值被改写",
                 "the chain holds together, but does not lead to the checkpoint that was signed: events were "
                 "altered and every link after them was rewritten"});
  }
}

}  // namespace examhall::evidence
