#include "table/headings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace examhall::table {
namespace {

void drop_prefix(std::string& text, std::string_view prefix) {
  while (text.starts_with(prefix)) text.erase(0, prefix.size());
}

void drop_suffix(std::string& text, std::string_view suffix) {
  while (text.ends_with(suffix)) text.resize(text.size() - suffix.size());
}

std::string without_remark(const std::string& folded) {
  const std::size_t open = folded.rfind('(');
  if (!folded.ends_with(')') || open == std::string::npos || open == 0) return folded;
  return folded_heading(folded.substr(0, open));
}

std::optional<std::size_t> option_letter(std::string_view text) {
  if (text.size() == 1 && text[0] >= 'a' && text[0] <= 'j') return static_cast<std::size_t>(text[0] - 'a');
  return std::nullopt;
}

std::optional<std::size_t> option_index(std::string_view text) {
  if (text == "10") return 9;
  if (text.size() == 1 && text[0] >= '1' && text[0] <= '9') return static_cast<std::size_t>(text[0] - '1');
  return option_letter(text);
}

std::optional<std::size_t> option_of(std::string_view folded) {
  if (auto letter = option_letter(folded)) return letter;
  for (const std::string_view word : {"选项", "答案选项", "备选项", "备选答案", "option", "choice"}) {
    if (folded.starts_with(word)) {
      if (auto index = option_index(folded.substr(word.size()))) return index;
    }
  }
  constexpr std::string_view behind = "选项";
  return folded.ends_with(behind) ? option_letter(folded.substr(0, folded.size() - behind.size()))
                                  : std::nullopt;
}

std::optional<std::string> exact_member(const HeadingSchema& schema, const std::string& folded) {
  for (const HeadingRule& rule : schema.rules) {
    if (std::find(rule.names.begin(), rule.names.end(), folded) != rule.names.end())
      return std::string{rule.member};
  }
  if (std::find(schema.ignored.begin(), schema.ignored.end(), folded) != schema.ignored.end()) return "";
  if (!schema.options) return std::nullopt;
  const auto option = option_of(folded);
  return option ? std::optional{fmt::format("options[{}]", *option)} : std::nullopt;
}

}  // namespace

const HeadingRule* HeadingSchema::rule(std::string_view member) const {
  const auto it =
      std::find_if(rules.begin(), rules.end(), [&](const HeadingRule& r) { return r.member == member; });
  return it == rules.end() ? nullptr : &*it;
}

std::string folded_heading(std::string_view cell) {
  std::string out;
  for (const char c : base::to_half_width(cell)) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  drop_prefix(out, "*");
  for (std::size_t before = 0; before != out.size();) {
    before = out.size();
    drop_suffix(out, "*");
    drop_suffix(out, ":");
  }
  return out;
}

std::optional<std::string> member_of(const HeadingSchema& schema, std::string_view heading) {
  if (heading.size() > 200) return std::nullopt;
  const std::string folded = folded_heading(heading);
  if (auto member = exact_member(schema, folded)) return member;
  return exact_member(schema, without_remark(folded));
}

SheetColumns::SheetColumns(const HeadingSchema& schema, const Row& row) {
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    headings_.emplace_back(base::trimmed(row.cells[i].text));
    members_.push_back(headings_[i].empty() ? std::nullopt : member_of(schema, headings_[i]));
    if (members_[i] && !members_[i]->empty()) index_.try_emplace(*members_[i], i);
  }
}

const Cell* SheetColumns::cell(const Row& row, std::string_view member) const {
  const auto it = index_.find(member);
  return it == index_.end() || it->second >= row.cells.size() ? nullptr : &row.cells[it->second];
}

std::string_view SheetColumns::text(const Row& row, std::string_view member) const {
  const Cell* found = cell(row, member);
  return found == nullptr ? std::string_view{} : base::trimmed(found->text);
}

std::string SheetColumns::label(std::size_t column) const {
  std::string text = column_letters(column);
  if (!has_heading(column)) return text;
  text += ' ' + headings_[column].substr(0, 200);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string SheetColumns::label_of(std::string_view member) const {
  const auto it = index_.find(member);
  return it == index_.end() ? std::string{} : label(it->second);
}

bool SheetColumns::has_heading(std::size_t column) const {
  return column < headings_.size() && !headings_[column].empty();
}

bool SheetColumns::is_read(std::size_t column) const {
  if (column >= members_.size() || !members_[column]) return false;
  const auto it = index_.find(*members_[column]);
  return it != index_.end() && it->second == column;
}

bank::Columns SheetColumns::labels() const {
  bank::Columns labels;
  for (const auto& [member, column] : index_) labels[member] = label(column);
  return labels;
}

bool SheetColumns::take_second_row(const HeadingSchema& schema, const Row& row) {
  const SheetColumns below{schema, row};
  std::size_t options = 0;
  for (std::size_t i = 0; i < below.headings_.size(); ++i) {
    if (below.headings_[i].empty()) continue;
    const bool option = below.members_[i] && below.members_[i]->starts_with("options[");
    const bool free = !has_heading(i) || (members_[i] && *members_[i] == "options");
    if (!option || !free) return false;
    ++options;
  }
  if (options < 2) return false;
  index_.erase("options");
  headings_.resize(std::max(headings_.size(), below.headings_.size()));
  members_.resize(headings_.size());
  for (const auto& [member, column] : below.index_) {
    headings_[column] = below.headings_[column];
    members_[column] = member;
    index_.try_emplace(member, column);
  }
  return true;
}

void SheetColumns::report(const HeadingSchema& schema, const base::Place& row, Complaints& complaints) const {
  for (std::size_t i = 0; i < headings_.size(); ++i) {
    if (headings_[i].empty() || is_read(i) || (members_[i] && members_[i]->empty())) continue;
    base::Place place = row;
    place.column = label(i);
    if (!members_[i]) {
      complaints.warning(
          place, "heading_unknown",
          {"不认识的列标题，这一列没有读取；如果需要，请改用模板中的标题",
           "this heading is not known and the column was not read: use a heading of the template"});
      continue;
    }
    const std::size_t first = index_.at(*members_[i]);
    const HeadingRule* rule = schema.rule(*members_[i]);
    const bool shadowed = rule != nullptr && rule->first_wins && headings_[first] != headings_[i];
    const base::Text text{
        fmt::format("与“{}”列含义相同，{}", label(first), shadowed ? "这一列没有读取" : "请只保留一列"),
        fmt::format("means the same as column \"{}\": {}", label(first),
                    shadowed ? "it was not read" : "keep only one of them")};
    if (shadowed) {
      complaints.warning(place, "heading_shadowed", text);
    } else {
      complaints.error(place, "heading_duplicate", text);
    }
  }
}

bool is_instruction_sheet(std::string_view name) {
  std::string folded = folded_heading(name);
  folded = without_remark(folded);
  constexpr std::array endings{"说明",         "须知",        "示例",     "样例",    "范例",
                               "instructions", "instruction", "examples", "example", "readme"};
  return std::any_of(endings.begin(), endings.end(), [&](const char* e) { return folded.ends_with(e); });
}

}  // namespace examhall::table
