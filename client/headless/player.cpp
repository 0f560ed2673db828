#include "client/headless/player.hpp"

namespace examhall::client {

Player::Player(Habits habits, Chooser chooser, Later later)
    : habits_{std::move(habits)}, chooser_{std::move(chooser)}, later_{std::move(later)} {}

bool Player::may_act() const {
  return sitting_->state().phase() == Phase::sitting && sitting_->line() != LineState::stopped;
}

void Player::paper_complete() {
  if (std::exchange(begun_, true)) return;
  after(Span{0});
}

void Player::phase_changed(Phase p) {
  if (begun_ && p == Phase::sitting) after(Span{0});
}

void Player::notice_arrived(const Notice& n) {
  if (reads_) sitting_->read_notice(n.id);
}

void Player::after(Span time) {
  later_(time, [this] { go_on(); });
}

void Player::after_thinking() {
  thought_ = true;
  after(Span{chooser_.between(habits_.think_least.count(), habits_.think_most.count())});
}

void Player::go_on() {
  while (may_act() && at_ < habits_.steps.size()) {
    const Step step = habits_.steps[at_];
    if (std::visit([this](const auto& s) { return take(s); }, step) == Pace::wait) return;
  }
}

bool Player::answer(std::uint32_t item, const std::optional<Json>& response) {
  const Json* const body = sitting_->state().item(item);
  if (body == nullptr) return true;  // no such item: nothing to do
  sitting_->visit(item);
  return sitting_->answer(item, response ? *response : chooser_.choose(item, *body));
}

Player::Pace Player::take(const AnswerStep& s) {
  if (!std::exchange(thought_, false)) {
    after_thinking();
    return Pace::wait;
  }
  const auto item = s.by_index ? std::optional{s.number} : sitting_->state().item_at(s.number);
  if (item) answer(*item, s.response);
  ++at_;
  return Pace::next;
}

Player::Pace Player::take(const AnswerAllStep&) {
  const auto item = sitting_->state().item_at(next_number_);
  if (!item) {
    ++at_;
    return Pace::next;
  }
  if (std::exchange(thought_, false) && answer(*item, std::nullopt)) ++next_number_;
  after_thinking();
  return Pace::wait;
}

Player::Pace Player::take(const TypeStep&) {
  const auto items = static_cast<std::int64_t>(sitting_->state().items());
  if (std::exchange(thought_, false))
    answer(static_cast<std::uint32_t>(chooser_.between(0, items - 1)), std::nullopt);
  after_thinking();
  return Pace::wait;
}

Player::Pace Player::take(const WaitStep& s) {
  ++at_;
  after(s.time);
  return Pace::wait;
}

Player::Pace Player::take(const DropStep& s) {
  ++at_;
  sitting_->drop_line(s.offline_for);
  return Pace::next;
}

Player::Pace Player::take(const ReportStep& s) {
  ++at_;
  sitting_->report(s.kind, s.detail);
  return Pace::next;
}

Player::Pace Player::take(const ReadNoticesStep&) {
  ++at_;
  reads_ = true;
  const std::vector<Notice> here = sitting_->state().board().notices();
  for (const Notice& n : here) sitting_->read_notice(n.id);
  return Pace::next;
}

Player::Pace Player::take(const CallStep& s) {
  ++at_;
  sitting_->call_proctor(s.wanted, s.text);
  return Pace::next;
}

Player::Pace Player::take(const HandInStep&) {
  sitting_->hand_in();
  return Pace::wait;
}

Player::Pace Player::take(const ExitStep&) {
  ++at_;
  sitting_->leave();
  return Pace::wait;
}

void Player::hand_in_refused(const protocol::Error& e) {
  if (at_ >= habits_.steps.size()) return;
  const auto* const step = std::get_if<HandInStep>(&habits_.steps[at_]);
  if (step == nullptr) return;
  if (!step->retry) {
    ++at_;
    return after(Span{0});
  }
  // "Too early" says when; in the last minutes the system collects the paper by itself.
  if (e.id == "hand_in_last_minutes") return;
  const Span until = e.when ? *e.when - sitting_->server_time() : Span{1000};
  after(std::max(until, Span{200}));
}

}  // namespace examhall::client
