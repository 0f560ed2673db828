// The events of a batch as a whole.
#include "exam/event_codec.hpp"
#include "exam/settings_json.hpp"

namespace examhall::exam {
namespace {

constexpr Kinds<BatchEvent> kBatchKinds{"batch_scheduled", "batch_rescheduled", "batch_extended",
                                        "batch_started",   "batch_closed",      "outage_noted",
                                        "graded",          "finalised",         "noted",
                                        "acted",           "paper_released",    "paper_opened",
                                        "proposed",        "decided",           "batch_incident"};

}  // namespace

// Found by argument-dependent lookup from base/mapping.hpp, hence outside the unnamed namespace.
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

std::string body_of(const BatchScheduled& e) { return base::canonical(to_json(e.batch)); }

void read_body(const base::Json& json, base::Problems& problems, BatchScheduled& e) {
  e.batch = batch_from_journal(json, problems);
}

bool is_plausible(const Acted& e) { return plausible(e.time.value_or(Span{0})); }
bool is_plausible(const Proposed& e) { return plausible(e.time); }
bool is_plausible(const BatchRescheduled& e) {
  return in_calendar(e.window.start) && in_calendar(e.window.end);
}
bool is_plausible(const BatchExtended& e) { return plausible(e.time); }
bool is_plausible(const PaperReleased& e) { return in_calendar(e.start); }
bool is_plausible(const OutageNoted& e) {
  return in_calendar(e.from) && in_calendar(e.to) && plausible(e.lost);
}

}  // namespace

Written write(const BatchEvent& event) {
  return write_any(kBatchKinds, event, [](const auto& e) { return body_of(e); });
}

std::optional<BatchEvent> read_batch_event(std::string_view kind, std::string_view body) {
  return read_any<BatchEvent>(
      kBatchKinds, kind, body,
      [](const auto& json, auto& problems, auto& e) { read_body(json, problems, e); },
      [](const auto& e) { return is_plausible(e); });
}

}  // namespace examhall::exam
