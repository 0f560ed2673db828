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

std::vector<Window> paused(const Attempt& a) {
  std::vector<Window> all = a.pauses;
  if (a.paused_at) all.push_back({*a.paused_at, Instant::max()});
  return all;
}

/// What costs this attempt nothing, because its time stood or was given back.
std::vector<Window> free_of_cost(const Attempt& a) {
  std::vector<Window> all = paused(a);
  all.insert(all.end(), a.given_back.begin(), a.given_back.end());
  return all;
}

/// What of `time` lies in at least one of these.
Span within(const Window& time, std::vector<Window> parts) {
  std::sort(parts.begin(), parts.end(), [](const Window& l, const Window& r) { return l.start < r.start; });
  Span sum{0};
  Instant seen = time.start;
  for (const Window& part : parts) {
    const Instant from = std::max(seen, part.start);
    const Instant to = std::min(time.end, part.end);
    if (to <= from) continue;
    sum += to - from;
    seen = to;
  }
  return sum;
}

Span paused_until(Instant now, const Attempt& attempt) {
  return within({Instant{}, now}, paused(attempt));
}

}  // namespace

Span lost_to_move(const Attempt& attempt, Instant now) {
  if (!attempt.moving || !attempt.begun_at) return Span{0};
  const Window way{std::max(attempt.moving->since, *attempt.begun_at), std::min(now, attempt.moving->until)};
  if (way.end <= way.start) return Span{0};
  return way.end - way.start - within(way, free_of_cost(attempt));
}

Instant deadline(const Batch& batch, const Attempt& attempt, Instant now) {
  Instant end = batch.window.end;
  if (batch.rules.attempt_time) {
    const Instant begin = attempt.begun_at.value_or(std::max(now, batch.window.start));
    end = std::min(end, begin + *batch.rules.attempt_time);
  }
  return end + attempt.accommodation + attempt.extended + attempt.lost + paused_until(now, attempt) +
         lost_to_move(attempt, now);
}

int tries_left(const Batch& batch, const Attempt& attempt) {
  const bool over = attempt.status == Status::handed_in || attempt.status == Status::collected;
  return over ? std::max(0, batch.rules.attempts_allowed - attempt.round) : 0;
}

Span lost_to(const Window& outage, const Batch& batch, const Attempt& attempt) {
  const Window own{std::max(outage.start, attempt.begun_at.value_or(outage.start)), outage.end};
  if (own.end <= own.start) return Span{0};
  std::vector<Window> cost_nothing = free_of_cost(attempt);
  if (attempt.moving) cost_nothing.push_back({attempt.moving->since, attempt.moving->until});
  if (attempt.begun_at) return own.end - own.start - within(own, std::move(cost_nothing));
  const Span whole = outage.end - outage.start;
  if (!batch.rules.attempt_time) return whole;
  return std::clamp(outage.end + *batch.rules.attempt_time - batch.window.end, Span{0}, whole);
}

Decision decide(const Batch& batch, const Attempt& attempt, const Command& command, Instant now) {
  return std::visit([&](const auto& c) { return decide_one(batch, attempt, c, now); }, command);
}

bool is_countable(const Counted& c) {
  if (c.count == 0) return false;
  if (c.what == kEntryRefused) return refusal_from_text(c.which).has_value();
  return c.what == kReported || (c.what == kLogin && c.which == "superseded");
}

}  // namespace examhall::exam
