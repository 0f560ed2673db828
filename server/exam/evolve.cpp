#include "exam/attempt.hpp"

#include <algorithm>
#include <utility>

namespace examhall::exam {
namespace {

void arrive(Attempt& a, Instant at) {
  if (a.moving) a.given_back.push_back({a.moving->since, std::min(at, a.moving->until)});
  a.moving.reset();
}

void end(Attempt& a, Status status, Instant at) {
  a.lost += lost_to_move(a, at);  // it has ended on the way; should that be undone, the way is over
  arrive(a, at);
  a.before_end = a.status;
  a.status = status;
  a.ended_at = at;
  if (a.call.state == Calling::open) a.call.state = Calling::none;  // nobody waits there any more
}

void give_back(Attempt& a, Span time, const std::string& text, Instant at) {
  a.lost += time;
  a.end_moves.push_back({at, time, "compensated", text});
}

// Without the way to another seat, which is given back as such once somebody sits there.
void note_given_back(Attempt& a, Window w) {
  if (!a.moving) return a.given_back.push_back(w);
  const Window before{w.start, std::min(w.end, a.moving->since)};
  const Window after{std::max(w.start, a.moving->until), w.end};
  for (const Window& part : {before, after}) {
    if (part.start < part.end) a.given_back.push_back(part);
  }
}

void apply(Attempt& a, const Registered& e, Instant) {
  a.seed = e.seed;
  a.room = e.room;
  a.accommodation = e.accommodation;
  a.answers.assign(e.items, Given{});
}

// The client's time is whatever it sends: a difference that no clock can have says nothing.
void watch_clock(Activity& activity, std::int64_t client_at, Instant at) {
  const Instant claimed = base::from_millis(client_at);
  if (!in_calendar(claimed) || !in_calendar(at)) return;
  activity.clock = std::max(activity.clock.value_or(Span::min()), claimed - at);
}

void apply(Attempt& a, const Seated& e, Instant at) {
  a.fence = e.fence;
  a.online = true;
  a.activity.machine = e.machine;
  a.activity.online_since = at;
  a.activity.away = false;
  a.activity.clock.reset();
  a.dropped_at.reset();
  arrive(a, at);
  if (e.given_back) give_back(a, *e.given_back, "", at);
  if (a.status == Status::registered) a.status = Status::seated;
  if (!a.begun_at) a.end_known_at = at;  // the welcome has the whole schedule
}

void leave(Attempt& a, Instant at) {
  a.online = false;
  a.activity.online_since = at;
  a.activity.away = false;
}

void apply(Attempt& a, const SeatLost& e, Instant at) {
  if (e.fence != a.fence) return;
  a.dropped_at = at;
  leave(a, at);
}

// A further try starts from nothing; what the person is entitled to stays, what the earlier try was granted
// goes.
void apply(Attempt& a, const Retaken& e, Instant) {
  Attempt fresh;
  fresh.id = a.id;
  fresh.room = a.room;
  fresh.seat = a.seat;
  fresh.moved = a.moved;
  fresh.left_machine = a.left_machine;
  fresh.dropped_at = a.dropped_at;
  fresh.accommodation = a.accommodation;
  fresh.fence = a.fence;
  fresh.last_no = a.last_no;
  fresh.round = e.round;
  fresh.seed = e.seed;
  fresh.answers.assign(a.answers.size(), Given{});
  fresh.online = a.online;
  fresh.activity = a.activity;
  fresh.notices = std::move(a.notices);
  fresh.call = std::move(a.call);
  a = std::move(fresh);
}

void apply(Attempt& a, const Begun&, Instant at) {
  a.status = Status::sitting;
  a.begun_at = a.end_known_at = at;  // the start comes with the end
}

void apply(Attempt& a, const Answered& e, Instant at) {
  a.last_no = std::max(a.last_no, e.no);
  a.activity.last = at;
  watch_clock(a.activity, e.client_at, at);
  if (e.item >= a.answers.size()) return;
  Given& given = a.answers[e.item];
  given.no = e.no;
  given.response = e.response;
  a.position = std::max(a.position, static_cast<std::int32_t>(e.item));
}

void apply(Attempt& a, const AnswerRefused&, Instant at) {
  ++a.refused_answers;
  a.activity.last = at;
}
void apply(Attempt&, const EntryRefused&, Instant) {}

void apply(Attempt& a, const Visited& e, Instant at) {
  a.activity.last = at;
  a.position = std::max(a.position, static_cast<std::int32_t>(e.item));
}

void apply(Attempt& a, const Reported& e, Instant at) {
  a.activity.last = at;
  if (e.kind == "focus_lost") ++a.left_window;
  if (e.kind == "focus_lost" || e.kind == "focus_gained") a.activity.away = e.kind == "focus_lost";
}

void apply(Attempt& a, const HandedIn&, Instant at) { end(a, Status::handed_in, at); }
void apply(Attempt& a, const Collected&, Instant at) { end(a, Status::collected, at); }
void apply(Attempt& a, const MarkedAbsent&, Instant at) { end(a, Status::absent, at); }

void apply(Attempt& a, const Paused& e, Instant at) {
  a.status = Status::paused;
  a.paused_at = at;
  a.pause_reason = e.reason;
}

void apply(Attempt& a, const Resumed& e, Instant at) {
  a.end_moves.push_back({at, Span{0}, "resumed", e.reason});
  if (a.paused_at && at > *a.paused_at) a.pauses.push_back({*a.paused_at, at});
  a.paused_at.reset();
  a.pause_reason.clear();
  a.status = Status::sitting;
}

void apply(Attempt& a, const Extended& e, Instant at) {
  a.extended += e.time;
  a.end_moves.push_back({at, e.time, "extended", e.reason});
}
void apply(Attempt& a, const Compensated& e, Instant at) {
  give_back(a, e.time, "", at);
  if (e.away) note_given_back(a, *e.away);
}
void apply(Attempt& a, const Terminated&, Instant at) {
  a.ended_before = a.ended_at;
  end(a, Status::terminated, at);
}

// The rule for an undone termination: back to what it was, and the time in between is given back.
void apply(Attempt& a, const Reinstated& e, Instant at) {
  if (a.before_end == Status::sitting && a.ended_at && at > *a.ended_at) {
    give_back(a, at - *a.ended_at, e.reason, at);
    a.given_back.push_back({*a.ended_at, at});
  }
  a.status = a.before_end;
  a.ended_at = a.ended_before;
  a.ended_before.reset();
}

// Ids are places in the list; what no rule can have written leaves it as it is.
void add_notice(Attempt& a, Notice notice) {
  if (notice.id != a.notices.size() + 1 || a.notices.size() >= kMostNotices) return;
  a.notices.push_back(std::move(notice));
}

void apply(Attempt& a, const Notified& e, Instant at) { add_notice(a, {e.notice, at, e.text, e.scope}); }

void apply(Attempt& a, const Warned& e, Instant at) {
  add_notice(a, {e.notice, at, e.text, "person", false, false, true});
}

Notice* notice_of(Attempt& a, std::uint32_t id) {
  return id == 0 || id > a.notices.size() ? nullptr : &a.notices[id - 1];
}

void apply(Attempt& a, const NoticeDelivered& e, Instant) {
  if (Notice* const notice = notice_of(a, e.notice)) notice->delivered = true;
}

void apply(Attempt& a, const NoticeRead& e, Instant) {
  if (Notice* const notice = notice_of(a, e.notice)) notice->delivered = notice->read = true;
}

void apply(Attempt& a, const ProctorCalled& e, Instant at) { a.call = {Calling::open, e.no, at, at, e.text}; }

void apply(Attempt& a, const CallWithdrawn& e, Instant at) {
  a.call = {Calling::withdrawn, e.no, at, a.call.called_at, ""};
}

void apply(Attempt& a, const CallAnswered& e, Instant at) {
  a.call = {Calling::answered, a.call.no, at, a.call.called_at, e.reason};
}

void apply(Attempt& a, const Moved& e, Instant at) {
  a.fence = e.fence;
  if (a.online) leave(a, at);
  a.dropped_at = a.dropped_at.value_or(at);
  a.room = e.room;
  a.seat = e.seat;
  a.moved = true;
  if (!a.activity.machine.empty()) a.left_machine = a.activity.machine;
  if (a.status != Status::registered) a.moving = Moving{e.since, e.until};
}

void apply(Attempt& a, const Admitted&, Instant) {
  a.admitted = true;
  if (a.status != Status::absent) return;
  a.status = Status::registered;
  a.ended_at.reset();
}

void apply(Attempt&, const PersonIncident&, Instant) {}
void apply(Attempt& a, const EndShown&, Instant at) { a.end_known_at = at; }

// Written in the order in which each kind came last.
void apply(Attempt& a, const Counted& e, Instant) {
  if (e.what != kReported) return;
  if (e.which == "focus_lost") a.left_window += e.count;
  const bool still_there = a.online && e.fence == a.fence;
  if (still_there && (e.which == "focus_lost" || e.which == "focus_gained"))
    a.activity.away = e.which == "focus_lost";
}

}  // namespace

void evolve(Attempt& attempt, const Event& event, Instant at) {
  std::visit([&](const auto& e) { apply(attempt, e, at); }, event);
}

}  // namespace examhall::exam
