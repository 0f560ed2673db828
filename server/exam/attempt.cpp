#include "exam/attempt.hpp"

#include <algorithm>

#include "exam/decide.hpp"

namespace examhall::exam {

std::string_view to_text(Status status) {
  switch (status) {
    case Status::registered:
      return "registered";
    case Status::seated:
      return "seated";
    case Status::sitting:
      return "sitting";
    case Status::paused:
      return "paused";
    case Status::handed_in:
      return "handed_in";
    case Status::collected:
      return "collected";
    case Status::terminated:
      return "terminated";
    case Status::absent:
      return "absent";
  }
  return "";
}

std::string_view to_text(Calling calling) {
  switch (calling) {
    case Calling::none:
      return "none";
    case Calling::open:
      return "open";
    case Calling::withdrawn:
      return "withdrawn";
    case Calling::answered:
      break;
  }
  return "answered";
}

std::uint32_t Attempt::answered() const {
  return static_cast<std::uint32_t>(std::count_if(
      answers.begin(), answers.end(), [](const Given& g) { return g.no != 0 && g.response != "null"; }));
}

namespace {

// Of this time, what was paused; a running pause counts up to its end.
Span paused_within(const Window& time, const Attempt& attempt) {
  Span sum{0};
  const auto add = [&](Instant from, Instant to) {
    sum += std::max(Span{0}, std::min(to, time.end) - std::max(from, time.start));
  };
  for (const Window& pause : attempt.pauses) add(pause.start, pause.end);
  if (attempt.paused_at) add(*attempt.paused_at, time.end);
  return sum;
}

}  // namespace

Instant deadline(const Batch& batch, const Attempt& attempt, Instant now) {
  Instant end = batch.window.end;
  if (batch.rules.attempt_time) {
    const Instant begin = attempt.begun_at.value_or(std::max(now, batch.window.start));
    end = std::min(end, begin + *batch.rules.attempt_time);
  }
  return end + attempt.accommodation + attempt.extended + attempt.lost +
         paused_within({Instant{}, now}, attempt);
}

int tries_left(const Batch& batch, const Attempt& attempt) {
  const bool over = attempt.status == Status::handed_in || attempt.status == Status::collected;
  return over ? std::max(0, batch.rules.attempts_allowed - attempt.round) : 0;
}

Span lost_to(const Window& outage, const Batch& batch, const Attempt& attempt) {
  const Window own{std::max(outage.start, attempt.begun_at.value_or(outage.start)), outage.end};
  if (own.end <= own.start) return Span{0};
  if (attempt.begun_at) return own.end - own.start - paused_within(own, attempt);
  const Span whole = outage.end - outage.start;
  if (!batch.rules.attempt_time) return whole;
  return std::clamp(outage.end + *batch.rules.attempt_time - batch.window.end, Span{0}, whole);
}

Decision decide(const Batch& batch, const Attempt& attempt, const Command& command, Instant now) {
  return std::visit([&](const auto& c) { return decide_one(batch, attempt, c, now); }, command);
}

}  // namespace examhall::exam
