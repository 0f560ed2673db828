#pragma once
// Equality of events and of attempts, member by member and without the written form, so that a member which
// writing forgets is seen.
#include <tuple>

#include "exam/attempt.hpp"
#include "exam/schedule.hpp"

namespace examhall::exam::test {

inline auto parts(const Registered& e) {
  return std::tie(e.ticket, e.room, e.seed, e.accommodation, e.items);
}
inline auto parts(const Seated& e) { return std::tie(e.fence, e.machine, e.address, e.takeover, e.given_back); }
inline auto parts(const SeatLost& e) { return std::tie(e.fence); }
inline auto parts(const Retaken& e) { return std::tie(e.round, e.seed); }
inline auto parts(const Begun&) { return std::tuple<>{}; }
inline auto parts(const Answered& e) { return std::tie(e.fence, e.item, e.no, e.response, e.client_at); }
inline auto parts(const AnswerRefused& e) {
  return std::tie(e.fence, e.item, e.no, e.response, e.client_at, e.reason);
}
inline auto parts(const EntryRefused& e) { return std::tie(e.reason, e.machine, e.address); }
inline auto parts(const Visited& e) { return std::tie(e.item); }
inline auto parts(const Reported& e) { return std::tie(e.fence, e.kind, e.detail); }
inline auto parts(const HandedIn& e) { return std::tie(e.unanswered); }
inline auto parts(const Collected& e) { return std::tie(e.deadline); }
inline auto parts(const MarkedAbsent&) { return std::tuple<>{}; }
inline auto parts(const Paused& e) { return std::tie(e.by, e.reason); }
inline auto parts(const Resumed& e) { return std::tie(e.by, e.reason); }
inline auto parts(const Extended& e) { return std::tie(e.time, e.scope, e.by, e.reason); }
inline auto parts(const Compensated& e) { return std::tie(e.time, e.cause, e.away); }
inline auto parts(const Terminated& e) { return std::tie(e.by, e.reason); }
inline auto parts(const Reinstated& e) { return std::tie(e.by, e.reason); }
inline auto parts(const Notified& e) { return std::tie(e.notice, e.text, e.scope, e.request, e.by); }
inline auto parts(const NoticeDelivered& e) { return std::tie(e.fence, e.notice); }
inline auto parts(const NoticeRead& e) { return std::tie(e.fence, e.notice); }
inline auto parts(const ProctorCalled& e) { return std::tie(e.fence, e.no, e.text); }
inline auto parts(const CallWithdrawn& e) { return std::tie(e.fence, e.no); }
inline auto parts(const CallAnswered& e) { return std::tie(e.by, e.reason); }
inline auto parts(const Warned& e) { return std::tie(e.notice, e.text, e.request, e.by); }
inline auto parts(const Moved& e) {
  return std::tie(e.fence, e.from_room, e.from_seat, e.room, e.seat, e.since, e.until, e.by, e.reason);
}
inline auto parts(const Counted& e) { return std::tie(e.what, e.which, e.count, e.fence, e.since); }
inline auto parts(const EndShown& e) { return std::tie(e.fence, e.ends_at); }
inline auto parts(const Admitted& e) { return std::tie(e.by, e.reason); }
inline auto parts(const IncidentNote& e) {
  return std::tie(e.no, e.category, e.scope, e.target, e.site, e.by, e.text, e.attachment);
}
inline auto parts(const Proposed& e) {
  return std::tie(e.request, e.kind, e.scope, e.target, e.time, e.by, e.reason);
}
inline auto parts(const Decided& e) { return std::tie(e.request, e.yes, e.by, e.reason); }
inline auto parts(const BatchScheduled& e) { return std::tie(e.batch); }
inline auto parts(const BatchRescheduled& e) { return std::tie(e.window, e.by, e.reason); }
inline auto parts(const BatchExtended& e) { return std::tie(e.time, e.by, e.reason); }
inline auto parts(const BatchStarted&) { return std::tuple<>{}; }
inline auto parts(const BatchClosed&) { return std::tuple<>{}; }
inline auto parts(const OutageNoted& e) { return std::tie(e.from, e.to, e.lost, e.outcome); }
inline auto parts(const Graded& e) { return std::tie(e.version, e.results, e.paper, e.reason); }
inline auto parts(const Finalised& e) { return std::tie(e.by); }
inline auto parts(const Noted& e) { return std::tie(e.kind, e.by, e.text); }
inline auto parts(const Acted& e) {
  return std::tie(e.request, e.kind, e.scope, e.target, e.affected, e.by, e.reason, e.site, e.time);
}
inline auto parts(const PaperReleased& e) { return std::tie(e.paper, e.custodian, e.start); }
inline auto parts(const PaperOpened& e) { return std::tie(e.paper, e.custodians); }

template <class... E>
bool same(const std::variant<E...>& a, const std::variant<E...>& b) {
  if (a.index() != b.index()) return false;
  return std::visit(
      [&](const auto& left) { return parts(left) == parts(std::get<std::decay_t<decltype(left)>>(b)); }, a);
}

inline bool same(const std::vector<Given>& a, const std::vector<Given>& b) {
  const auto eq = [](const Given& x, const Given& y) {
    return std::tie(x.no, x.seq, x.response) == std::tie(y.no, y.seq, y.response);
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), eq);
}

inline auto parts(const Attempt& a) {
  return std::tie(a.id, a.status, a.round, a.seed, a.room, a.accommodation, a.extended, a.lost, a.pauses,
                  a.paused_at, a.begun_at, a.ended_at, a.ended_before, a.fence, a.online, a.before_end,
                  a.last_no, a.position, a.left_window, a.refused_answers, a.notices, a.call, a.seat,
                  a.moved, a.admitted, a.moving, a.given_back, a.pause_reason, a.left_machine, a.dropped_at, a.end_moves, a.end_known_at);
}

inline bool same(const Attempt& a, const Attempt& b) {
  return parts(a) == parts(b) && same(a.answers, b.answers);
}

}  // namespace examhall::exam::test
