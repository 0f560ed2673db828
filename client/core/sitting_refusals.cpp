// Everything the server says no to: which refusals pass, which are final, which end the sitting.
#include <algorithm>
#include <array>

#include "client/core/sitting.hpp"

namespace examhall::client {
namespace {

template <std::size_t N>
bool one_of(const std::string& id, const std::array<std::string_view, N>& ids) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

void Sitting::take(const protocol::Error& m, Instant now) {
  if (m.id == "seat_taken_over") return stop(StopReason::taken_over, m.text);
  const std::string about = m.about ? m.about->type : "";
  if (line_state_ == LineState::logging_in && about != "time") return login_refused(m, now);
  if (about == "answer") return answer_refused(m, now);
  if (about == "hand_in") return hand_in_refused(m, now);
  if (about == "notices" || about == "noticed" || about == "call") return notices_refused(m, now);
  if (about == "deadline_shown") return end_shown_refused(m, now);
  if (m.id == "too_many_messages") state_.answers().put_off_all(now + tuning_.too_fast_retry);
  parts_.observer.told_off(m);
}

// A server that does not know the message has nothing to count; one that does asks for it by announcing the end
// again after the next login.
void Sitting::end_shown_refused(const protocol::Error& m, Instant now) {
  if (m.id == "not_saved" || m.id == "too_many_messages") end_shown_again_at_ = now + tuning_.unsaved_retry;
}

void Sitting::login_refused(const protocol::Error& m, Instant now) {
  if (m.id == "login_refused") return stop(StopReason::refused, m.text);
  if (m.id == "entry_too_late" || m.id == "batch_over") return stop(StopReason::too_late, m.text);
  if (m.id == "attempt_terminated") return stop(StopReason::terminated, m.text);
  if (m.id == "attempt_ended") {
    // Whoever lost the line at the end is sent the receipt after this.
    ended_before_ = m.text;
    stop_at_ = now + tuning_.last_words;
    return;
  }
  if (m.id == "bad_message" || m.id == "unknown_type") return stop(StopReason::incompatible, m.text);
  // Everything else passes: not_open_yet, not_saved, shutting_down, …
  Span delay = backoff_.next(parts_.random);
  if (m.when) {
    const Span until = *m.when - state_.clock().server_time(now);
    // The door may open earlier than planned; and without a sample of its clock `until` may be anything.
    delay += std::clamp(until, Span{0}, tuning_.door_poll);
  }
  parts_.line.abort();
  LineReport report{LineState::offline};
  report.refusal = m;
  wait_to_retry(delay, std::move(report));
}

void Sitting::answer_refused(const protocol::Error& m, Instant now) {
  if (!m.about->no) {
    if (m.id == "too_many_messages") state_.answers().put_off_all(now + tuning_.too_fast_retry);
    return parts_.observer.told_off(m);
  }
  const std::uint32_t no = *m.about->no;
  static constexpr std::array<std::string_view, 4> kPasses{"not_saved", "attempt_paused", "not_started",
                                                           "too_many_messages"};
  if (one_of(m.id, kPasses)) {
    const Span whole = m.id == "too_many_messages" ? tuning_.too_fast_retry : tuning_.unsaved_retry;
    const Span jitter{static_cast<Span::rep>(parts_.random() * static_cast<double>(whole.count()) / 2)};
    state_.answers().put_off(no, now + whole / 2 + jitter);
    return parts_.observer.told_off(m);
  }
  if (m.id == "number_used") {
    if (const auto moved = state_.answers().renumber(no)) guarded([&] { parts_.keeper.keep(*moved); });
    parts_.observer.told_off(m);
    return flush(now);
  }
  const auto answer = state_.answers().refused(no, m.id);
  if (!answer) return parts_.observer.told_off(m);
  guarded([&] { parts_.keeper.settle(answer->item, answer->no); });
  forget_if_done();
  parts_.observer.answer_refused(m, *answer);
  parts_.observer.answer_changed(answer->item);
  flush(now);
  try_hand_in(now);
}

void Sitting::hand_in_refused(const protocol::Error& m, Instant now) {
  hand_in_sent_ = false;
  if (m.id == "not_saved" || m.id == "too_many_messages") {
    hand_in_not_before_ = now + tuning_.unsaved_retry;
    return parts_.observer.told_off(m);
  }
  hand_in_wanted_ = false;
  parts_.observer.hand_in_refused(m);
}

}  // namespace examhall::client
