#pragma once
// What is wrong with something that came from outside, where, and what to do about it. Readers collect
// problems and go on, so that a person sees a dozen mistakes at once.
#include <string>
#include <vector>

#include "base/text.hpp"

namespace examhall::base {

struct Place {
  std::string file{};
  std::string sheet{};   ///< worksheet of a workbook
  int row = 0;           ///< 1-based as a spreadsheet or an editor counts; 0: the file as a whole
  std::string column{};  ///< the heading or letter of a column, or the path of a JSON value ("items[3].answer")

  bool operator==(const Place&) const = default;
};

enum class Severity { warning, error };

struct Problem {
  std::string id;  ///< stable, snake_case: what scripts and tests compare
  Place place;
  Text text;  ///< what is wrong and what to do
  Severity severity = Severity::error;
};

using Problems = std::vector<Problem>;

bool has_errors(const Problems& problems);

/// "题库.xlsx 工作表 Sheet1 第 7 行 答案列：…" or "bank.xlsx sheet Sheet1 row 7 column 答案: …".
std::string to_line(const Problem& problem, Language language);

}  // namespace examhall::base
