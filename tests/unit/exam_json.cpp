// The written form of events and of a batch's settings.
#include "exam/settings_json.hpp"
#include "exam_equal.hpp"
#include "exam_world.hpp"

using namespace examhall::exam;
using namespace examhall::exam::test;
namespace base = examhall::base;

namespace {

// One of each, no member at its default, texts that need escaping.
const std::vector<Event>& every_event() {
  static const std::vector<Event> all{
      Registered{"20230400001", "305 室", INT64_MAX, 36min, 60},
      Seated{3, "机房-07 \"A\"", "10.0.0.1", true, 95s},
      SeatLost{3},
      Retaken{2, 12345678901234567ULL},
      Begun{},
      Answered{3, 17, 42, R"({"a":[1,2.5,null],"b":"①\n"})", 1684546200123},
      AnswerRefused{3, 17, 43, R"(["A","C"])", -5, RefusalId::too_late},
      EntryRefused{RefusalId::entry_too_late, "PC-1", "::1"},
      Visited{9},
      Reported{3, "focus_lost", "切换窗口\t5 s"},
      HandedIn{2},
      Collected{kEnd + 3ms},
      MarkedAbsent{},
      Paused{"zhao", "消防\\警报"},
      Resumed{"zhao", "ok"},
      Extended{5min + kOne, "room", "qian", "断电"},
      Compensated{90s, "outage", Window{kStart, kStart + 90s}},
      Terminated{"zhao", "phone"},
      Reinstated{"qian", "calculator"},
      Notified{3, "请检查“姓名”\n再交卷", "room", 9007199254740993, "zhao"},
      NoticeDelivered{3, 2},
      NoticeRead{4, 2},
      ProctorCalled{3, 7, "键盘 \"A\" 失灵"},
      CallWithdrawn{3, 8},
      CallAnswered{"qian", "马上来"},
      Warned{4, "请勿\"交谈\"", 12, "zhao"},
      Moved{5, "305", "12", "306 室", "3\\", kStart + 10min, kStart + 25min, "zhao", "键盘失灵"},
      Admitted{"sun", "列车晚点"},
      PersonIncident{{7, "technical", "person", "20230400001", std::nullopt, "zhao", "机器 \"07\" 两次重启",
                      "考生自述：\n…"}},
      EndShown{3, kEnd + 5min},
      Counted{"entry_refused", "attempt_ended", 95, 3, kEnd},
  };
  return all;
}

const std::vector<BatchEvent>& every_batch_event() {
  static const std::vector<BatchEvent> all{
      BatchScheduled{junior()},
      BatchRescheduled{{kStart + 24h, kEnd + 24h}, "zhao", "通知"},
      BatchExtended{20min, "zhao", "power"},
      BatchStarted{},
      BatchClosed{},
      OutageNoted{kStart, kStart + 3min, 170s, "compensated"},
      Graded{2, std::string(64, 'b'), std::string(64, 'c'), "item 7 void"},
      Finalised{"zhao"},
      Noted{"claim", "zhao", "lost 3 min"},
      Acted{17, "extend", "room", "305", 24, "zhao", "power cut", "一考点", 5min},
      PaperReleased{std::string(64, 'd'), {"甲", std::string(64, 'e')}, kStart + kOne},
      PaperOpened{std::string(64, 'd'), {{"甲", std::string(64, 'e')}, {"乙", std::string(64, 'f')}}},
      Proposed{18, "extend", "site", "一考点", 10min, "zhao", "停电"},
      Decided{18, true, "qian", "已核实"},
      BatchIncident{{8, "environment", "room", "305", "一考点", "zhao", "空调漏水\n无影响"}},
  };
  return all;
}

std::size_t met(const auto& all) {
  std::vector<bool> seen(std::variant_size_v<typename std::decay_t<decltype(all)>::value_type>);
  for (const auto& e : all) seen[e.index()] = true;
  return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
}

bool may_be_missing(std::string_view kind, std::string_view name) {
  return name.find("late_entry") != std::string::npos || (kind == "seated" && name == "time_ms") ||
         ((kind == "batch_incident" || kind == "acted") && name == "site") ||
         (kind == "incident" && name == "attachment") || (kind == "acted" && name == "time_ms");
}

// Ways to spoil a good body. Each must make it unreadable.
std::vector<std::string> spoiled(std::string_view kind, const std::string& body) {
  std::vector<std::string> out{"", "null", "[]", "7", body + "x", body.substr(0, body.size() - 1)};
  const base::Json good = base::Json::parse(body);
  base::Json more = good;
  more["zzz"] = 1;
  out.push_back(more.dump());
  for (const auto& [name, value] : good.items()) {
    if (name == "response" || name == "finalised_at") continue;  // any JSON at all; may be missing
    base::Json less = good;
    less.erase(name);
    if (!may_be_missing(kind, name)) out.push_back(less.dump());
    base::Json wrong = good;
    wrong[name] = value.is_array() ? base::Json{1} : base::Json::array();
    out.push_back(wrong.dump());
    if (value.is_number()) {
      wrong[name] = 1.5;
      out.push_back(wrong.dump());
      wrong[name] = 18446744073709551615ULL;
      out.push_back(wrong.dump());
    }
  }
  return out;
}

std::vector<std::string> ids(const base::Problems& problems) {
  std::vector<std::string> out;
  for (const auto& p : problems) out.push_back(p.place.column + " " + p.id);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("every kind of event is read back as it was") {
  REQUIRE(met(every_event()) == std::variant_size_v<Event>);
  REQUIRE(met(every_batch_event()) == std::variant_size_v<BatchEvent>);
  for (const Event& e : every_event()) {
    const Written w = write(e);
    CAPTURE(w.kind, w.body);
    const auto back = read_event(w.kind, w.body);
    REQUIRE(back);
    CHECK(same(*back, e));
    CHECK(base::canonical(*base::parse_json(w.body)) == w.body);
    CHECK_FALSE(read_batch_event(w.kind, w.body));
  }
  for (const BatchEvent& e : every_batch_event()) {
    const Written w = write(e);
    CAPTURE(w.kind, w.body);
    const auto back = read_batch_event(w.kind, w.body);
    REQUIRE(back);
    CHECK(same(*back, e));
    CHECK(base::canonical(*base::parse_json(w.body)) == w.body);
    CHECK_FALSE(read_event(w.kind, w.body));
  }
}

TEST_CASE("kinds are distinct, snake_case, and the ones that are in journals already") {
  std::string kinds;
  for (const Event& e : every_event()) kinds += std::string{write(e).kind} + " ";
  CHECK(kinds ==
        "registered seated seat_lost retaken begun answered answer_refused entry_refused visited reported "
        "handed_in "
        "collected marked_absent paused resumed extended compensated terminated reinstated "
        "notified notice_delivered notice_read proctor_called call_withdrawn call_answered warned moved "
        "admitted "
        "incident end_shown counted ");
  kinds.clear();
  for (const BatchEvent& e : every_batch_event()) kinds += std::string{write(e).kind} + " ";
  CHECK(kinds ==
        "batch_scheduled batch_rescheduled batch_extended batch_started batch_closed outage_noted graded "
        "finalised "
        "noted acted paper_released paper_opened proposed decided batch_incident ");
}

TEST_CASE("the hot event's body, byte for byte") {
  CHECK(write(Event{Answered{1, 2, 3, R"(["A"])", 4}}).body ==
        R"({"client_at":4,"fence":1,"item":2,"no":3,"response":["A"]})");
}

TEST_CASE("a body that does not fit its kind is not read") {
  for (const Event& e : every_event()) {
    const Written w = write(e);
    for (const std::string& bad : spoiled(w.kind, w.body)) {
      CAPTURE(w.kind, bad);
      CHECK_FALSE(read_event(w.kind, bad));
    }
  }
  for (const BatchEvent& e : every_batch_event()) {
    const Written w = write(e);
    for (const std::string& bad : spoiled(w.kind, w.body)) {
      CAPTURE(w.kind, bad);
      CHECK_FALSE(read_batch_event(w.kind, bad));
    }
  }
  CHECK_FALSE(read_event("", "{}"));
  CHECK_FALSE(read_event("begun ", "{}"));
  CHECK_FALSE(read_event("Begun", "{}"));
  CHECK(read_event("begun", "{}"));
  for (const Counted& never :
       {Counted{"reported", "focus_lost", 0, 3, kEnd}, Counted{"answered", "", 7, 3, kEnd},
        Counted{"entry_refused", "focus_lost", 7, 3, kEnd}, Counted{"login", "", 7, 3, kEnd}}) {
    CHECK_FALSE(read_event("counted", write(Event{never}).body));
  }
  CHECK_FALSE(read_event("answer_refused",
                         R"({"client_at":1,"fence":1,"item":0,"no":1,"reason":"tired","response":"1"})"));
  CHECK_FALSE(read_event("seated", R"({"address":"a","fence":1,"fence":2,"machine":"m","takeover":false})"));
  CHECK_FALSE(read_event("answered", R"({"client_at":1,"fence":4294967296,"item":0,"no":1,"response":1})"));
  CHECK_FALSE(read_event("answered", R"({"client_at":1,"fence":-1,"item":0,"no":1,"response":1})"));
  CHECK_FALSE(read_event("visited", "{\"item\":1,\"\xC3\x28\":1}"));
}

TEST_CASE("a batch's settings are read back as they were") {
  Batch b = junior();
  const auto again = [](const Batch& batch) {
    base::Problems problems;
    const Batch back = batch_from_json(to_json(batch), {}, problems);
    CHECK(ids(problems) == std::vector<std::string>{});
    return back;
  };
  CHECK(again(b) == b);
  b.rules = Rules{.entry_before = 1ms,
                  .late_entry_after = Span{0},
                  .hand_in_after = 2ms,
                  .no_hand_in_last = 3ms,
                  .attempt_time = 1h,
                  .grace = Span{0},
                  .attempts_allowed = 100,
                  .shuffle_items = false,
                  .shuffle_options = false,
                  .navigation = Navigation::forward_only,
                  .outage = OutageRule::proposed,
                  .outage_limit = 168h};
  b.finalised_at = kEnd + 24h;
  b.outage = 7min;
  CHECK(again(b) == b);
  b.sealed = true;
  CHECK(again(b) == b);
  b.rules.late_entry_after.reset();
  b.rules.attempt_time.reset();
  b.rules.outage = OutageRule::none;
  CHECK(again(b) == b);
}

TEST_CASE("everything that is wrong with the members is reported at once") {
  base::Json json = to_json(junior());
  json["code"] = 5;
  json["title"] = std::string(257, 'x');
  json.erase("level");
  json["colour"] = "red";
  json["window"].erase("end");
  json["rules"]["navigation"] = "sideways";
  json["rules"]["outage"] = 1;
  json["rules"]["grace_ms"] = "2 s";
  json["rules"]["shuffle_items"] = 1;
  base::Problems problems;
  batch_from_json(json, {}, problems);
  CHECK(ids(problems) == std::vector<std::string>{"code not_text", "colour unknown_member", "level missing",
                                                  "rules.grace_ms not_in_range",
                                                  "rules.navigation not_a_choice", "rules.outage not_text",
                                                  "rules.shuffle_items not_boolean", "title too_long",
                                                  "window.end missing"});
  for (const auto& p : problems) {
    CHECK_FALSE(p.text.zh.empty());
    CHECK_FALSE(p.text.en.empty());
  }
}

TEST_CASE("every contradiction among the rules is reported at once") {
  Batch b = junior();
  b.window = {kStart, kStart + 1h};
  b.rules = Rules{.entry_before = -kOne,
                  .late_entry_after = -kOne,
                  .hand_in_after = 30min,
                  .no_hand_in_last = 30min,
                  .attempt_time = 1h + kOne,
                  .grace = kLongestSpan + kOne,
                  .attempts_allowed = 0,
                  .shuffle_items = true,
                  .navigation = Navigation::forward_only,
                  .outage_limit = -kOne};
  b.outage = -kOne;
  base::Problems problems;
  batch_from_json(to_json(b), {}, problems);
  CHECK(ids(problems) ==
        std::vector<std::string>{
            "outage_ms time_out_of_range", "rules.attempt_time_ms attempt_time_out_of_window",
            "rules.attempts_allowed attempts_out_of_range", "rules.entry_before_ms time_out_of_range",
            "rules.grace_ms time_out_of_range", "rules.hand_in_after_ms hand_in_never_possible",
            "rules.late_entry_after_ms time_out_of_range", "rules.outage_limit_ms time_out_of_range",
            "rules.shuffle_items forward_only_shuffled"});
}

TEST_CASE("a batch in the journal stays readable when rules grow stricter; what no time can be is not read") {
  const auto problems_of = [](auto change) {
    Batch b = junior();
    change(b);
    base::Problems problems;
    batch_from_journal(to_json(b), problems);
    return problems.size();
  };
  CHECK(problems_of([](Batch& b) { b.rules.attempts_allowed = 1000; }) == 0);
  CHECK(problems_of([](Batch& b) { b.rules.grace = 24h * 8; }) == 0);
  CHECK(problems_of([](Batch& b) { b.rules.grace = 24h * 366 * 100; }) == 1);
  CHECK(problems_of([](Batch& b) { b.rules.attempt_time = -1ms; }) == 1);
  CHECK(problems_of([](Batch& b) { b.window.end = Instant::max(); }) == 1);
  CHECK(problems_of([](Batch& b) { b.window.end = b.window.start; }) == 1);
}

TEST_CASE("settings at their limits are fine, a millisecond past them not") {
  const auto wrong = [](const auto& change) {
    Batch b = junior();
    change(b);
    base::Problems problems;
    check(b, {}, problems);
    return problems.empty() ? std::string{} : problems.front().id;
  };
  CHECK(wrong([](Batch&) {}).empty());
  CHECK(wrong([](Batch& b) {
          b.window.end = b.window.start + kOne;
          b.rules.hand_in_after = Span{0};
        }).empty());
  CHECK(wrong([](Batch& b) { b.window.end = b.window.start; }) == "end_not_after_start");
  CHECK(wrong([](Batch& b) { b.window.end = b.window.start - kOne; }) == "end_not_after_start");
  CHECK(wrong([](Batch& b) { b.rules.attempt_time = 2h; }).empty());
  CHECK(wrong([](Batch& b) { b.rules.attempt_time = 2h + kOne; }) == "attempt_time_out_of_window");
  CHECK(wrong([](Batch& b) { b.rules.attempt_time = Span{0}; }) == "attempt_time_out_of_window");
  CHECK(wrong([](Batch& b) { b.rules.no_hand_in_last = 90min - kOne; }).empty());
  CHECK(wrong([](Batch& b) { b.rules.no_hand_in_last = 90min; }) == "hand_in_never_possible");
  CHECK(wrong([](Batch& b) { b.rules.attempts_allowed = 100; }).empty());
  CHECK(wrong([](Batch& b) { b.rules.attempts_allowed = 101; }) == "attempts_out_of_range");
  CHECK(wrong([](Batch& b) { b.rules.entry_before = kLongestSpan; }).empty());
  CHECK(wrong([](Batch& b) { b.rules.entry_before = kLongestSpan + kOne; }) == "time_out_of_range");
}
