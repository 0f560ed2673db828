#include "client/core/answer_book.hpp"

#include <algorithm>

namespace examhall::client {

std::uint32_t AnswerBook::answered() const {
  return static_cast<std::uint32_t>(std::count_if(answers_.begin(), answers_.end(),
                                                  [](const AnswerView& a) { return !a.response.is_null(); }));
}

void AnswerBook::typing(std::uint32_t item) { answers_.at(item).state = AnswerState::typing; }

const KeptAnswer& AnswerBook::give(std::uint32_t item, Json response, Instant server_time) {
  std::erase_if(pending_, [&](const Pending& p) { return p.answer.item == item && !p.maybe_there; });
  pending_.push_back({{next_no_++, item, std::move(response), base::to_millis(server_time)}});
  show(pending_.back().answer, AnswerState::kept_here);
  return pending_.back().answer;
}

const KeptAnswer* AnswerBook::next_to_send(Instant now, std::size_t window) const {
  std::size_t busy = 0;
  for (const Pending& p : pending_) {
    if (p.under_way) {
      if (++busy >= window) return nullptr;
      continue;
    }
    // What was put off holds back what came after it, or the order would be lost.
    return p.not_before <= now ? &p.answer : nullptr;
  }
  return nullptr;
}

void AnswerBook::sent(std::uint32_t no) {
  const Place p = find(no);
  if (p == pending_.end()) return;
  p->under_way = p->maybe_there = true;
  if (answers_[p->answer.item].no == no) answers_[p->answer.item].state = AnswerState::sent;
}

void AnswerBook::line_lost() {
  for (Pending& p : pending_) {
    p.under_way = false;
    p.not_before = {};
    AnswerView& view = answers_[p.answer.item];
    if (view.no == p.answer.no && view.state == AnswerState::sent) view.state = AnswerState::kept_here;
  }
}

void AnswerBook::hurry() {
  for (Pending& p : pending_) p.not_before = {};
}

std::optional<Instant> AnswerBook::next_retry() const {
  const auto p =
      std::find_if(pending_.begin(), pending_.end(), [](const Pending& q) { return !q.under_way; });
  if (p == pending_.end() || p->not_before == Instant{}) return std::nullopt;
  return p->not_before;
}

std::optional<KeptAnswer> AnswerBook::acknowledged(std::uint32_t no, Instant at) {
  const Place p = find(no);
  if (p == pending_.end()) return std::nullopt;
  KeptAnswer answer = std::move(p->answer);
  pending_.erase(p);
  settle(no);
  note_stored(answer.item, no, answer.response);
  AnswerView& view = answers_[answer.item];
  if (view.no == no) {
    if (view.state != AnswerState::typing) view.state = AnswerState::stored;
    view.stored_at = at;
    view.reason.clear();
  }
  return answer;
}

std::optional<KeptAnswer> AnswerBook::refused(std::uint32_t no, const std::string& reason) {
  const Place p = find(no);
  if (p == pending_.end()) return std::nullopt;
  KeptAnswer answer = std::move(p->answer);
  pending_.erase(p);
  AnswerView& view = answers_[answer.item];
  if (view.no == no) {
    view.state = AnswerState::refused;
    view.reason = reason;
  }
  return answer;
}

void AnswerBook::put_off(std::uint32_t no, Instant when) {
  const Place p = find(no);
  if (p == pending_.end()) return;
  p->under_way = false;
  p->not_before = when;
  if (answers_[p->answer.item].no == no) answers_[p->answer.item].state = AnswerState::kept_here;
}

void AnswerBook::put_off_all(Instant when) {
  for (Pending& p : pending_) {
    if (p.under_way) put_off(p.answer.no, when);
  }
}

std::optional<KeptAnswer> AnswerBook::renumber(std::uint32_t no) {
  const Place p = find(no);
  if (p == pending_.end()) return std::nullopt;
  KeptAnswer answer = std::move(p->answer);
  pending_.erase(p);
  if (answers_[answer.item].no != no) return std::nullopt;
  answer.no = next_no_++;
  pending_.push_back({answer});
  show(answer, AnswerState::kept_here);
  return answer;
}

std::size_t AnswerBook::under_way() const {
  return static_cast<std::size_t>(
      std::count_if(pending_.begin(), pending_.end(), [](const Pending& p) { return p.under_way; }));
}

std::vector<KeptAnswer> AnswerBook::unconfirmed() const {
  std::vector<KeptAnswer> out;
  for (const Pending& p : pending_) out.push_back(p.answer);
  return out;
}

AnswerBook::Place AnswerBook::find(std::uint32_t no) {
  return std::find_if(pending_.begin(), pending_.end(), [&](const Pending& p) { return p.answer.no == no; });
}

// Answers go out in order and are acknowledged in order, but a refused one may leave a hole below: a hole is
// never above, so the highest number that the server confirmed is what separates ours from others'.
void AnswerBook::settle(std::uint32_t no) { settled_up_to_ = std::max(settled_up_to_, no); }

void AnswerBook::show(const KeptAnswer& answer, AnswerState state) {
  AnswerView& view = answers_.at(answer.item);
  view.state = state;
  view.response = answer.response;
  view.no = answer.no;
  view.reason.clear();
}

void AnswerBook::note_stored(std::uint32_t item, std::uint32_t no, const Json& response) {
  AnswerView& view = answers_.at(item);
  if (no < view.stored_no) return;
  view.stored = response;
  view.stored_no = no;
}

}  // namespace examhall::client
