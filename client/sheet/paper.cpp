#include "client/sheet/paper.hpp"

#include <algorithm>

#include "client/sheet/question.hpp"

namespace examhall::sheet {

using client::AnswerState;

Paper::Paper(Desk& desk, QObject* parent) : QObject{parent}, desk_{desk} {
  connect(&desk_, &Desk::changed, this, &Paper::state_changed);
  const auto settled = [this](const client::KeptAnswer& a) {
    given_.erase(a.item);
    emit changed();
  };
  connect(&desk_, &Desk::answer_refused, this, [settled](const auto&, const auto& a) { settled(a); });
  connect(&desk_, &Desk::superseded, this, settled);
  open_somewhere();
}

bool Paper::forward_only() const { return state().welcome() && state().welcome()->batch.forward_only; }

const client::AnswerView& Paper::view(std::uint32_t item) const {
  static const client::AnswerView kNone;
  return item < state().answers().size() ? state().answers().at(item) : kNone;
}

const base::Json& Paper::response(std::uint32_t item) const {
  const auto given = given_.find(item);
  return given != given_.end() ? given->second : view(item).response;
}

Standing Paper::standing(std::uint32_t item) const {
  const AnswerState answer = view(item).state;
  Standing s;
  s.answered = !answers_nothing(response(item));
  s.flagged = flagged_.contains(item);
  s.current = current_ == item;
  s.seen = seen_.contains(item) || answer != AnswerState::none;
  s.refused = answer == AnswerState::refused && !just_given(item);
  s.waiting = just_given(item) || answer == AnswerState::typing || answer == AnswerState::kept_here ||
              answer == AnswerState::sent;
  s.behind = forward_only() && current_ && state().display_number(item) < state().display_number(*current_);
  return s;
}

void Paper::go(std::uint32_t item) {
  if (item >= size()) return;
  seen_.insert(item);
  current_ = item;
  desk_.visit(item);
  emit current_changed();
  emit changed();
}

std::optional<std::uint32_t> Paper::neighbour(int places) const {
  if (!current_ || (places < 0 && forward_only())) return std::nullopt;
  const std::int64_t number = std::int64_t{state().display_number(*current_)} + places;
  return number < 1 ? std::nullopt : state().item_at(static_cast<std::uint32_t>(number));
}

void Paper::answer(std::uint32_t item, base::Json response) {
  if (!open() || item >= size() || said_already(item, response)) return;
  typed_.erase(item);
  given_[item] = response;
  desk_.answer(item, std::move(response));
  emit changed();
}

void Paper::typing(std::uint32_t item) {
  if (!open() || item >= size()) return;
  typed_.insert(item);
  desk_.typing(item);
}

bool Paper::said_already(std::uint32_t item, const base::Json& given) const {
  const AnswerState state = view(item).state;
  if (typed_.contains(item) || response(item) != given) return false;
  return just_given(item) || (state != AnswerState::typing && state != AnswerState::refused);
}

void Paper::flag(std::uint32_t item, bool on) {
  if (on) {
    flagged_.insert(item);
  } else {
    flagged_.erase(item);
  }
  desk_.flag(item, on);
  emit changed();
}

std::uint32_t Paper::count(bool Standing::*what) const {
  std::uint32_t sum = 0;
  for (std::uint32_t item = 0; item < size(); ++item) sum += standing(item).*what ? 1 : 0;
  return sum;
}

std::uint32_t Paper::unanswered() const { return size() - count(&Standing::answered); }
std::uint32_t Paper::waiting() const { return count(&Standing::waiting); }
std::uint32_t Paper::refused() const { return count(&Standing::refused); }

void Paper::state_changed() {
  forget_given();
  open_somewhere();
  emit changed();
}

// The desk tells of an answer with a later state. Until then its older states must not undo what the person
// sees; but an exam that stands takes no answer, and the screen must not pretend that it did.
void Paper::forget_given() {
  if (!runs()) return given_.clear();
  std::erase_if(given_, [this](const auto& given) { return view(given.first).response == given.second; });
}

// Where the candidate was: forward only, the furthest place with an answer; otherwise the first question.
void Paper::open_somewhere() {
  if (!state().outline() || size() == 0) return;
  if (current_ && paper_ == state().outline()->paper) return;
  if (paper_ != state().outline()->paper) {
    seen_.clear();
    flagged_.clear();
    given_.clear();
    for (std::uint32_t item = 0; item < size(); ++item) {
      if (view(item).flagged) flagged_.insert(item);
    }
  }
  paper_ = state().outline()->paper;
  std::uint32_t number = 1;
  for (std::uint32_t n = 1; forward_only() && n <= size(); ++n) {
    if (view(*state().item_at(n)).state != AnswerState::none) number = n;
  }
  if (const auto item = state().item_at(number)) go(*item);
}

}  // namespace examhall::sheet
