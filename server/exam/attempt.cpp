#include "exam/attempt.hpp"

#include <algorithm>

#include "exam/decide.hpp"

namespace examhall::exam {

std::string_view to_text(Status status) {
  switch (status) {
    case Status::registered: return "registered";
    case Status::seated: return "seated";
    case Status::sitting: return "sitting";
    case Status::paused: return "paused";
    case Status::handed_in: return "handed_in";
    case Status::collected: return "collected";
    case Status::terminated: return "terminated";
    case Status::absent: return "absent";
  }
  return "";
}

std::uint32_t Attempt::answered() const {
  return static_cast<std::uint32_t>(std::count_if(
      answers.begin(), answers.end(), [](const Given& g) { return g.no != 0 && g.response != "null"; }));
}

Instant deadline(const Batch& batch, const Attempt& attempt, Instant now) {
  Instant end = batch.window.end;
  if (batch.rules.attempt_time) {
    const Instant begin = attempt.begun_at.value_or(std::max(now, batch.window.start));
    end = std::min(end, begin + *batch.rules.attempt_time);
  }
  const Span running_pause = attempt.paused_at ? std::max(Span{0}, now - *attempt.paused_at) : Span{0};
  return end + attempt.accommodation + attempt.extended + attempt.lost + attempt.paused_for + running_pause;
}

Decision decide(const Batch& batch, const Attempt& attempt, const Command& command, Instant now) {
  return std::visit([&](const auto& c) { return decide_one(batch, attempt, c, now); }, command);
}

}  // namespace examhall::exam
