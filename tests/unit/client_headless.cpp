#include <catch2/catch.hpp>

#include <fstream>
#include <set>

#include "base/file.hpp"
#include "client/core/room_settings.hpp"
#include "client/headless/chooser.hpp"
#include "client/headless/fanout.hpp"
#include "client/headless/player.hpp"
#include "client/headless/record.hpp"
#include "client/headless/voice.hpp"
#include "client_support.hpp"

using namespace examhall;
using namespace examhall::test;
using namespace examhall::client;
using base::Problems;

namespace {

const Json kSingle{{"type", "single"}, {"text", "甲"}, {"content", {{"options", {"a", "b", "c"}}}}};
const Json kMultiple{{"type", "multiple"}, {"text", "乙"}, {"content", {{"options", {"a", "b", "c", "d"}}}}};
const Json kTrueFalse{{"type", "true_false"}, {"text", "丙"}, {"content", Json::object()}};
const Json kNumeric{{"type", "numeric"}, {"text", "丁"}, {"content", {{"unit", "元"}}}};

std::vector<std::string> ids(const Problems& problems) {
  std::vector<std::string> out;
  for (const auto& p : problems) out.push_back(p.id);
  return out;
}

// A player over a played server; what it wants to do later is done when the test says so.
struct Stage {
  explicit Stage(std::vector<Step> steps)
      : player{{std::move(steps), 10ms, 10ms},
               Chooser{1, 0, {}},
               [this](Span time, std::function<void()> action) {
                 waits.push_back(time);
                 next = std::move(action);
               }},
        sitting{{"T001", "C", "PC-1", "test"}, {line, clock, [] { return 0.5; }, keeper, all}} {
    all.add(heard);
    all.add(record);
    all.add(player);
    record.watch(sitting);
    player.play(sitting);
    sitting.begin();
    sitting.line_opened();
  }
  void say(const protocol::ServerMessage& m) { sitting.line_received(protocol::encode(m)); }
  void seat() {
    Room room;
    say(room.welcome());
    say(room.outline());
    for (std::uint32_t i = 0; i < kItems; ++i) say(protocol::Item{i, kTrueFalse});
  }
  void step() {
    const auto action = std::exchange(next, nullptr);
    REQUIRE(action);
    action();
  }
  std::vector<std::uint32_t> items() const {
    std::vector<std::uint32_t> out;
    for (const auto& a : line.all<protocol::Answer>()) out.push_back(a.item);
    return out;
  }

  base::ManualClock clock{kStart};
  KeepsNothing keeper;
  FakeLine line;
  Listener heard;
  Record record;
  Fanout all;
  std::vector<Span> waits;
  std::function<void()> next;
  Player player;
  Sitting sitting;
};

}  // namespace

TEST_CASE("random responses always fit their item, and reach every possibility") {
  Chooser chooser{7, 0, {}};
  std::set<std::string> single, multiple, boolean;
  for (int i = 0; i < 2000; ++i) {
    single.insert(chooser.choose(0, kSingle).get<std::string>());
    const Json letters = chooser.choose(0, kMultiple);
    REQUIRE(letters.is_array());
    REQUIRE((letters.size() >= 1 && letters.size() <= 4));
    std::set<std::string> distinct(letters.begin(), letters.end());
    REQUIRE(distinct.size() == letters.size());
    for (const auto& l : distinct) REQUIRE((l >= "A" && l <= "D"));
    multiple.insert(letters.dump());
    boolean.insert(chooser.choose(0, kTrueFalse).dump());
    const auto amount = chooser.choose(0, kNumeric).get<std::string>();
    REQUIRE(amount.find_first_not_of("0123456789.") == std::string::npos);
    REQUIRE(amount.size() <= 9);
  }
  CHECK(single == std::set<std::string>{"A", "B", "C"});
  CHECK(multiple.size() == 15);
  CHECK(boolean.size() == 2);
  CHECK(chooser.choose(0, {{"type", "essay"}}).is_null());
  CHECK(chooser.choose(0, {{"type", "single"}, {"content", {{"options", Json::array()}}}}).is_null());
}

TEST_CASE("equal seeds choose equally, and the skill is how often the sheet is followed") {
  const auto sheet = AnswerSheet::read(R"({"0":"C"})", "sheet.json");
  REQUIRE(sheet);
  Chooser a{42, 0.8, *sheet}, b{42, 0.8, *sheet};
  int right = 0;
  for (int i = 0; i < 10'000; ++i) {
    const Json x = a.choose(0, kSingle);
    REQUIRE(x == b.choose(0, kSingle));
    right += x == "C";
  }
  CHECK(right > 8000 + 667 - 200);  // a third of the guesses is right too
  CHECK(right < 8000 + 667 + 200);
}

