#include "protocol_samples.hpp"

namespace examhall::protocol::test {
namespace {

using base::from_millis;
using base::Json;
using base::Span;

constexpr std::int64_t kStart = 1684546200000;  // 2023-05-20T01:30:00Z
constexpr std::uint32_t kTop = UINT32_MAX;
constexpr std::int64_t kTop64 = INT64_MAX;

std::string hex64(char c) { return std::string(64, c); }

Welcome small_welcome() {
  Welcome w;
  w.status = "seated";
  w.server_time = from_millis(0);
  return w;
}

Welcome large_welcome() {
  Welcome w;
  w.person = {"20230400001", "测试考生甲", "示例职业学院", "3301**********001X", "示例考点", "305", "17"};
  w.batch = {"2023-04-J",
             "第四批 初级",
             "初级",
             "Asia/Shanghai",
             from_millis(kStart),
             from_millis(kStart + 7200000),
             Span{1800000},
             Span{600000},
             Span{900000},
             Span{3600000},
             true};
  w.status = "sitting";
  w.round = kTop;
  w.fence = kTop;
  w.next_no = kTop;
  w.server_time = from_millis(kStart + 1);
  w.deadline = from_millis(kStart + 7200000);
  w.image_token = std::string(128, 't');
  w.public_key = std::string(43, 'k') + "=";
  return w;
}

Outline large_outline() {
  Outline o;
  o.paper = hex64('a');
  o.title = "初级 样卷";
  o.total = "100";
  o.pass = "60";
  o.sections = {{"单选题", "single", "1", 20}, {"多选题", "multiple", "1.5", 10}};
  o.order = {1, 0, kTop};
  o.options = {{2, 0, 1, 3}, {}, {}};
  o.answers = {{0, 7, Json("B")}, {3, kTop, Json::parse(R"({"lines":[]})")}, {5, 9, nullptr}};
  return o;
}

Error large_error() {
  Error e;
  e.id = "hand_in_too_early";
  e.text = {"尚未到允许交卷的时间", "It is too early to hand in"};
  e.about = About{"hand_in", kTop};
  e.when = from_millis(kStart + 1800000);
  e.detail = "for the log";
  return e;
}

const char* const kLargeWelcome = R"({"type":"welcome",
  "person":{"ticket":"20230400001","name":"测试考生甲","institution":"示例职业学院","id_masked":"3301**********001X",
            "site":"示例考点","room":"305","seat":"17"},
  "batch":{"code":"2023-04-J","title":"第四批 初级","level":"初级","zone":"Asia/Shanghai","start":1684546200000,
           "end":1684553400000,"hand_in_after_ms":1800000,"no_hand_in_last_ms":600000,"late_entry_after_ms":900000,
           "attempt_time_ms":3600000,"forward_only":true},
  "status":"sitting","round":4294967295,"fence":4294967295,"next_no":4294967295,"server_time":1684546200001,"deadline":1684553400000,)";

const char* const kSmallWelcome = R"({"type":"welcome",
  "person":{"ticket":"","name":"","institution":"","id_masked":"","site":"","room":"","seat":""},
  "batch":{"code":"","title":"","level":"","zone":"","start":0,"end":0,"forward_only":false},
  "status":"seated","round":1,"fence":0,"next_no":1,"server_time":0,"image_token":"","public_key":""})";

const char* const kLargeOutline = R"(,"title":"初级 样卷","total":"100","pass":"60",
  "sections":[{"title":"单选题","type":"single","points":"1","count":20},
              {"title":"多选题","type":"multiple","points":"1.5","count":10}],
  "order":[1,0,4294967295],"options":[[2,0,1,3],[],[]],
  "answers":[{"item":0,"no":7,"response":"B"},{"item":3,"no":4294967295,"response":{"lines":[]}},
             {"item":5,"no":9,"response":null}]})";

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

}  // namespace

