#include "exam/event_json.hpp"

#include <fmt/format.h>

#include "base/mapping.hpp"
#include "exam/settings_json.hpp"

namespace examhall::exam {
namespace {

using base::Json;

template <class E>
constexpr std::string_view kKind = "";
template <>
constexpr std::string_view kKind<Registered> = "registered";
template <>
constexpr std::string_view kKind<Seated> = "seated";
template <>
constexpr std::string_view kKind<SeatLost> = "seat_lost";
template <>
constexpr std::string_view kKind<Retaken> = "retaken";
template <>
constexpr std::string_view kKind<Begun> = "begun";
template <>
constexpr std::string_view kKind<Answered> = "answered";
template <>
constexpr std::string_view kKind<AnswerRefused> = "answer_refused";
template <>
constexpr std::string_view kKind<EntryRefused> = "entry_refused";
template <>
constexpr std::string_view kKind<Visited> = "visited";
template <>
constexpr std::string_view kKind<Reported> = "reported";
template <>
constexpr std::string_view kKind<HandedIn> = "handed_in";
template <>
constexpr std::string_view kKind<Collected> = "collected";
template <>
constexpr std::string_view kKind<MarkedAbsent> = "marked_absent";
template <>
constexpr std::string_view kKind<Paused> = "paused";
template <>
constexpr std::string_view kKind<Resumed> = "resumed";
template <>
constexpr std::string_view kKind<Extended> = "extended";
template <>
constexpr std::string_view kKind<Compensated> = "compensated";
template <>
constexpr std::string_view kKind<Terminated> = "terminated";
template <>
constexpr std::string_view kKind<Reinstated> = "reinstated";
template <>
constexpr std::string_view kKind<Notified> = "notified";
template <>
constexpr std::string_view kKind<NoticeDelivered> = "notice_delivered";
template <>
constexpr std::string_view kKind<NoticeRead> = "notice_read";
template <>
constexpr std::string_view kKind<ProctorCalled> = "proctor_called";
template <>
constexpr std::string_view kKind<CallWithdrawn> = "call_withdrawn";
template <>
constexpr std::string_view kKind<CallAnswered> = "call_answered";
template <>
constexpr std::string_view kKind<Warned> = "warned";
template <>
constexpr std::string_view kKind<Moved> = "moved";
template <>
constexpr std::string_view kKind<Admitted> = "admitted";
template <>
constexpr std::string_view kKind<PersonIncident> = "incident";
template <>
constexpr std::string_view kKind<BatchIncident> = "batch_incident";
template <>
constexpr std::string_view kKind<Proposed> = "proposed";
template <>
constexpr std::string_view kKind<Decided> = "decided";
template <>
constexpr std::string_view kKind<BatchScheduled> = "batch_scheduled";
template <>
constexpr std::string_view kKind<BatchRescheduled> = "batch_rescheduled";
template <>
constexpr std::string_view kKind<BatchExtended> = "batch_extended";
template <>
constexpr std::string_view kKind<BatchStarted> = "batch_started";
template <>
constexpr std::string_view kKind<BatchClosed> = "batch_closed";
template <>
constexpr std::string_view kKind<OutageNoted> = "outage_noted";
template <>
constexpr std::string_view kKind<Graded> = "graded";
template <>
constexpr std::string_view kKind<Finalised> = "finalised";
template <>
constexpr std::string_view kKind<Noted> = "noted";
template <>
constexpr std::string_view kKind<Acted> = "acted";
template <>
constexpr std::string_view kKind<PaperReleased> = "paper_released";
template <>
constexpr std::string_view kKind<PaperOpened> = "paper_opened";

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
template <class M, class E>
void map_act(M& m, E& e) {
  m("by", e.by);
  m("reason", e.reason);
}
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
void map(M& m, IncidentNote& e) {
  m("no", e.no);
  m("category", e.category, 32);
  m("scope", e.scope, 32);
  m("target", e.target, kLongestPlace);
  m("site", e.site, kLongestPlace);
  m("by", e.by);
  m("text", e.text);
  m("attachment", e.attachment, kLongestAttachment);
}
template <class M>
void map(M& m, Proposed& e) {
  m("request", e.request);
  m("kind", e.kind, 32);
  m("scope", e.scope, 32);
  m("target", e.target, kLongestPlace);
  m("time_ms", e.time);
  map_act(m, e);
}
template <class M>
void map(M& m, Decided& e) {
  m("request", e.request);
  m("yes", e.yes);
  map_act(m, e);
}

template <class M>
void map(M& m, BatchRescheduled& e) {
  m("start", e.window.start);
  m("end", e.window.end);
  map_act(m, e);
}
template <class M>
void map(M& m, BatchExtended& e) {
  m("time_ms", e.time);
  map_act(m, e);
}
template <class M>
void map(M&, BatchStarted&) {}
template <class M>
void map(M&, BatchClosed&) {}
template <class M>
void map(M& m, OutageNoted& e) {
  m("from", e.from);
  m("to", e.to);
  m("lost_ms", e.lost);
  m("outcome", e.outcome, 32);
}
template <class M>
void map(M& m, Graded& e) {
  m("version", e.version);
  m("results", e.results, 64);
  m("paper", e.paper, 64);
  m("reason", e.reason);
}
template <class M>
void map(M& m, Finalised& e) {
  m("by", e.by);
}
template <class M>
void map(M& m, Noted& e) {
  m("kind", e.kind, 64);
  m("by", e.by);
  m("text", e.text);
}
template <class M>
void map(M& m, Acted& e) {
  m("request", e.request);
  m("kind", e.kind, 32);
  m("scope", e.scope, 32);
  m("target", e.target, kLongestPlace);
  m("affected", e.affected);
  m("site", e.site, kLongestPlace);
  m("time_ms", e.time);
  map_act(m, e);
}
template <class M>
void map(M& m, Custodian& c) {
  m("name", c.name, 256);
  m("key", c.key, 64);
}
template <class M>
void map(M& m, PaperReleased& e) {
  m("paper", e.paper, 64);
  m("custodian", e.custodian);
  m("start", e.start);
}
template <class M>
void map(M& m, PaperOpened& e) {
  m("paper", e.paper, 64);
  m("custodians", e.custodians, 2);
}

namespace {

template <class E>
std::string body_of(const E& e) {
  return base::canonical(base::write_mapped(e));
}
// The hot path: five members in sorted order, and a response that is canonical JSON already.
std::string body_of(const Answered& e) {
  return fmt::format(R"({{"client_at":{},"fence":{},"item":{},"no":{},"response":{}}})", e.client_at, e.fence,
                     e.item, e.no, e.response);
}
std::string body_of(const BatchScheduled& e) { return base::canonical(to_json(e.batch)); }

template <class E>
E from_json(const Json& json, base::Problems& problems) {
  return base::read_mapped<E>(json, {}, problems);
}
template <>
Answered from_json<Answered>(const Json& json, base::Problems& problems) {
  Answered e;
  base::JsonReader m{json, {}, problems};
  m("client_at", e.client_at);
  m("fence", e.fence);
  m("item", e.item);
  m("no", e.no);
  e.response = base::canonical(m.fields().any("response"));
  m.finish();
  return e;
}
template <>
BatchScheduled from_json<BatchScheduled>(const Json& json, base::Problems& problems) {
  return {batch_from_journal(json, problems)};
}

// A fold adds spans up and makes room for items: what no rule can have written must not get that far.
bool plausible(Span s) { return s >= Span{0} && s <= std::chrono::hours{24 * 365 * 100}; }
template <class E>
bool plausible(const E&) {
  return true;
}
bool plausible(const Registered& e) { return plausible(e.accommodation) && e.items <= kMaxItems; }
bool plausible(const Seated& e) { return plausible(e.given_back.value_or(Span{0})); }
bool plausible(const Collected& e) { return in_calendar(e.deadline); }
bool plausible(const Extended& e) { return plausible(e.time); }
bool plausible(const Compensated& e) { return plausible(e.time); }
bool plausible(const Acted& e) { return plausible(e.time.value_or(Span{0})); }
bool plausible(const Moved& e) { return in_calendar(e.since) && in_calendar(e.until); }
bool plausible(const Proposed& e) { return plausible(e.time); }
bool plausible(const BatchRescheduled& e) { return in_calendar(e.window.start) && in_calendar(e.window.end); }
bool plausible(const BatchExtended& e) { return plausible(e.time); }
bool plausible(const PaperReleased& e) { return in_calendar(e.start); }
bool plausible(const OutageNoted& e) { return in_calendar(e.from) && in_calendar(e.to) && plausible(e.lost); }

constexpr base::JsonLimits kBodyLimits{.max_bytes = 1U << 20U, .max_depth = 32};

template <class Variant>
Written write_any(const Variant& event) {
  return std::visit(
      [](const auto& e) {
        return Written{kKind<std::decay_t<decltype(e)>>, body_of(e)};
      },
      event);
}

template <class Variant, std::size_t I = 0>
std::optional<Variant> read_any(std::string_view kind, std::string_view body) {
  if constexpr (I == std::variant_size_v<Variant>) {
    return std::nullopt;
  } else {
    using E = std::variant_alternative_t<I, Variant>;
    if (kind != kKind<E>) return read_any<Variant, I + 1>(kind, body);
    const auto json = base::parse_json(body, kBodyLimits);
    if (!json) return std::nullopt;
    base::Problems problems;
    E event = from_json<E>(*json, problems);
    if (base::has_errors(problems) || !plausible(event)) return std::nullopt;
    return event;
  }
}

}  // namespace

Written write(const Event& event) { return write_any(event); }
Written write(const BatchEvent& event) { return write_any(event); }
std::optional<Event> read_event(std::string_view kind, std::string_view body) {
  return read_any<Event>(kind, body);
}
std::optional<BatchEvent> read_batch_event(std::string_view kind, std::string_view body) {
  return read_any<BatchEvent>(kind, body);
}

}  // namespace examhall::exam
