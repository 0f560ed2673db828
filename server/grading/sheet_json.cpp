#include <fmt/format.h>

#include "grading/sheet.hpp"

namespace examhall::grading {
namespace {

using base::Fields;
using base::Place;

constexpr std::size_t kMaxLines = 60'000;
constexpr std::size_t kMaxTextBytes = 16 * 1024;

Json line_to_json(const SheetLine& l) {
  return {{"id", l.item_id},
          {"hash", base::to_hex(l.item_hash)},
          {"section", l.section},
          {"earned", l.earned.to_text()},
          {"full", l.full.to_text()},
          {"rule", l.rule},
          {"why", {{"zh", l.why.zh}, {"en", l.why.en}}},
          {"response", l.response},
          {"correct", l.correct},
          {"detail", l.detail}};
}

Points points(Fields& fields, const char* name) {
  const auto value = Points::parse(fields.text(name, 16));
  if (!value) fields.complain(name, "bad_points", {"应为分值", "points are expected"});
  return value.value_or(Points{});
}

Digest digest(Fields& fields, const char* name) {
  const auto value = base::digest_from_hex(fields.text(name, 64));
  if (!value)
    fields.complain(name, "bad_hash",
                    {"应为 64 位十六进制的哈希值", "a hash of 64 hexadecimal digits is expected"});
  return value.value_or(Digest{});
}

Text why(const Json& json, const Place& place, Problems& problems) {
  Fields fields{json, place, problems};
  Text text{fields.text("zh", kMaxTextBytes), fields.text("en", kMaxTextBytes)};
  fields.finish();
  return text;
}

SheetLine line_from_json(const Json& json, const Place& place, Problems& problems) {
  Fields fields{json, place, problems};
  SheetLine l;
  l.item_id = fields.text("id", 200);
  l.item_hash = digest(fields, "hash");
  l.section = static_cast<std::size_t>(fields.integer("section", 0, static_cast<std::int64_t>(kMaxLines)));
  l.earned = points(fields, "earned");
  l.full = points(fields, "full");
  l.rule = fields.text("rule", 100);
  l.why = why(fields.object("why"), fields.at("why"), problems);
  l.response = fields.any("response");
  l.correct = fields.any("correct");
  l.detail = fields.object("detail");
  fields.finish();
  return l;
}

SectionSum section_from_json(const Json& json, const Place& place, Problems& problems) {
  Fields fields{json, place, problems};
  SectionSum s{fields.text("title", 1000), points(fields, "earned"), points(fields, "full")};
  fields.finish();
  return s;
}

// What the sums must be, taken anew from the lines.
bool adds_up(const ScoreSheet& sheet) {
  ScoreSheet sums{.pass = sheet.pass};
  for (const SectionSum& s : sheet.sections) sums.sections.push_back({s.title, {}, {}});
  for (const SheetLine& l : sheet.lines) {
    if (l.section >= sums.sections.size() || l.earned > l.full) return false;
    sums.sections[l.section].earned += l.earned;
    sums.sections[l.section].full += l.full;
    sums.total += l.earned;
    sums.full += l.full;
  }
  return sums.sections == sheet.sections && sums.total == sheet.total && sums.full == sheet.full &&
         sheet.passed == (sheet.total >= sheet.pass);
}

}  // namespace

Json to_json(const ScoreSheet& sheet) {
  Json lines = Json::array();
  for (const SheetLine& l : sheet.lines) lines.push_back(line_to_json(l));
  Json sections = Json::array();
  for (const SectionSum& s : sheet.sections) {
    sections.push_back({{"title", s.title}, {"earned", s.earned.to_text()}, {"full", s.full.to_text()}});
  }
  return {{"paper", base::to_hex(sheet.paper)},
          {"lines", std::move(lines)},
          {"sections", std::move(sections)},
          {"total", sheet.total.to_text()},
          {"full", sheet.full.to_text()},
          {"pass", sheet.pass.to_text()},
          {"passed", sheet.passed}};
}

base::Result<ScoreSheet, Problems> sheet_from_json(const Json& json) {
  Problems problems;
  Fields fields{json, {}, problems};
  ScoreSheet sheet;
  sheet.paper = digest(fields, "paper");
  const Json& lines = fields.array("lines", kMaxLines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    sheet.lines.push_back(line_from_json(lines[i], {.column = fmt::format("lines[{}]", i)}, problems));
  }
  const Json& sections = fields.array("sections", kMaxLines);
  for (std::size_t i = 0; i < sections.size(); ++i) {
    sheet.sections.push_back(
        section_from_json(sections[i], {.column = fmt::format("sections[{}]", i)}, problems));
  }
  sheet.total = points(fields, "total");
  sheet.full = points(fields, "full");
  sheet.pass = points(fields, "pass");
  sheet.passed = fields.boolean("passed");
  fields.finish();
  if (problems.empty() && !adds_up(sheet)) {
    fields.complain("total", "sums_differ",
                    {"小题得分与合计不符，成绩单已损坏或被改动",
                     "the sums do not follow from the lines: damaged or altered"});
  }
  if (!problems.empty()) return base::Failure{std::move(problems)};
  return sheet;
}

}  // namespace examhall::grading
