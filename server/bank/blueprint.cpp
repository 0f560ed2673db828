#include "bank/blueprint.hpp"

#include <fmt/format.h>

#include "bank/scoring_rule_json.hpp"
#include "base/file.hpp"

namespace examhall::bank {
namespace {

constexpr std::size_t kMaxBytes = 256 * 1024;
constexpr std::size_t kMaxSections = 50;
constexpr std::int64_t kMaxCount = 500;

using base::Fields;

Points positive_points(Fields& fields, const char* name) {
  const std::string text = fields.text(name, 16);
  const auto points = Points::parse(text);
  if (points && points->hundredths > 0) return *points;
  if (!text.empty()) {
    fields.complain(name, "points_not_positive",
                    {fmt::format("“{}”应为大于 0、至多两位小数的数", text),
                     fmt::format("\"{}\" must be above 0 with at most two decimals", text)});
  }
  return {};
}

void read_topics(Fields& fields, BlueprintSection& section, Problems& problems) {
  if (!fields.has("topics")) return;
  const Json& topics = fields.object("topics");
  if (!topics.is_object()) return;
  Fields counts{topics, fields.at("topics"), problems};
  std::size_t sum = 0;
  for (const auto& [topic, count] : topics.items()) {
    const auto n = static_cast<std::size_t>(counts.integer(topic.c_str(), 0, kMaxCount));
    if (n > 0) section.topics[topic] = n;
    sum += n;
  }
  if (sum > section.count) {
    fields.complain("topics", "topics_exceed_count",
                    {fmt::format("各知识点最少题数合计 {}，多于本部分的 {} 道", sum, section.count),
                     fmt::format("the topics ask for {} items, the section has {}", sum, section.count)});
  }
}

void read_difficulty(Fields& fields, BlueprintSection& section, Problems& problems) {
  if (!fields.has("difficulty")) return;
  const Json& range = fields.object("difficulty");
  if (!range.is_object()) return;
  Fields bounds{range, fields.at("difficulty"), problems};
  section.min_difficulty = static_cast<int>(bounds.integer_or("min", 1, 5, 1));
  section.max_difficulty = static_cast<int>(bounds.integer_or("max", 1, 5, 5));
  if (section.min_difficulty > section.max_difficulty) {
    bounds.complain("min", "not_in_range", {"最低难度高于最高难度", "min is above max"});
  }
  bounds.finish();
}

BlueprintSection read_section(const Json& json, const Place& place, Problems& problems) {
  Fields fields{json, place, problems};
  BlueprintSection s;
  s.title = fields.text("title", kMaxTitleBytes);
  const std::string type = fields.text("type", 40);
  if (const ItemType* t = find_item_type_by_label(type)) {
    s.type = t->name();
  } else if (!type.empty()) {
    fields.complain("type", "unknown_type",
                    {fmt::format("不认识的题型“{}”", type), fmt::format("unknown type \"{}\"", type)});
  }
  s.count = static_cast<std::size_t>(fields.integer("count", 1, kMaxCount));
  s.points = positive_points(fields, "points");
  read_topics(fields, s, problems);
  read_difficulty(fields, s, problems);
  s.rule = scoring_rule_from(fields);
  fields.finish();
  return s;
}

void check_pass(Fields& fields, const Blueprint& b) {
  if (b.pass <= b.total() || b.sections.empty()) return;
  fields.complain(
      "pass", "pass_above_total",
      {fmt::format("及格分 {} 高于总分 {}", b.pass.to_text(), b.total().to_text()),
       fmt::format("the pass mark {} is above the total of {}", b.pass.to_text(), b.total().to_text())});
}

}  // namespace

Points Blueprint::total() const {
  Points sum;
  for (const BlueprintSection& s : sections)
    sum.hundredths += s.points.hundredths * static_cast<std::int64_t>(s.count);
  return sum;
}

base::Result<Blueprint, Problems> parse_blueprint(std::string_view text, const std::string& file) {
  auto json = base::parse_json(text, {.max_bytes = kMaxBytes, .max_depth = 8});
  if (!json) {
    Problem p = json.error();
    p.place.file = file;
    return base::Failure{Problems{std::move(p)}};
  }
  Problems problems;
  Fields fields{*json, {.file = file}, problems};
  if (const std::string format = fields.text("format", 40);
      format != "examhall-blueprint/1" && !format.empty()) {
    fields.complain("format", "unknown_format",
                    {"应为 \"examhall-blueprint/1\"", "\"examhall-blueprint/1\" is expected"});
  }
  Blueprint b{fields.text("title", kMaxTitleBytes), fields.text_or("certificate", kMaxTitleBytes, ""),
              fields.text_or("level", 100, ""), positive_points(fields, "pass")};
  const Json& sections = fields.array("sections", kMaxSections);
  for (std::size_t i = 0; i < sections.size(); ++i) {
    b.sections.push_back(
        read_section(sections[i], {.file = file, .column = fmt::format("sections[{}]", i)}, problems));
  }
  if (sections.is_array() && sections.empty()) {
    fields.complain("sections", "missing", {"至少要有一个部分", "there must be a section"});
  }
  check_pass(fields, b);
  fields.finish();
  if (base::has_errors(problems)) return base::Failure{std::move(problems)};
  return b;
}

base::Result<Blueprint, Problems> read_blueprint(const std::filesystem::path& path) {
  auto text = base::read_file(path, kMaxBytes);
  if (!text) return base::Failure{Problems{text.error()}};
  return parse_blueprint(*text, path.filename().string());
}

}  // namespace examhall::bank
