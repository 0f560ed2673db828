// Notices and calls: told again after every lost line until the server has them on disk.
#include <algorithm>

#include "client/core/sitting.hpp"

namespace examhall::client {

void Sitting::ask_for_notices() {
  ask_notices_at_.reset();
  say(protocol::Notices{});
}

void Sitting::take(const protocol::Notice& m, Instant) {
  const bool fresh = state_.board().apply(m);
  const Notice notice = *state_.board().find(m.id);
  if (!m.read) say(protocol::Noticed{m.id, notice.read});
  if (fresh) return parts_.observer.notice_arrived(notice);
  parts_.observer.notice_changed(notice);
}

void Sitting::take(const protocol::NoticeKept& m, Instant) {
  state_.board().apply(m);
  if (const Notice* const known = state_.board().find(m.id)) {
    const Notice notice = *known;
    parts_.observer.notice_changed(notice);
  }
}

void Sitting::take(const protocol::CallNow& m, Instant) {
  state_.board().apply(m);
  say_call();
  parts_.observer.call_changed(state_.board().call_state());
}

void Sitting::say_call() {
  if (line_state_ != LineState::online) return;
  if (const auto call = state_.board().call_to_send()) say(*call);
}

void Sitting::read_notice(std::uint32_t id) {
  if (!state_.board().read(id)) return;
  if (line_state_ == LineState::online) say(protocol::Noticed{id, true});
  const Notice notice = *state_.board().find(id);
  parts_.observer.notice_changed(notice);
}

void Sitting::call_proctor(bool wanted, std::string text) {
  if (line_state_ == LineState::stopped || state_.phase() == Phase::ended) return;
  state_.board().want_call(wanted, std::move(text));
  say_call();
  parts_.observer.call_changed(state_.board().call_state());
}

// Asking anew repeats everything that is open, in both directions.
void Sitting::notices_refused(const protocol::Error& m, Instant now) {
  const std::string& about = m.about->type;
  if (m.id == "unknown_type") {
    state_.board().not_offered();
    return parts_.observer.call_changed(state_.board().call_state());
  }
  if (m.id == "not_saved" || m.id == "too_many_messages") {
    ask_notices_at_ = now + tuning_.unsaved_retry;
  } else if (m.id == "call_too_soon") {
    const Span wait = m.when ? *m.when - state_.clock().server_time(now) : tuning_.unsaved_retry;
    ask_notices_at_ = now + std::clamp(wait, Span{0}, tuning_.door_poll) + tuning_.unsaved_retry / 2;
  } else if (about == "call") {
    state_.board().call_refused();
    parts_.observer.call_changed(state_.board().call_state());
  }
  parts_.observer.told_off(m);
}

}  // namespace examhall::client
