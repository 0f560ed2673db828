// What may be shown of an event, and that an answer never is.
#include <catch2/catch.hpp>

#include "exam/entry.hpp"
#include "exam/event_json.hpp"

using namespace examhall;
using namespace std::chrono_literals;

namespace {

const base::Instant kAt = *base::parse_utc_text("2023-05-20T01:30:00.000Z");

exam::Entry shown(const exam::Event& event) {
  const exam::Written w = exam::write(event);
  return exam::entry_of(7, kAt, w.kind, w.body);
}
exam::BatchEntry shown(const exam::BatchEvent& event) {
  const exam::Written w = exam::write(event);
  return exam::batch_entry_of(7, kAt, w.kind, w.body);
}
base::Json json(std::string kind, std::string by, std::string text, int item, std::int64_t amount) {
  return {{"seq", 7},        {"at", base::to_millis(kAt)},
          {"kind", kind},    {"by", by},
          {"text", text},    {"item", item},
          {"amount", amount}};
}

}  // namespace

TEST_CASE("an entry says who, when, why, which item, how much time") {
  CHECK(to_json(shown(exam::Paused{"赵", "停电"})) == json("paused", "赵", "停电", 0, 0));
  CHECK(to_json(shown(exam::Extended{10min, "person", "赵", "停电"})) ==
        json("extended", "赵", "停电", 0, 600'000));
  CHECK(to_json(shown(exam::Compensated{1min, "outage"})) == json("compensated", "", "outage", 0, 60'000));
  CHECK(to_json(shown(exam::Seated{1, "PC-1", "10.0.0.1", false})) == json("seated", "", "PC-1", 0, 0));
  CHECK(to_json(shown(exam::Reported{1, "focus_lost", "browser"})) ==
        json("reported", "", "focus_lost browser", 0, 0));
  CHECK(to_json(shown(exam::Counted{"reported", "focus_lost", 12, 1, {}})) ==
        json("counted", "", "reported focus_lost ×12", 0, 0));
  CHECK(to_json(shown(exam::Visited{4})) == json("visited", "", "", 5, 0));
}

TEST_CASE("what is about a notice says which") {
  const auto about = [](int notice, base::Json entry) {
    entry["notice"] = notice;
    return entry;
  };
  CHECK(to_json(shown(exam::Notified{1, "请坐", "room", 5, "钱"})) ==
        about(1, json("notified", "钱", "请坐", 0, 0)));
  CHECK(to_json(shown(exam::Warned{2, "请坐", 5, "钱"})) == about(2, json("warned", "钱", "请坐", 0, 0)));
  CHECK(to_json(shown(exam::NoticeDelivered{1, 3})) == about(3, json("notice_delivered", "", "", 0, 0)));
  CHECK(shown(exam::NoticeRead{1, UINT32_MAX}).notice == UINT32_MAX);
}

TEST_CASE("an answer's content is in no entry") {
  const std::string secret = R"("SECRET")";
  for (const auto& entry : {shown(exam::Answered{1, 2, 3, secret, 0}),
                            shown(exam::AnswerRefused{1, 2, 3, secret, 0, exam::RefusalId::too_late})}) {
    CHECK(to_json(entry).dump().find("SECRET") == std::string::npos);
    CHECK(entry.item == 3);
  }
  CHECK(shown(exam::AnswerRefused{1, 2, 3, secret, 0, exam::RefusalId::too_late}).text == "too_late");
}

TEST_CASE("an act says upon whom and how many") {
  const auto act = shown(exam::Acted{9, "extend", "room", "305", 30, "钱", "停电"});
  CHECK(act.act == "extend");
  CHECK(act.scope == "room");
  CHECK(act.target == "305");
  CHECK(act.affected == 30);
  CHECK(act.entry.by == "钱");
  CHECK(act.entry.text == "停电");
  const auto note = shown(exam::Noted{"incident", "赵", "手机"});
  CHECK(note.act == "incident");
  CHECK(note.entry.text == "手机");
}

TEST_CASE("an event of the batch shows its period and those who opened its paper") {
  const auto outage = shown(exam::OutageNoted{kAt, kAt + 1min, 30s, "compensated"});
  CHECK(outage.entry.from == kAt);
  CHECK(outage.entry.to == kAt + 1min);
  CHECK(outage.entry.amount == 30s);
  CHECK(outage.entry.text == "compensated");
  exam::Batch batch;
  batch.window = {kAt, kAt + 2h};
  const auto scheduled = shown(exam::BatchScheduled{batch});
  CHECK(scheduled.entry.from == kAt);
  CHECK(scheduled.entry.to == kAt + 2h);
  CHECK(shown(exam::BatchRescheduled{batch.window, "钱", "雪"}).entry.to == kAt + 2h);
  CHECK(shown(exam::PaperReleased{"p", {"甲", "k"}, kAt}).entry.by == "甲");
  CHECK(shown(exam::PaperOpened{"p", {{"甲", "k"}, {"乙", "l"}}}).entry.by == "甲, 乙");
  CHECK_FALSE(shown(exam::BatchStarted{}).entry.from);
}

TEST_CASE("an event of everybody reads the same in a candidate's timeline as in the batch's") {
  const std::vector<exam::BatchEvent> of_all{
      exam::BatchRescheduled{{kAt, kAt + 2h}, "钱", "雪"}, exam::BatchExtended{10min, "钱", "停电"},
      exam::OutageNoted{kAt, kAt + 1min, 30s, "over_limit"}, exam::PaperReleased{"p", {"甲", "k"}, kAt},
      exam::PaperOpened{"p", {{"甲", "k"}, {"乙", "l"}}}};
  for (const exam::BatchEvent& event : of_all) {
    const exam::Written w = exam::write(event);
    CHECK(exam::concerns_candidates(w.kind));
    CHECK(to_json(exam::entry_of(7, kAt, w.kind, w.body)) == to_json(shown(event).entry));
  }
  const base::Json outage = to_json(shown(of_all[2]).entry);
  CHECK(outage["text"] == "over_limit");
  CHECK(outage["amount"] == 30'000);
  CHECK(outage["to"] == base::to_millis(kAt + 1min));
  // Of staff and of others: may name anyone.
  for (const char* kind : {"acted", "noted", "proposed", "decided", "batch_incident", "graded", "registered"})
    CHECK_FALSE(exam::concerns_candidates(kind));
}

TEST_CASE("what cannot be read shows no more than its kind, time and place") {
  for (const char* body : {"", "{", "[]", "7", R"({"by":1,"reason":[],"item":"x","time_ms":1.5})",
                           R"({"item":9223372036854775807})", R"({"item":-5,"notice":-1})",
                           R"({"notice":4294967296})", R"({"custodians":[1,{"name":2}]})"}) {
    CHECK(to_json(exam::entry_of(7, kAt, "any", body)) == json("any", "", "", 0, 0));
    CHECK(to_json(exam::batch_entry_of(7, kAt, "any", body).entry)["item"] == 0);
  }
}
