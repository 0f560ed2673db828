#include "exam/event_json.hpp"

#include <fmt/format.h>

#include "exam/event_codec.hpp"

namespace examhall::exam {
namespace {

constexpr Kinds<Event> kPersonKinds{
    "registered",       "seated",         "seat_lost",      "retaken",        "begun",
    "answered",         "answer_refused", "entry_refused",  "visited",        "reported",
    "handed_in",        "collected",      "marked_absent",  "paused",         "resumed",
    "extended",         "compensated",    "terminated",     "reinstated",     "notified",
    "notice_delivered", "notice_read",    "proctor_called", "call_withdrawn", "call_answered",
    "warned",           "moved",          "admitted",       "incident",       "end_shown",
    "counted"};

void map_refusal(base::JsonWriter& m, RefusalId& id) { m("reason", std::string{to_text(id)}); }
void map_refusal(base::JsonReader& m, RefusalId& id) {
  std::string text;
  m("reason", text, 64);
  const auto value = refusal_from_text(text);
  if (value) {
    id = *value;
  } else {
    m.fields().complain("reason", "not_a_choice", {"未知的拒绝原因", "not a known refusal"});
  }
}

void map_window(base::JsonWriter& m, const std::optional<Window>& window) {
  if (!window) return;
  m("from", window->start);
  m("to", window->end);
}
// Both or none.
void map_window(base::JsonReader& m, std::optional<Window>& window) {
  std::optional<Instant> from, to;
  m("from", from);
  m("to", to);
  if (from && to) window = Window{*from, *to};
  if (from.has_value() != to.has_value()) {
    m.fields().complain("from", "incomplete", {"from 与 to 须同时出现", "from and to come together"});
  }
}

}  // namespace

// Found by argument-dependent lookup from base/mapping.hpp, hence outside the unnamed namespace.
template <class M>
void map(M& m, Registered& e) {
  m("ticket", e.ticket);
  m("room", e.room);
  m("seed", e.seed);
  m("accommodation_ms", e.accommodation);
  m("items", e.items);
}
template <class M>
void map(M& m, Seated& e) {
  m("fence", e.fence);
  m("machine", e.machine);
  m("address", e.address);
  m("takeover", e.takeover);
  m("time_ms", e.given_back);
}
template <class M>
void map(M& m, SeatLost& e) {
  m("fence", e.fence);
}
template <class M>
void map(M& m, Retaken& e) {
  m("round", e.round);
  m("seed", e.seed);
}
template <class M>
void map(M&, Begun&) {}
template <class M>
void map(M& m, AnswerRefused& e) {
  m("fence", e.fence);
  m("item", e.item);
  m("no", e.no);
  m("response", e.response, 65536);
  m("client_at", e.client_at);
  map_refusal(m, e.reason);
}
template <class M>
void map(M& m, EntryRefused& e) {
  map_refusal(m, e.reason);
  m("machine", e.machine);
  m("address", e.address);
}
template <class M>
void map(M& m, Visited& e) {
  m("item", e.item);
}
template <class M>
void map(M& m, Reported& e) {
  m("fence", e.fence);
  m("kind", e.kind);
  m("detail", e.detail);
}
template <class M>
void map(M& m, HandedIn& e) {
  m("unanswered", e.unanswered);
}
template <class M>
void map(M& m, Collected& e) {
  m("deadline", e.deadline);
}
template <class M>
void map(M&, MarkedAbsent&) {}
template <class M>
void map(M& m, Paused& e) {
  map_act(m, e);
}
template <class M>
void map(M& m, Resumed& e) {
  map_act(m, e);
}
template <class M>
void map(M& m, Terminated& e) {
  map_act(m, e);
}
template <class M>
void map(M& m, Reinstated& e) {
  map_act(m, e);
}
template <class M>
void map(M& m, Extended& e) {
  m("time_ms", e.time);
  m("scope", e.scope, 32);
  map_act(m, e);
}
template <class M>
void map(M& m, Compensated& e) {
  m("time_ms", e.time);
  m("cause", e.cause, 32);
  map_window(m, e.away);
}

template <class M>
void map(M& m, Notified& e) {
  m("notice", e.notice);
  m("text", e.text);
  m("scope", e.scope, 32);
  m("request", e.request);
  m("by", e.by);
}
template <class M>
void map(M& m, NoticeDelivered& e) {
  m("fence", e.fence);
  m("notice", e.notice);
}
template <class M>
void map(M& m, NoticeRead& e) {
  m("fence", e.fence);
  m("notice", e.notice);
}
template <class M>
void map(M& m, ProctorCalled& e) {
  m("fence", e.fence);
  m("no", e.no);
  m("text", e.text);
}
template <class M>
void map(M& m, CallWithdrawn& e) {
  m("fence", e.fence);
  m("no", e.no);
}
template <class M>
void map(M& m, CallAnswered& e) {
  map_act(m, e);
}
template <class M>
void map(M& m, Warned& e) {
  m("notice", e.notice);
  m("text", e.text);
  m("request", e.request);
  m("by", e.by);
}
template <class M>
void map(M& m, Moved& e) {
  m("fence", e.fence);
  m("from_room", e.from_room);
  m("from_seat", e.from_seat);
  m("room", e.room);
  m("seat", e.seat);
  m("since", e.since);
  m("until", e.until);
  map_act(m, e);
}
template <class M>
void map(M& m, Admitted& e) {
  map_act(m, e);
}
template <class M>
void map(M& m, EndShown& e) {
  m("fence", e.fence);
  m("ends_at", e.ends_at);
}
template <class M>
void map(M& m, Counted& e) {
  m("what", e.what, 32);
  m("which", e.which, 64);
  m("count", e.count);
  m("fence", e.fence);
  m("since", e.since);
}

namespace {

// The hot path: five members in sorted order, and a response that is canonical JSON already.
std::string body_of(const Answered& e) {
  return fmt::format(R"({{"client_at":{},"fence":{},"item":{},"no":{},"response":{}}})", e.client_at, e.fence,
                     e.item, e.no, e.response);
}

void read_body(const base::Json& json, base::Problems& problems, Answered& e) {
  base::JsonReader m{json, {}, problems};
  m("client_at", e.client_at);
  m("fence", e.fence);
  m("item", e.item);
  m("no", e.no);
  e.response = base::canonical(m.fields().any("response"));
  m.finish();
}

bool is_plausible(const Registered& e) { return plausible(e.accommodation) && e.items <= kMaxItems; }
bool is_plausible(const Seated& e) { return plausible(e.given_back.value_or(Span{0})); }
bool is_plausible(const Collected& e) { return in_calendar(e.deadline); }
bool is_plausible(const EndShown& e) { return in_calendar(e.ends_at); }
bool is_plausible(const Counted& e) { return in_calendar(e.since) && is_countable(e); }
bool is_plausible(const Extended& e) { return plausible(e.time); }
bool is_plausible(const Compensated& e) {
  return plausible(e.time) && (!e.away || (in_calendar(e.away->start) && in_calendar(e.away->end)));
}
bool is_plausible(const Moved& e) { return in_calendar(e.since) && in_calendar(e.until); }

}  // namespace

Written write(const Event& event) {
  return write_any(kPersonKinds, event, [](const auto& e) { return body_of(e); });
}

std::optional<Event> read_event(std::string_view kind, std::string_view body) {
  return read_any<Event>(
      kPersonKinds, kind, body,
      [](const auto& json, auto& problems, auto& e) { read_body(json, problems, e); },
      [](const auto& e) { return is_plausible(e); });
}

}  // namespace examhall::exam
