#include "client/sheet/countdown.hpp"

namespace examhall::sheet {

Told time_in_words(const client::ExamState& state, base::Instant now) {
  const auto left = state.remaining(now);
  if (state.phase() == client::Phase::ended) return {Words::tr("The exam has ended"), "time"};
  if (!left) return {Words::tr("Not started"), "time"};
  if (state.phase() == client::Phase::paused)
    return {Words::tr("%1, time stands").arg(Words::span(*left)), "time"};
  if (!state.clock().known()) return {Words::tr("Asking the server for the time…"), "time"};
  if (left->count() == 0) return {Words::tr("Time is over, the paper is being collected"), "time"};
  return {Words::span(*left), *left <= Warnings::kMarks.back() ? "time_low" : "time"};
}

base::Span until_next_second(std::optional<base::Span> left) {
  return left ? base::Span{left->count() % 1000 + 1} : base::Span{1000};
}

std::optional<int> Warnings::at(std::optional<base::Span> left) {
  const auto before = std::exchange(before_, left);
  if (!left || !before) return std::nullopt;
  std::optional<int> minutes;
  for (std::size_t i = 0; i < kMarks.size(); ++i) {
    if (told_[i] || *before <= kMarks[i] || *left > kMarks[i]) continue;
    told_[i] = true;
    minutes = static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(kMarks[i]).count());
  }
  return left->count() > 0 ? minutes : std::nullopt;
}

}  // namespace examhall::sheet
