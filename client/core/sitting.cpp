// The line: connecting, noticing that it died, coming back. Messages are in sitting_messages.cpp, answers in
// sitting_answers.cpp.
#include "client/core/sitting.hpp"

#include <algorithm>

#include "protocol/error_id.hpp"

namespace examhall::client {
namespace {

constexpr Span kSoon{50};

}  // namespace

std::string_view to_text(LineState state) {
  switch (state) {
    case LineState::offline:
      return "offline";
    case LineState::connecting:
      return "connecting";
    case LineState::logging_in:
      return "logging_in";
    case LineState::online:
      return "online";
    case LineState::stopped:
      break;
  }
  return "stopped";
}

std::string_view to_text(StopReason reason) {
  switch (reason) {
    case StopReason::ended:
      return "ended";
    case StopReason::left:
      return "left";
    case StopReason::taken_over:
      return "taken_over";
    case StopReason::refused:
      return "refused";
    case StopReason::too_late:
      return "too_late";
    case StopReason::attempt_ended:
      return "attempt_ended";
    case StopReason::terminated:
      return "terminated";
    case StopReason::incompatible:
      break;
  }
  return "incompatible";
}

Sitting::Sitting(Identity who, SittingParts parts, Tuning tuning)
    : who_{std::move(who)},
      parts_{std::move(parts)},
      tuning_{tuning},
      backoff_{tuning.backoff_first, tuning.backoff_longest},
      images_{parts_.images,
              parts_.clock,
              parts_.random,
              parts_.observer,
              {.retry_first = tuning.backoff_first, .retry_longest = tuning.backoff_longest},
              [this] { wake(); }} {}

void Sitting::begin() {
  if (line_state_ == LineState::offline) connect();
  wake();
}

void Sitting::connect() {
  retry_at_.reset();
  give_up_line_at_ = parts_.clock.now() + tuning_.connect_within;
  set_line({LineState::connecting});
  parts_.line.open();
}

void Sitting::line_opened() {
  if (line_state_ != LineState::connecting) return;
  give_up_line_at_ = parts_.clock.now() + tuning_.welcome_within;
  set_line({LineState::logging_in});
  clock_queries_ = 0;
  state_.clock_may_have_jumped();
  ask_the_time(parts_.clock.now());  // so that "the door opens at" can be understood before a welcome
  log_in();
  wake();
}

void Sitting::log_in() {
  protocol::Login login{who_.ticket, who_.code, who_.program, who_.machine};
  if (state_.paper_complete()) login.have_paper = state_.outline()->paper;
  if (who_.next_try) login.next_try = true;
  say(login);
}

void Sitting::line_heard() {
  heard_at_ = parts_.clock.now();
  pinged_ = false;
  wake();
}

void Sitting::line_closed(const LineLoss& loss) {
  if (line_state_ == LineState::stopped) return;
  if (state_.phase() == Phase::ended || ended_before_) {
    stop_at_the_end();
  } else if (loss.close_code == kClosedTakenOver) {
    stop(StopReason::taken_over, protocol::error_entry("seat_taken_over").text);
  } else {
    lose_line(loss);
  }
  wake();
}

void Sitting::lose_line(LineLoss loss) {
  parts_.line.abort();
  const Instant now = parts_.clock.now();
  if (line_state_ == LineState::online && now - online_since_ >= tuning_.stable_after) backoff_.reset();
  LineReport report{LineState::offline};
  report.loss = std::move(loss);
  wait_to_retry(backoff_.next(parts_.random), std::move(report));
}

void Sitting::wait_to_retry(Span delay, LineReport report) {
  state_.answers().line_lost();
  state_.board().line_lost();
  ask_notices_at_.reset();
  end_shown_again_at_.reset();
  reconciled_ = hand_in_sent_ = false;
  retry_at_ = parts_.clock.now() + delay;
  report.state = LineState::offline;
  report.retry_at = retry_at_;
  set_line(std::move(report));
}

void Sitting::drop_line(Span offline_for) {
  if (line_state_ == LineState::stopped) return;
  parts_.line.abort();
  LineReport report{LineState::offline};
  report.loss = LineLoss{"lost", {"连接已断开", "The connection was dropped"}, "dropped on purpose"};
  wait_to_retry(offline_for, std::move(report));
  wake();
}

void Sitting::stop(StopReason reason, base::Text text) {
  if (line_state_ == LineState::stopped) return;
  retry_at_.reset();
  stop_at_.reset();
  parts_.line.close();
  images_.stop();
  set_line({LineState::stopped});
  std::fill(who_.code.begin(), who_.code.end(), '\0');
  parts_.observer.stopped({reason, std::move(text), state_.answers().unconfirmed()});
}

void Sitting::stop_at_the_end() {
  if (state_.phase() == Phase::ended) return stop(StopReason::ended, {"考试已结束", "The exam has ended"});
  stop(StopReason::attempt_ended, *ended_before_);
}

void Sitting::leave() {
  if (line_state_ == LineState::online) say(protocol::Leave{});
  stop(StopReason::left, {"已离开考试，未交卷", "Left the exam without handing in"});
  wake();
}

void Sitting::set_line(LineReport report) {
  line_state_ = report.state;
  parts_.observer.line_changed(report);
}

bool Sitting::say(const protocol::ClientMessage& message) {
  return parts_.line.send(protocol::encode(message));
}

void Sitting::ask_the_time(Instant now) {
  say(protocol::TimeQuery{base::to_millis(now)});
  ++clock_queries_;
  next_clock_query_ =
      now + (clock_queries_ < tuning_.clock_first_count ? tuning_.clock_first : tuning_.clock_later);
}

void Sitting::tick() {
  const Instant now = parts_.clock.now();
  if (line_state_ == LineState::offline && retry_at_ && now >= *retry_at_) connect();
  if (stop_at_ && now >= *stop_at_) stop_at_the_end();
  const bool opening = line_state_ == LineState::connecting || line_state_ == LineState::logging_in;
  if (opening && now >= give_up_line_at_) {
    lose_line({"timeout", {"服务器在限定时间内没有应答", "The server did not answer in time"}});
  }
  if (line_state_ == LineState::online) {
    if (now - heard_at_ >= tuning_.dead_after) {
      lose_line(
          {"silent", {"服务器长时间没有回应，正在重新连接", "The server fell silent; connecting again"}});
    } else {
      if (!pinged_ && now - heard_at_ >= tuning_.ping_after) {
        pinged_ = true;
        parts_.line.ping();
      }
      if (now >= next_clock_query_) ask_the_time(now);
      if (ask_notices_at_ && now >= *ask_notices_at_) ask_for_notices();
      if (end_shown_again_at_ && now >= *end_shown_again_at_) say_end_shown();
      flush(now);
      try_hand_in(now);
    }
  }
  images_.tick();
  wake();
}

std::optional<Instant> Sitting::next_due() const {
  std::optional<Instant> due = stop_at_;
  const Instant soon = parts_.clock.now() + kSoon;
  const auto at = [&](Instant t) { due = due ? std::min(*due, t) : t; };
  if (const auto image = images_.next_due()) at(*image);
  switch (line_state_) {
    case LineState::offline:
      if (retry_at_) at(*retry_at_);
      break;
    case LineState::connecting:
    case LineState::logging_in:
      at(give_up_line_at_);
      break;
    case LineState::online:
      at(heard_at_ + (pinged_ ? tuning_.dead_after : tuning_.ping_after));
      at(next_clock_query_);
      if (ask_notices_at_) at(*ask_notices_at_);
      if (end_shown_again_at_) at(*end_shown_again_at_);
      if (state_.phase() != Phase::sitting) break;
      // What is due and waits for something else must not wake us in a circle.
      if (const auto retry = state_.answers().next_retry(); retry && reconciled_) at(std::max(*retry, soon));
      if (hand_in_wanted_ && hand_in_not_before_ != Instant{}) at(std::max(hand_in_not_before_, soon));
      break;
    case LineState::stopped:
      return std::nullopt;
  }
  return due;
}

void Sitting::wake() { parts_.set_alarm(next_due()); }

}  // namespace examhall::client
