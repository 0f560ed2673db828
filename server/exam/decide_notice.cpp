// Words between staff and candidates: notices, and calls for a proctor. They change no time and no answer.
#include <algorithm>

#include "exam/decide.hpp"

namespace examhall::exam {
namespace {
bool is_unread(const Notice& n) { return !n.read; }
}  // namespace

std::optional<Refusal> may_not_speak(const Attempt& a, std::uint32_t fence) {
  if (fence != a.fence) return Refusal{RefusalId::seat_taken_over};
  if (a.status == Status::terminated) return Refusal{RefusalId::attempt_terminated};
  if (has_ended(a.status)) return Refusal{RefusalId::attempt_ended, a.ended_at};
  return std::nullopt;
}

Decision decide_one(const Batch&, const Attempt& a, const Notify& c, Instant) {
  const auto unread = static_cast<std::size_t>(std::count_if(a.notices.begin(), a.notices.end(), is_unread));
  const bool fits = !c.text.empty() && c.text.size() <= (c.warning ? kLongestWarning : kLongestNotice);
  if (!fits || has_ended(a.status) || a.notices.size() >= kMostNotices || unread >= kMostUnread) {
    return refused(RefusalId::not_possible_now);
  }
  const auto id = static_cast<std::uint32_t>(a.notices.size() + 1);
  if (c.warning) return {{Warned{id, c.text, c.request, c.by}}, std::nullopt};
  return {{Notified{id, c.text, c.scope, c.request, c.by}}, std::nullopt};
}

Decision decide_one(const Batch&, const Attempt& a, const ConfirmNotice& c, Instant) {
  if (const auto no = may_not_speak(a, c.fence)) return {{}, no};
  if (c.notice == 0 || c.notice > a.notices.size()) return refused(RefusalId::not_possible_now);
  const Notice& notice = a.notices[c.notice - 1];
  if (c.read && !notice.read) return {{NoticeRead{c.fence, c.notice}}, std::nullopt};
  if (!c.read && !notice.delivered) return {{NoticeDelivered{c.fence, c.notice}}, std::nullopt};
  return {};
}

Decision decide_one(const Batch&, const Attempt& a, const CallProctor& c, Instant now) {
  if (const auto no = may_not_speak(a, c.fence)) return {{}, no};
  if (c.no <= a.call.no) return {};
  const bool open = a.call.state == Calling::open;
  if (c.wanted == open) return {};
  if (!c.wanted) return {{CallWithdrawn{c.fence, c.no}}, std::nullopt};
  if (c.text.size() > kLongestCall) return refused(RefusalId::not_possible_now);
  // Each is an event for ever: a key that is held down must not fill the journal.
  if (a.call.called_at && now < *a.call.called_at + kBetweenCalls) {
    return refused(RefusalId::call_too_soon, *a.call.called_at + kBetweenCalls);
  }
  return {{ProctorCalled{c.fence, c.no, c.text}}, std::nullopt};
}

Decision decide_one(const Batch&, const Attempt& a, const AnswerCall& c, Instant) {
  if (a.call.state != Calling::open) return refused(RefusalId::not_possible_now);
  return {{CallAnswered{c.by, c.reason}}, std::nullopt};
}

}  // namespace examhall::exam