std::vector<Sample<ClientMessage>> client_samples() {
  const std::string t64(64, 't');
  return {
      {"login/min", Login{}, R"({"type":"login","ticket":"","code":"","client":"","machine":""})"},
      {"login/max",
       Login{t64, std::string(128, 'c'), std::string(64, 'p'), std::string(64, 'm'), hex64('f'), true},
       R"({"type":"login","ticket":)" + quoted(t64) + R"(,"code":)" + quoted(std::string(128, 'c')) +
           R"(,"client":)" + quoted(std::string(64, 'p')) + R"(,"machine":)" + quoted(std::string(64, 'm')) +
           R"(,"have_paper":)" + quoted(hex64('f')) + R"(,"next_try":true})"},
      {"time/min", TimeQuery{INT64_MIN}, R"({"type":"time","t0":-9223372036854775808})"},
      {"time/max", TimeQuery{kTop64}, R"({"type":"time","t0":9223372036854775807})"},
      {"answer/min", Answer{0, 0, nullptr, 0}, R"({"type":"answer","no":0,"item":0,"response":null,"at":0})"},
      {"answer/max", Answer{kTop, kTop, Json::parse(R"({"a":[[[[["x"]]]]]})"), kTop64},
       R"({"type":"answer","no":4294967295,"item":4294967295,"response":{"a":[[[[["x"]]]]]},"at":9223372036854775807})"},
      {"visit/min", Visit{0}, R"({"type":"visit","item":0})"},
      {"visit/max", Visit{kTop}, R"({"type":"visit","item":4294967295})"},
      {"report/min", Report{}, R"({"type":"report","kind":"","detail":""})"},
      {"report/max", Report{std::string(32, 'k'), std::string(512, 'd')},
       R"({"type":"report","kind":)" + quoted(std::string(32, 'k')) + R"(,"detail":)" +
           quoted(std::string(512, 'd')) + "}"},
      {"hand_in/min", HandIn{0}, R"({"type":"hand_in","unanswered":0})"},
      {"hand_in/max", HandIn{kTop}, R"({"type":"hand_in","unanswered":4294967295})"},
      {"leave/only", Leave{}, R"({"type":"leave"})"},
      {"notices/only", Notices{}, R"({"type":"notices"})"},
      {"noticed/min", Noticed{}, R"({"type":"noticed","id":0,"read":false})"},
      {"noticed/max", Noticed{kTop, true}, R"({"type":"noticed","id":4294967295,"read":true})"},
      {"call/min", Call{}, R"({"type":"call","no":0,"wanted":false})"},
      {"call/max", Call{kTop, true, std::string(256, 'c')},
       R"({"type":"call","no":4294967295,"wanted":true,"text":)" + quoted(std::string(256, 'c')) + "}"},
      {"deadline_shown/min", DeadlineShown{}, R"({"type":"deadline_shown","ends_at":0})"},
      {"deadline_shown/max", DeadlineShown{from_millis(kTop64)},
       R"({"type":"deadline_shown","ends_at":9223372036854775807})"},
  };
}

