#include "exam/settings_json.hpp"

namespace examhall::exam {
namespace {

using base::Json;
using base::JsonReader;
using base::JsonWriter;

template <class E>
struct Choice {
  E value;
  const char* name;
};
constexpr Choice<Navigation> kNavigation[] = {{Navigation::free, "free"},
                                              {Navigation::forward_only, "forward_only"}};
constexpr Choice<OutageRule> kOutage[] = {
    {OutageRule::automatic, "automatic"}, {OutageRule::proposed, "proposed"}, {OutageRule::none, "none"}};

template <class E, std::size_t N>
void choose(JsonWriter& m, const char* name, E& value, const Choice<E> (&choices)[N]) {
  for (const auto& c : choices) {
    if (c.value == value) m(name, std::string{c.name});
  }
}

template <class E, std::size_t N>
void choose(JsonReader& m, const char* name, E& value, const Choice<E> (&choices)[N]) {
  std::string text;
  m(name, text, 32);
  std::string all;
  for (const auto& c : choices) {
    if (text == c.name) {
      value = c.value;
      return;
    }
    all += all.empty() ? c.name : std::string{", "} + c.name;
  }
  // Anything but a text was complained about already.
  if (m.fields().any(name).is_string())
    m.fields().complain(name, "not_a_choice", {"应为其中之一：" + all, "expected one of: " + all});
}

template <class M>
void map_times(M& m, Rules& r) {
  m("entry_before_ms", r.entry_before);
  m("late_entry_after_ms", r.late_entry_after);
  m("hand_in_after_ms", r.hand_in_after);
  m("no_hand_in_last_ms", r.no_hand_in_last);
  m("attempt_time_ms", r.attempt_time);
  m("grace_ms", r.grace);
  m("outage_limit_ms", r.outage_limit);
}

// Written only where it is set, so that what older versions wrote stays the same byte for byte.
void flag(JsonWriter& m, const char* name, bool& value) {
  if (value) m(name, value);
}
void flag(JsonReader& m, const char* name, bool& value) {
  std::optional<bool> given;
  m(name, given);
  value = given.value_or(false);
}

}  // namespace

// Found by argument-dependent lookup from base/mapping.hpp, hence outside the unnamed namespace.
template <class M>
void map(M& m, Rules& r) {
  map_times(m, r);
  m("attempts_allowed", r.attempts_allowed);
  m("shuffle_items", r.shuffle_items);
  m("shuffle_options", r.shuffle_options);
  choose(m, "navigation", r.navigation, kNavigation);
  choose(m, "outage", r.outage, kOutage);
}

template <class M>
void map(M& m, Window& w) {
  m("start", w.start);
  m("end", w.end);
}

template <class M>
void map(M& m, Batch& b) {
  m("id", b.id);
  m("code", b.code, 64);
  m("title", b.title, 256);
  m("certificate", b.certificate, 128);
  m("level", b.level, 32);
  m("number", b.number);
  m("zone", b.zone, 64);
  m("window", b.window);
  m("rules", b.rules);
  m("paper", b.paper, 64);
  flag(m, "sealed", b.sealed);
  m("finalised_at", b.finalised_at);
  m("outage_ms", b.outage);
}

Json to_json(const Batch& batch) { return base::write_mapped(batch); }

namespace {
Batch read_batch(const Json& json, const base::Place& place, base::Problems& problems) {
  Batch batch;
  JsonReader reader{json, place, problems};
  map(reader, batch);
  reader.finish();
  return batch;
}
}  // namespace

Batch batch_from_json(const Json& json, const base::Place& place, base::Problems& problems) {
  Batch batch = read_batch(json, place, problems);
  if (!base::has_errors(problems)) check(batch, place, problems);
  return batch;
}

namespace {

bool in_range(Span s, Span longest = kLongestSpan) { return s >= Span{0} && s <= longest; }

// Every time by its member, so that the person who wrote it knows which.
std::vector<const char*> times_out_of_range(const Batch& b, Span longest = kLongestSpan) {
  std::vector<const char*> out;
  const auto look = [&](const char* member, Span s) {
    if (!in_range(s, longest)) out.push_back(member);
  };
  look("rules.entry_before_ms", b.rules.entry_before);
  look("rules.late_entry_after_ms", b.rules.late_entry_after.value_or(Span{0}));
  look("rules.hand_in_after_ms", b.rules.hand_in_after);
  look("rules.no_hand_in_last_ms", b.rules.no_hand_in_last);
  look("rules.grace_ms", b.rules.grace);
  look("rules.outage_limit_ms", b.rules.outage_limit);
  look("outage_ms", b.outage);
  return out;
}

bool hand_in_possible(const Rules& r, Span length) {
  if (!in_range(r.hand_in_after) || !in_range(r.no_hand_in_last)) return true;  // complained about already
  if (r.attempt_time && *r.attempt_time > Span{0} && r.no_hand_in_last >= *r.attempt_time) return false;
  return r.hand_in_after + r.no_hand_in_last < length;
}

}  // namespace

Batch batch_from_journal(const Json& json, base::Problems& problems) {
  constexpr Span kCentury = std::chrono::hours{24 * 365 * 100};  // sums of these cannot overflow
  Batch b = read_batch(json, {}, problems);
  const bool dated =
      in_calendar(b.window.start) && in_calendar(b.window.end) && b.window.start < b.window.end;
  const bool timed =
      times_out_of_range(b, kCentury).empty() && in_range(b.rules.attempt_time.value_or(Span{0}), kCentury);
  if (!dated || !timed)
    problems.push_back({"time_out_of_range", {}, {"时间超出范围", "a time is out of range"}});
  return b;
}

void check(const Batch& b, const base::Place& place, base::Problems& problems) {
  const auto wrong = [&](const char* id, const char* member, base::Text text) {
    base::Place at = place;
    at.column = place.column.empty() ? member : place.column + "." + member;
    problems.push_back({id, at, std::move(text)});
  };
  const bool dated = in_calendar(b.window.start) && in_calendar(b.window.end);
  const Span length = dated ? b.window.end - b.window.start : Span{0};
  if (!dated) {
    wrong("date_out_of_range", "window",
          {"时间应在 1970 年至 9999 年之间", "a time from 1970 to 9999 is expected"});
  } else if (length <= Span{0}) {
    wrong("end_not_after_start", "window.end",
          {"结束时间必须晚于开始时间", "the end must be after the start"});
  }
  if (b.rules.attempt_time &&
      (*b.rules.attempt_time <= Span{0} || (dated && *b.rules.attempt_time > length))) {
    wrong("attempt_time_out_of_window", "rules.attempt_time_ms",
          {"单次作答时间必须大于零且不超过批次时长",
           "the time for one attempt must be positive and fit the window"});
  }
  if (length > Span{0} && !hand_in_possible(b.rules, length)) {
    wrong("hand_in_never_possible", "rules.hand_in_after_ms",
          {"按最早交卷与末段不得交卷的规定，考生永远无法交卷",
           "with these hand-in rules nobody could ever hand in"});
  }
  // Forward is by the paper's numbers: in an order of one's own the next item could be one behind.
  if (b.rules.navigation == Navigation::forward_only && b.rules.shuffle_items) {
    wrong("forward_only_shuffled", "rules.shuffle_items",
          {"只能前进的考试不能打乱题目顺序，请关闭其中一项",
           "items cannot be shuffled where navigation is forward only"});
  }
  for (const char* member : times_out_of_range(b)) {
    wrong("time_out_of_range", member, {"各项时间应在 0 到 7 天之间", "every time must be from 0 to 7 days"});
  }
  if (b.rules.attempts_allowed < 1 || b.rules.attempts_allowed > 100) {
    wrong("attempts_out_of_range", "rules.attempts_allowed",
          {"允许次数应为 1 到 100", "from 1 to 100 attempts"});
  }
}

}  // namespace examhall::exam
