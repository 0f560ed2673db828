#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <array>
#include <map>

#include "table/seat_plan_export.hpp"
#include "table_support.hpp"

using namespace examhall;
using namespace examhall::table;
using namespace examhall::table::test;

namespace {

// Invented people.
std::vector<PersonToSeat> roster() {
  return {{"B-00001", "赵甲", "S1", "甲学院", "一考点", "", ""},
          {"B-00002", "钱乙", "S1", "甲学院", "一考点", "", ""},
          {"B-00003", "李丙", "S1", "甲学院", "一考点", "", ""},
          {"B-00004", "李丙", "S2", "乙学院", "一考点", "", ""},
          {"", "Wang Ding", "S2", "乙学院", "一考点", "", ""}};
}

SeatPlanReading read_text(const std::string& text) {
  const Folder folder;
  return read_seat_plan(folder.write("301.csv", text));
}

SeatedPeople seated(const std::string& text, const std::vector<PersonToSeat>& people) {
  const SeatPlanReading plan = read_text(text);
  CHECK(ids(plan.problems) == Ids{});
  return seat_people(plan.seats, people);
}

/// "site/room/seat" by place in the roster.
std::map<std::size_t, std::string> places(const SeatedPeople& seated) {
  CHECK(ids(seated.problems) == Ids{});
  std::map<std::size_t, std::string> out;
  for (const GivenSeat& g : seated.given) out[g.person] = g.site + "/" + g.room + "/" + g.seat;
  return out;
}

/// "id row column", in order.
std::vector<std::string> found(const base::Problems& problems) {
  std::vector<std::string> out;
  for (const base::Problem& p : problems)
    out.push_back(fmt::format("{} {}{}", p.id, p.place.column, p.place.row));
  return out;
}

using Places = std::map<std::size_t, std::string>;

}  // namespace

TEST_CASE("a room is read as it is drawn: titles, aisles and marks are no seats, the front is row 1") {
  const auto plan = read_text(
      "301 机房座位表,,,,\n"
      "考点：二考点,,考场：,302 机房,\n"
      ",,讲台,,门\n"
      ",第1列,第2列,过道,第3列\n"
      "第1排,甲,乙,,丙\n"
      "第2排,丁,空,,\n"
      "注：第 3 排不用,,,,\n");
  std::vector<std::string> seats;
  for (const PlannedSeat& s : plan.seats)
    seats.push_back(
        fmt::format("{} {} {}-{} {}", s.site, s.room, s.row, s.column, s.lines.empty() ? "" : s.lines[0]));
  CHECK(seats == std::vector<std::string>{"二考点 302 机房 1-1 甲", "二考点 302 机房 1-2 乙",
                                          "二考点 302 机房 1-3 丙", "二考点 302 机房 2-1 丁",
                                          "二考点 302 机房 2-2 "});
}

TEST_CASE("with the front below, the drawing is turned round") {
  CHECK(places(seated("钱乙,赵甲\n,B-00004\n讲台,\n", roster())) ==
        Places{{0, "一考点/301/2-01"}, {1, "一考点/301/2-02"}, {3, "一考点/301/1-01"}});
}

TEST_CASE("rows and columns that only count are no seats") {
  CHECK(places(seated(",1,2\n1,赵甲,钱乙\n2,B-00003,\n", roster())) ==
        Places{{0, "一考点/301/1-01"}, {1, "一考点/301/1-02"}, {2, "一考点/301/2-01"}});
}

TEST_CASE(
    "a cell names somebody by ticket, name or institution, in any order, with the seat's number or without") {
  CHECK(places(seated("考场：机房 A\n\"07\n赵　甲\",\"B-00002 3排12座\",\"李丙\n乙学院\",\"S1 李 丙\"\nWang "
                      "Ding A-9,12,空,\n",
                      roster())) == Places{{0, "一考点/机房 A/07"},
                                           {1, "一考点/机房 A/3排12座"},
                                           {3, "一考点/机房 A/1-03"},
                                           {2, "一考点/机房 A/1-04"},
                                           {4, "一考点/机房 A/A-9"}});
  const auto some = seated("赵甲,12,空\n", roster());
  CHECK(some.empty == 2);
  CHECK(some.left_out == 4);
}

