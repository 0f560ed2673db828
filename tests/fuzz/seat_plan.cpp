// Plans of rooms, and who is meant by what stands in them.
#include <set>

#include "base/text.hpp"
#include "table/seat_people.hpp"
#include "target.hpp"

namespace seat_plan_target {

using namespace examhall;

const std::vector<table::PersonToSeat>& roster() {
  static const std::vector<table::PersonToSeat> people{
      {"T1", "甲某", "S", "示例学院", "一考点", "", ""},
      {"T2", "乙某", "S", "示例学院", "一考点", "", ""},
      {"T3", "乙某", "U", "虚构学院", "一考点", "305", "1-01"},
      {"", "A B", "U", "虚构学院", "二考点", "", ""}};
  return people;
}

void run(std::string_view input) {
  const auto plan = table::read_seat_plan(fuzz::as_file(input));
  const auto seated = table::seat_people(plan.seats, roster());
  for (const auto* problems : {&plan.problems, &seated.problems}) {
    for (const auto& problem : *problems)
      fuzz::require(base::is_utf8(base::to_line(problem, base::Language::zh)), "a problem can be shown");
  }
  std::set<std::size_t> people;
  std::set<std::string> seats;
  for (const auto& given : seated.given) {
    fuzz::require(people.insert(given.person).second, "nobody sits twice");
    fuzz::require(seats.insert(given.site + '\n' + given.room + '\n' + given.seat).second,
                  "nobody sits on another");
    fuzz::require(!given.seat.empty() && given.seat.size() <= 40 && !base::has_unprintable(given.seat),
                  "a seat has a name");
  }
  for (const auto& seat : plan.seats)
    fuzz::require(seat.row > 0 && seat.column > 0, "rows and columns count from 1");
}

std::vector<std::string> seeds() {
  return {
      "305 座位表,,\n考点：一考点,考场：305,\n,讲台,\n\"1-01\nT1\",过道,乙　某 虚构学院\n空,,\"A B\n07\"\n",
      "site;;\n;1;2\n1;T1;T2\n2;A B;empty\nfront;;\n", "第1排\t甲某\tS 乙某\n注：x\t\t\n"};
}

const fuzz::Registration registration{{"seat_plan", run, seeds}};

}  // namespace seat_plan_target
