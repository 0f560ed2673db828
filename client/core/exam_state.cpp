#include "client/core/exam_state.hpp"

#include <algorithm>

namespace examhall::client {

std::string_view to_text(Phase phase) {
  switch (phase) {
    case Phase::outside:
      return "outside";
    case Phase::waiting:
      return "waiting";
    case Phase::sitting:
      return "sitting";
    case Phase::paused:
      return "paused";
    case Phase::ended:
      break;
  }
  return "ended";
}

void ExamState::apply(const protocol::Welcome& m, Instant now) {
  clock_.guess(m.server_time, now);
  welcome_ = m;
  deadline_ = m.deadline;
  storage_ok_ = true;
  left_at_pause_.reset();
  if (m.status == "sitting") {
    phase_ = Phase::sitting;
  } else if (m.status == "paused") {
    phase_ = Phase::paused;
    stop_the_clock(now);
  } else {
    phase_ = Phase::waiting;
  }
}

void ExamState::apply(const protocol::TimeReply& m, Instant now) {
  clock_.add({base::from_millis(m.t0), base::from_millis(m.t1), base::from_millis(m.t2), now});
}

void ExamState::apply(const protocol::Start& m, Instant now) {
  clock_.guess(m.server_time, now);
  deadline_ = m.deadline;
  left_at_pause_.reset();
  phase_ = Phase::sitting;
}

void ExamState::apply(const protocol::Outline& m, Instant) {
  const bool same = outline_ && outline_->paper == m.paper && items_.size() == m.order.size();
  outline_ = m;
  if (same) return;
  items_.assign(m.order.size(), nullptr);
  items_here_ = 0;
  answers_.resize(m.order.size());
}

void ExamState::item_arrived(std::uint32_t item, std::shared_ptr<const Json> body) {
  if (item >= items_.size() || !body) return;
  if (!items_[item]) ++items_here_;
  items_[item] = std::move(body);
}

void ExamState::apply(const protocol::PaperEnd&, Instant) {}

void ExamState::apply(const protocol::Deadline& m, Instant) {
  deadline_ = m.ends_at;
  notice_ = m.text;
  if (m.starts_at && welcome_) welcome_->batch.start = *m.starts_at;
  if (phase_ != Phase::paused) return;
  if (m.reason == "resumed") {
    phase_ = Phase::sitting;
    left_at_pause_.reset();
  } else if (left_at_pause_) {
    *left_at_pause_ += m.by_ms;
  }
}

void ExamState::apply(const protocol::PausedNow& m, Instant now) {
  notice_ = m.text;
  if (phase_ != Phase::sitting) return;
  phase_ = Phase::paused;
  stop_the_clock(now);
}

void ExamState::apply(const protocol::Storage& m, Instant) { storage_ok_ = m.ok; }

void ExamState::apply(const protocol::Ended& m, Instant) {
  phase_ = Phase::ended;
  ended_ = m;
}

void ExamState::stop_the_clock(Instant now) {
  if (deadline_) left_at_pause_ = std::max(Span{0}, *deadline_ - clock_.server_time(now));
}

const Json* ExamState::item(std::uint32_t item) const {
  return item < items_.size() ? items_[item].get() : nullptr;
}

std::uint32_t ExamState::display_number(std::uint32_t item) const {
  if (!outline_) return 0;
  const auto place = std::find(outline_->order.begin(), outline_->order.end(), item);
  return place == outline_->order.end() ? 0 : static_cast<std::uint32_t>(place - outline_->order.begin()) + 1;
}

std::optional<std::uint32_t> ExamState::item_at(std::uint32_t display_number) const {
  if (!outline_ || display_number == 0 || display_number > outline_->order.size()) return std::nullopt;
  return outline_->order[display_number - 1];
}

std::optional<Span> ExamState::remaining(Instant now) const {
  if (left_at_pause_) return left_at_pause_;
  if (!deadline_) return std::nullopt;
  return std::max(Span{0}, *deadline_ - clock_.server_time(now));
}

}  // namespace examhall::client
