// Candidates' lists as institutions send them.
#include "base/text.hpp"
#include "table/roster_table.hpp"
#include "target.hpp"

namespace roster_target {

using namespace examhall;

void run(std::string_view input) {
  const auto reading = table::read_roster_table(fuzz::as_file(input));
  for (const auto& problem : reading.problems)
    fuzz::require(base::is_utf8(base::to_line(problem, base::Language::zh)), "a problem can be shown");
  for (const auto& row : reading.rows) {
    fuzz::require(!row.name.empty() && base::is_utf8(row.name) && !base::has_unprintable(row.name),
                  "a name is one");
    fuzz::require(row.extra_minutes >= 0, "nobody gets less time");
  }
}

std::vector<std::string> seeds() {
  return {
      "准考证号,姓名,院校,证件类型,证件号码,考点,考场,座位号,加时\n"
      "001,甲某,示例职业学院,身份证,11010519491231002X,一考点,305,17,15\n"
      "002,乙某,示例职业学院,护照,E12345678,一考点,305,18,\n",
      "ticket;name;institution;id number\nT1;A B;S;11010519491231002x\nT1;C D;S;1.1E+17\n",
      "姓名\t身份证号\n甲某\t'110105194912310021\n"};
}

const fuzz::Registration registration{{"roster", run, seeds}};

}  // namespace roster_target