TEST_CASE("a sheet names items by index, by text or by body, and may write responses as a bank does") {
  const Json sheet_json{{"3", "B"},
                        {base::to_hex(base::sha256("乙")), "AC"},
                        {base::to_hex(base::sha256(base::canonical(kNumeric))), 12.5},
                        {base::to_hex(base::sha256("丙")), false}};
  const auto sheet = AnswerSheet::read(sheet_json.dump(), "sheet.json");
  REQUIRE(sheet);
  CHECK(sheet->find(3, kSingle) == Json("B"));
  CHECK_FALSE(sheet->find(4, kSingle));
  CHECK(sheet->find(1, kMultiple) == Json({"A", "C"}));
  CHECK(sheet->find(1, kNumeric) == Json("12.5"));
  CHECK(sheet->find(1, kTrueFalse) == Json(false));
  CHECK_FALSE(AnswerSheet::read("[]", "x"));
  CHECK_FALSE(AnswerSheet::read("{", "x"));
}

TEST_CASE("scripts are read step by step, and what is wrong is said with its place") {
  const auto script =
      read_script(R"([{"answer":3,"response":"B"},{"answer_item":0},{"wait_ms":5},{"answer_all":true},
      {"drop_connection":2000},{"drop_connection":true},{"report":"focus_lost"},{"type_until_deadline":true},
      {"hand_in":"once"},{"hand_in":true},{"exit":true}])",
                  "s.json");
  REQUIRE(script);
  REQUIRE(script->size() == 11);
  CHECK(std::get<AnswerStep>((*script)[0]).response == Json("B"));
  CHECK(std::get<AnswerStep>((*script)[1]).by_index);
  CHECK(std::get<DropStep>((*script)[4]).offline_for == 2s);
  CHECK(std::get<DropStep>((*script)[5]).offline_for == 0s);
  CHECK_FALSE(std::get<HandInStep>((*script)[8]).retry);
  CHECK(std::get<HandInStep>((*script)[9]).retry);

  const auto bad =
      read_script(R"([{"answer":0},{"dance":1},7,{"wait_ms":5,"extra":1},{"hand_in":"soon"}])", "s.json");
  REQUIRE_FALSE(bad);
  REQUIRE(bad.error().size() == 5);
  CHECK(bad.error()[0].place.column == "[0].answer");
  CHECK(bad.error()[1].id == "unknown_step");
  CHECK(bad.error()[1].place.column == "[1]");
  CHECK(bad.error()[3].place.column == "[3].extra");
  CHECK_FALSE(read_script("{}", "s.json"));
  CHECK_FALSE(read_script("[", "s.json"));
}

TEST_CASE(
    "a player thinks, answers everything in the order shown, then hands in and tries again when told when") {
  Stage s{{AnswerAllStep{}, HandInStep{}}};
  s.seat();
  s.step();
  for (std::uint32_t i = 0; i < kItems; ++i) {
    CHECK(s.waits.back() == 10ms);
    s.step();
  }
  CHECK(s.items() == std::vector<std::uint32_t>{4, 3, 2, 1, 0});
  s.step();
  CHECK(s.line.all<protocol::HandIn>().empty());
  for (std::uint32_t no = 1; no <= kItems; ++no) s.say(protocol::Ack{no, kItems - no, no, kStart, ""});
  CHECK(s.line.all<protocol::HandIn>().size() == 1);
  s.say(protocol::make_error("hand_in_too_early", protocol::About{"hand_in", {}}, s.clock.now() + 90s));
  CHECK(s.waits.back() == 90s);
  s.step();
  CHECK(s.line.all<protocol::HandIn>().size() == 2);
  s.say(protocol::make_error("hand_in_last_minutes", protocol::About{"hand_in", {}}, s.clock.now() + 90s));
  CHECK_FALSE(s.next);  // it is collected without
}

TEST_CASE("a pause stops the player, and it goes on where it was") {
  Stage s{{AnswerStep{1, false, Json(true)}, AnswerStep{2, false, Json(false)}}};
  s.seat();
  s.step();
  s.say(protocol::PausedNow{""});
  s.step();
  CHECK(s.items().empty());
  s.say(protocol::Deadline{kStart + 2h, 0ms, "resumed", ""});
  s.step();
  s.step();
  CHECK(s.items() == std::vector<std::uint32_t>{4, 3});
}

TEST_CASE("dropping, reporting, leaving") {
  Stage s{{ReportStep{"focus_lost", "x"}, WaitStep{77ms}, DropStep{3s}, ExitStep{}}};
  s.seat();
  s.step();
  CHECK(s.line.all<protocol::Report>().size() == 1);
  CHECK(s.waits.back() == 77ms);
  s.step();
  REQUIRE(s.heard.stop);
  CHECK(s.heard.stop->reason == StopReason::left);
  CHECK(s.heard.line.state == LineState::stopped);
}

