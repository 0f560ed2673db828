#include "evidence/sheet_difference.hpp"

#include <fmt/format.h>

namespace examhall::evidence {
namespace {

using base::Json;

constexpr base::JsonLimits kLimits{.max_bytes = kMaxRowLine, .max_depth = 40};
constexpr std::size_t kShown = 200;

std::string shown(const Json* value) {
  if (value == nullptr) return "—";
  std::string text = value->is_string() ? value->get<std::string>() : value->dump();
  if (text.size() > kShown) text = base::to_utf8_lossy(text.substr(0, kShown)) + "…";
  return text;
}

const Json* member(const Json& object, const std::string& name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

bool equal(const Json* a, const Json* b) { return a != nullptr && b != nullptr && *a == *b; }

void report_line(const std::string& ticket, std::size_t index, const Json& stated, const Json& right,
                 Check& check) {
  const std::string item = shown(member(right, "id"));
  if (!equal(member(stated, "earned"), member(right, "earned"))) {
    const std::string a = shown(member(stated, "earned"));
    const std::string b = shown(member(right, "earned"));
    check.fail("score_differs",
               {fmt::format("准考证号 {} 第 {} 题（{}）：文件记 {} 分，按作答重算为 {} 分", ticket, index + 1,
                            item, a, b),
                fmt::format("ticket {}, item {} ({}): the file says {} points, the answer gives {}", ticket,
                            index + 1, item, a, b)});
  }
  for (const auto& [name, value] : right.items()) {
    if (name == "earned" || equal(member(stated, name), &value)) continue;
    const std::string a = shown(member(stated, name));
    const std::string b = shown(&value);
    check.fail("sheet_differs", {fmt::format("准考证号 {} 第 {} 题（{}）的 {}：文件为 {}，应为 {}", ticket,
                                             index + 1, item, name, a, b),
                                 fmt::format("ticket {}, item {} ({}), {}: the file says {}, it is {}",
                                             ticket, index + 1, item, name, a, b)});
  }
}

void report_sums(const std::string& ticket, const Json& stated, const Json& right, Check& check) {
  for (const auto& [name, value] : right.items()) {
    if (name == "lines" || equal(member(stated, name), &value)) continue;
    const std::string a = shown(member(stated, name));
    const std::string b = shown(&value);
    check.fail("sheet_differs",
               {fmt::format("准考证号 {} 成绩单的 {}：文件为 {}，应为 {}", ticket, name, a, b),
                fmt::format("ticket {}, {} of the sheet: the file says {}, it is {}", ticket, name, a, b)});
  }
}

}  // namespace

void report_sheet_difference(const std::string& ticket, const std::string& stated,
                             const std::string& computed, Check& check) {
  const auto file = base::parse_json(stated, kLimits);
  const auto right = base::parse_json(computed, kLimits);
  const Json* const lines = file ? member(*file, "lines") : nullptr;
  if (!right || lines == nullptr || !lines->is_array() || lines->size() != right->at("lines").size()) {
    return check.fail(
        "sheet_unreadable",
        {fmt::format("准考证号 {} 的成绩单缺失、无法读取或题数不符", ticket),
         fmt::format("the score sheet of ticket {} is missing, unreadable or of another length", ticket)});
  }
  for (std::size_t i = 0; i < lines->size(); ++i) {
    const Json& line = right->at("lines").at(i);
    if (lines->at(i) != line) report_line(ticket, i, lines->at(i), line, check);
  }
  report_sums(ticket, *file, *right, check);
  if (*file == *right) {
    check.fail("sheet_differs", {fmt::format("准考证号 {} 的成绩单写法不是规范形式", ticket),
                                 fmt::format("the sheet of ticket {} is not in canonical form", ticket)});
  }
}

}  // namespace examhall::evidence
