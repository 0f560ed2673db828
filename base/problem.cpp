#include "base/problem.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace examhall::base {
namespace {

std::string chinese(const Place& p) {
  std::string out = p.file;
  if (!p.sheet.empty()) out += fmt::format(" 工作表“{}”", p.sheet);
  if (p.row > 0) out += fmt::format(" 第 {} 行", p.row);
  if (!p.column.empty()) out += fmt::format(" {}", p.column);
  return out;
}

std::string english(const Place& p) {
  std::string out = p.file;
  if (!p.sheet.empty()) out += fmt::format(" sheet \"{}\"", p.sheet);
  if (p.row > 0) out += fmt::format(" row {}", p.row);
  if (!p.column.empty()) out += fmt::format(" {}", p.column);
  return out;
}

std::string_view mark(Severity s, Language language) {
  if (s == Severity::error) return "";
  return language == Language::zh ? "（提醒）" : "(warning) ";
}

}  // namespace

bool has_errors(const Problems& problems) {
  return std::any_of(problems.begin(), problems.end(),
                     [](const Problem& p) { return p.severity == Severity::error; });
}

std::string to_line(const Problem& problem, Language language) {
  const std::string place = language == Language::zh ? chinese(problem.place) : english(problem.place);
  const std::string_view colon = language == Language::zh ? "：" : ": ";
  std::string line = place.empty() ? std::string{} : fmt::format("{}{}", place, colon);
  return to_utf8_lossy(fmt::format("{}{}{} [{}]", line, mark(problem.severity, language),
                                   problem.text.in(language), problem.id));
}

}  // namespace examhall::base
