// After a login: which of the unconfirmed answers the server has, which were outdone, which are to be sent.
#include <algorithm>
#include <utility>

#include "client/core/answer_book.hpp"

namespace examhall::client {

void AnswerBook::recall(std::vector<KeptAnswer> kept, std::uint32_t settled_up_to) {
  settled_up_to_ = std::max(settled_up_to_, settled_up_to);
  for (KeptAnswer& answer : kept) {
    if (answer.item >= answers_.size()) continue;
    next_no_ = std::max(next_no_, answer.no + 1);
    pending_.push_back({std::move(answer), false, true});
  }
}

AnswerBook::Reconciled AnswerBook::reconcile(std::uint32_t next_no, const std::vector<HeldAnswer>& held) {
  Reconciled out;
  std::vector<const HeldAnswer*> by_item(answers_.size(), nullptr);
  for (const HeldAnswer& h : held) {
    if (h.item < by_item.size()) by_item[h.item] = &h;
  }
  const auto ours = [&](const HeldAnswer& h) {
    return std::any_of(pending_.begin(), pending_.end(), [&](const Pending& p) {
      return p.answer.no == h.no && p.answer.item == h.item && p.answer.response == h.response;
    });
  };
  // A number above all that were settled here, for an answer that was not given here, was given elsewhere.
  std::vector<bool> elsewhere(answers_.size(), false);
  for (const HeldAnswer* h : by_item) {
    if (h != nullptr) elsewhere[h->item] = h->no > settled_up_to_ && !ours(*h);
  }

  std::deque<Pending> before = std::exchange(pending_, {});
  std::uint32_t next = next_no;
  for (Pending& p : before) {
    const HeldAnswer* const h = by_item[p.answer.item];
    if (h != nullptr && (elsewhere[p.answer.item] || h->no >= p.answer.no)) {
      (elsewhere[p.answer.item] ? out.superseded : out.known).push_back(std::move(p.answer));
      continue;
    }
    const bool move = p.answer.no < next;
    if (move) p.answer.no = next;
    next = p.answer.no + 1;
    pending_.push_back({std::move(p.answer)});
    if (move) out.renumbered.push_back(pending_.back().answer);
  }
  next_no_ = next;
  settled_up_to_ = std::max(settled_up_to_, next_no - 1);
  drop_outdated();
  for (const HeldAnswer* h : by_item) {
    if (h == nullptr) continue;
    show({h->no, h->item, h->response, 0}, AnswerState::stored);
    note_stored(h->item, h->no, h->response);
  }
  for (const Pending& p : pending_) show(p.answer, AnswerState::kept_here);
  return out;
}

// Of several answers to one item, none of which the server has, only the last still matters.
void AnswerBook::drop_outdated() {
  std::vector<std::uint32_t> last(answers_.size(), 0);
  for (const Pending& p : pending_) last[p.answer.item] = p.answer.no;
  std::erase_if(pending_, [&](const Pending& p) { return p.answer.no != last[p.answer.item]; });
}

}  // namespace examhall::client