TEST_CASE("a hand-in that is tried once goes on to the next step") {
  Stage s{{HandInStep{false}, AnswerStep{1, false, Json(true)}}};
  s.seat();
  s.step();
  s.say(protocol::make_error("hand_in_too_early", protocol::About{"hand_in", {}}, kStart + 1h));
  s.step();
  s.step();
  CHECK(s.items() == std::vector<std::uint32_t>{4});
}

TEST_CASE("typing until the deadline ends with the exam") {
  Stage s{{TypeStep{}}};
  s.seat();
  s.step();
  for (int i = 0; i < 20; ++i) s.step();
  CHECK(s.items().size() == 20);
  s.say(protocol::Ended{"collected", kStart, {}, {}});
  s.step();
  CHECK_FALSE(s.next);
}

TEST_CASE("the record holds what was acknowledged and what was refused") {
  Stage s{{}};
  s.seat();
  s.sitting.answer(0, true);
  s.sitting.answer(1, false);
  s.say(protocol::Ack{1, 0, 99, kStart + 1s, "abcd"});
  s.say(protocol::make_error("too_late", protocol::About{"answer", 2}, kStart));
  const Json report = s.record.to_json(8);
  REQUIRE(report["acknowledged"].size() == 1);
  const Json& ack = report["acknowledged"][0];
  CHECK(ack["no"] == 1);
  CHECK(ack["item"] == 0);
  CHECK(ack["response"] == true);
  CHECK(ack["seq"] == 99);
  CHECK(ack["at"] == base::to_millis(kStart + 1s));
  CHECK(ack["link"] == "abcd");
  REQUIRE(report["refused"].size() == 1);
  CHECK(report["refused"][0]["id"] == "too_late");
  CHECK(report["refused"][0]["response"] == false);
  CHECK(report["exit_code"] == 8);
  CHECK(report["superseded"].is_array());
}

TEST_CASE("the voice speaks both languages and JSON") {
  for (const bool json : {false, true}) {
    std::vector<std::string> lines;
    Voice voice{{base::Language::en, json, false}, [&](const std::string& l) { lines.push_back(l); }};
    Room room;
    voice.watch(room.sitting);
    voice.storage_changed(false);
    voice.stopped({StopReason::taken_over, {"甲", "another machine"}, {KeptAnswer{}}});
    REQUIRE(lines.size() == 2);
    if (json) {
      CHECK(Json::parse(lines[0])["event"] == "storage");
      CHECK(Json::parse(lines[1])["reason"] == "taken_over");
      CHECK(Json::parse(lines[1])["unconfirmed"] == 1);
    } else {
      CHECK(lines[0].find("cannot store") != std::string::npos);
      CHECK(lines[1].find("another machine; 1 answers") != std::string::npos);
    }
  }
}

TEST_CASE("a room's settings") {
  Folder folder;
  const auto file = folder.path() / "room.toml";
  const auto write = [&](const std::string& text) { std::ofstream{file} << text; };
  std::ofstream{folder.path() / "ca.pem"} << "x";
  const auto key = base::SigningKey::generate().public_key();
  write("server = \"hall.example:8443\"\nca = \"ca.pem\"\nmachine = \"PC-07\"\nserver_key = \"" +
        base::to_base64(key) + "\"\n");
  const auto room = read_room_settings(file);
  REQUIRE(room);
  CHECK(room->server.host == "hall.example");
  CHECK(room->ca == folder.path() / "ca.pem");
  CHECK(room->machine == "PC-07");
  CHECK(room->server_key == key);
  CHECK_FALSE(room->journal_folder.empty());

  write("server = \"hall\"\nca = \"no.pem\"\nmachine = 7\nserver_key = \"x\"\nserverr = 1\n[more]\nx = 1\n");
  const auto bad = read_room_settings(file);
  REQUIRE_FALSE(bad);
  CHECK(ids(bad.error()) == std::vector<std::string>{"not_an_address", "file_missing", "not_a_key",
                                                     "not_text", "unknown_key", "unknown_key"});
  CHECK(bad.error()[0].place.row == 1);
  CHECK(bad.error()[3].place.row == 3);
  write("server = \"h:1\"\nca = \"ca.pem\"\nmachine = \"\"\n");
  CHECK(read_room_settings(file)->machine == own_machine_name());
  write("");
  CHECK(ids(read_room_settings(file).error()) == std::vector<std::string>{"missing", "missing"});
  write("server = \n");
  CHECK(ids(read_room_settings(file).error()) == std::vector<std::string>{"toml_syntax"});
  CHECK_FALSE(read_room_settings(folder.path() / "none.toml"));
}