std::vector<Sample<ServerMessage>> server_samples() {
  const std::string token = R"("image_token":)" + quoted(std::string(128, 't'));
  const std::string key = R"(,"public_key":)" + quoted(std::string(43, 'k') + "=") + "}";
  return {
      {"welcome/min", small_welcome(), kSmallWelcome},
      {"welcome/max", large_welcome(), kLargeWelcome + token + key},
      {"time/min", TimeReply{}, R"({"type":"time","t0":0,"t1":0,"t2":0})"},
      {"time/max", TimeReply{INT64_MIN, kTop64, kTop64},
       R"({"type":"time","t0":-9223372036854775808,"t1":9223372036854775807,"t2":9223372036854775807})"},
      {"start/only", Start{from_millis(kStart), from_millis(kStart + 1)},
       R"({"type":"start","server_time":1684546200000,"deadline":1684546200001})"},
      {"outline/min", Outline{},
       R"({"type":"outline","paper":"","title":"","total":"","pass":"","sections":[],"order":[],"options":[],"answers":[]})"},
      {"outline/max", large_outline(), R"({"type":"outline","paper":)" + quoted(hex64('a')) + kLargeOutline},
      {"item/min", Item{}, R"({"type":"item","item":0,"body":null})"},
      {"item/max",
       Item{kTop, Json::parse(R"({"type":"single","text":"①","content":{"options":["x"]},"images":[]})")},
       R"({"type":"item","item":4294967295,"body":{"type":"single","text":"①","content":{"options":["x"]},"images":[]}})"},
      {"paper_end/min", PaperEnd{0}, R"({"type":"paper_end","items":0})"},
      {"paper_end/max", PaperEnd{kTop}, R"({"type":"paper_end","items":4294967295})"},
      {"ack/min", Ack{0, 0, 0, from_millis(0), ""},
       R"({"type":"ack","no":0,"item":0,"seq":0,"at":0,"link":""})"},
      {"ack/max", Ack{kTop, kTop, static_cast<std::uint64_t>(kTop64), from_millis(kTop64), hex64('e')},
       R"({"type":"ack","no":4294967295,"item":4294967295,"seq":9223372036854775807,"at":9223372036854775807,"link":)" +
           quoted(hex64('e')) + "}"},
      {"deadline/min", Deadline{}, R"({"type":"deadline","ends_at":0,"by_ms":0,"reason":"","text":""})"},
      {"deadline/max",
       Deadline{from_millis(kStart), Span{-600000}, "rescheduled", "断电", from_millis(kStart + 1)},
       R"({"type":"deadline","ends_at":1684546200000,"by_ms":-600000,"reason":"rescheduled","text":"断电","starts_at":1684546200001})"},
      {"paused/min", PausedNow{}, R"({"type":"paused","text":""})"},
      {"paused/max", PausedNow{"消防警报"}, R"({"type":"paused","text":"消防警报"})"},
      {"storage/false", Storage{false}, R"({"type":"storage","ok":false})"},
      {"storage/true", Storage{true}, R"({"type":"storage","ok":true})"},
      {"ended/min", Ended{"collected", from_millis(1), std::nullopt, std::nullopt},
       R"({"type":"ended","how":"collected","at":1})"},
      {"ended/max", Ended{"handed_in", from_millis(kStart), R"({"a":1})", "c2ln", kTop},
       R"({"type":"ended","how":"handed_in","at":1684546200000,"receipt":"{\"a\":1}","signature":"c2ln","tries_left":4294967295})"},
      {"taken_over/min", TakenOver{}, R"({"type":"taken_over","machine":""})"},
      {"taken_over/max", TakenOver{"机房-07"}, R"({"type":"taken_over","machine":"机房-07"})"},
      {"error/min", Error{"not_found", {"无", "none"}, std::nullopt, std::nullopt, std::nullopt},
       R"({"type":"error","id":"not_found","text":{"zh":"无","en":"none"}})"},
      {"error/about", Error{"bad_message", {"x", "y"}, About{"", std::nullopt}, std::nullopt, std::nullopt},
       R"({"type":"error","id":"bad_message","text":{"zh":"x","en":"y"},"about":{"type":""}})"},
      {"error/max", large_error(),
       R"({"type":"error","id":"hand_in_too_early",
           "text":{"zh":"尚未到允许交卷的时间","en":"It is too early to hand in"},
           "about":{"type":"hand_in","no":4294967295},"when":1684548000000,"detail":"for the log"})"},
      {"notice/min", Notice{}, R"({"type":"notice","id":0,"text":"","at":0,"to":"","read":false})"},
      {"notice/max", Notice{kTop, "请检查草稿纸", from_millis(kStart), "room", true},
       R"({"type":"notice","id":4294967295,"text":"请检查草稿纸","at":1684546200000,"to":"room","read":true})"},
      {"noticed/min", NoticeKept{}, R"({"type":"noticed","id":0,"read":false})"},
      {"noticed/max", NoticeKept{kTop, true}, R"({"type":"noticed","id":4294967295,"read":true})"},
      {"call/min", CallNow{}, R"({"type":"call","no":0,"state":"","text":""})"},
      {"call/max", CallNow{kTop, "answered", from_millis(kStart), "马上来"},
       R"({"type":"call","no":4294967295,"state":"answered","at":1684546200000,"text":"马上来"})"},
  };
}

namespace {

// At one member of the object at `at`: gone, or another value.
void spoil_member(const Json& whole, const Json::json_pointer& at, const std::string& name,
                  std::vector<std::string>& out) {
  Json less = whole;
  less[at].erase(name);
  out.push_back(less.dump());
  const std::vector<Json> others{nullptr,
                                 true,
                                 "x",
                                 -1,
                                 0,
                                 4294967295U,
                                 4294967296,
                                 1.5,
                                 INT64_MIN,
                                 18446744073709551615ULL,
                                 Json::array(),
                                 Json::array({1}),
                                 Json::object(),
                                 std::string(33, 'x'),
                                 std::string(65, 'x'),
                                 std::string(129, 'x'),
                                 std::string(257, 'x'),
                                 std::string(513, 'x'),
                                 std::string(4097, 'x')};
  for (const Json& other : others) {
    Json changed = whole;
    changed[at][name] = other;
    out.push_back(changed.dump());
  }
}

void spoil_object(const Json& whole, const Json::json_pointer& at, std::vector<std::string>& out) {
  const Json& object = whole[at];
  const bool sentence = object.contains("zh");  // a text in two languages may grow a third
  if (!sentence) {
    Json more = whole;
    more[at]["zzz"] = 1;
    out.push_back(more.dump());
  }
  for (const auto& [name, value] : object.items()) {
    if (name == "type" && at.empty()) continue;
    spoil_member(whole, at, name, out);
    if (name == "body" || name == "response") continue;  // any JSON at all
    if (value.is_object()) spoil_object(whole, at / name, out);
    if (value.is_array() && !value.empty() && value[0].is_object()) spoil_object(whole, at / name / 0, out);
  }
}

}  // namespace

std::vector<std::string> spoilt(const std::string& json) {
  const Json whole = Json::parse(json);
  std::vector<std::string> out;
  spoil_object(whole, Json::json_pointer{}, out);
  return out;
}

}  // namespace examhall::protocol::test