TEST_CASE("all that is wrong with a plan is reported with its cell, and nothing of the cell is quoted") {
  auto people = roster();
  people[4].room = "301";
  people[4].seat = "1-05";
  const auto wrong = seated(
      "李丙,周戊,B-00001 钱乙,甲学院,B-00002 x y\n"
      "赵甲,赵甲,钱乙 07,B-00003 07,1-05 B-00004\n"
      "11010519491231002X,B-0001,,,\n",
      people);
  CHECK(found(wrong.problems) ==
        std::vector<std::string>{"seat_person_ambiguous A1", "seat_person_unknown B1",
                                 "seat_person_differs C1", "seat_person_unknown D1", "seat_person_unknown E1",
                                 "seat_person_twice B2", "duplicate_seat D2", "seat_person_unknown A3",
                                 "seat_person_unknown B3", "seat_taken E2"});
  for (const base::Problem& p : wrong.problems) CHECK(p.text.zh.find("1101051949") == std::string::npos);
}

TEST_CASE("what cannot be a plan is refused") {
  CHECK(ids(read_text("301 座位表\n讲台\n").problems) == Ids{"seat_plan_empty"});
  CHECK(ids(read_text("考场：\n赵甲\n").problems) == Ids{"room_missing"});
  CHECK(found(read_text("赵甲\n" + std::string(700, 'x') + "\n\"a\u202Eb\"\n").problems) ==
        std::vector<std::string>{"too_long A2", "unprintable A3"});
}

TEST_CASE("a plan that was written is read back as it was") {
  std::vector<PersonToSeat> people;
  for (int i = 0; i < 75; ++i) {
    const int room = i / 25, seat = i % 25;
    const std::array<std::string, 3> seats{fmt::format("{}-{:02}", seat / 5 + 1, seat % 5 + 1),
                                           fmt::format("{}", seat + 1) + (seat == 7 ? "号" : ""),
                                           fmt::format("靠窗{}号", seat)};
    people.push_back(
        {fmt::format("T{:03}", i), fmt::format("考生{:02}", i), "S", "某学院",
         room == 2   ? "东/西考点"
         : room == 1 ? ""
                     : "一考点",
         std::array<std::string, 3>{"301", "第2机房：示例", "301"}[static_cast<std::size_t>(room)],
         seats[static_cast<std::size_t>(room)]});
  }
  people.push_back({"", "无座", "S", "某学院", "一考点", "301", ""});
  const Folder folder;
  const auto path = folder.file("plan.xlsx");
  write_seat_plan_xlsx(path, "样例考试", people, GENERATE(base::Language::zh, base::Language::en));
  const SeatPlanReading plan = read_seat_plan(path);
  CHECK(ids(plan.problems) == Ids{});
  const SeatedPeople again = seat_people(plan.seats, people);
  CHECK(ids(again.problems) == Ids{});
  CHECK(again.given.size() == 75);
  CHECK(again.left_out == 1);
  for (const GivenSeat& g : again.given) {
    const PersonToSeat& p = people[g.person];
    CHECK(g.site + "/" + g.room + "/" + g.seat == p.site + "/" + p.room + "/" + p.seat);
  }
  // Row and place stand in the drawing as in the name.
  for (const PlannedSeat& s : plan.seats) {
    if (s.site == "一考点" && s.room == "301")
      CHECK(s.lines.at(0) == fmt::format("{}-{:02}", s.row, s.column));
  }
}

TEST_CASE("one room on two sheets is refused") {
  const Folder folder;
  write_seat_plan_xlsx(folder.file("a.xlsx"), "样例",
                       {{"T1", "赵甲", "", "", "一", "301", "1"}, {"T2", "钱乙", "", "", "一", "301 ", "1"}},
                       base::Language::zh);
  CHECK(ids(read_seat_plan(folder.file("a.xlsx")).problems) == Ids{"duplicate_room"});
}

TEST_CASE("nothing that is no seat's number becomes one, or an empty seat") {
  for (const char* cell : {"赵甲 11010519491231002X", "赵甲 B-0002", "B-00002 钱已07", "赵甲07", "07赵甲",
                           "样例7", "赵甲 13800000000"}) {
    CAPTURE(cell);
    CHECK(found(seated(std::string{cell} + ",钱乙\n", roster()).problems) ==
          std::vector<std::string>{"seat_person_unknown A1"});
  }
  auto people = roster();
  people[0].room = "301";
  people[0].seat = "靠窗 A";
  people[1].room = "301";
  people[1].seat = "x";
  const auto kept = seated("\"靠窗 A\n赵甲\",3排 12座 B-00003\n", people);
  CHECK(places(kept) == Places{{0, "一考点/301/靠窗 A"}, {2, "一考点/301/3排12座"}});
  CHECK(kept.untouched == 1);
}

TEST_CASE("a site that is not named takes nothing from the cell beside it") {
  auto people = roster();
  for (PersonToSeat& p : people) p.site.clear();
  CHECK(places(seated("考点：,,考场：302\n赵甲,,\n", people)) == Places{{0, "/302/1-01"}});
}
