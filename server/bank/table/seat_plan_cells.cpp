#include "table/seat_plan_cells.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "base/text.hpp"
#include "table/headings.hpp"

namespace examhall::table {
namespace {

using Words = std::initializer_list<std::string_view>;

bool is_any(std::string_view text, Words words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// Without the first of these that it begins with.
std::string_view without_any_prefix(std::string_view text, Words prefixes) {
  for (const std::string_view prefix : prefixes) {
    if (text.starts_with(prefix)) return text.substr(prefix.size());
  }
  return text;
}

std::string_view without_any_suffix(std::string_view text, Words suffixes) {
  for (const std::string_view suffix : suffixes) {
    if (text.ends_with(suffix)) return text.substr(0, text.size() - suffix.size());
  }
  return text;
}

bool is_count(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789";
  if (text.find_first_not_of(kDigits) == std::string_view::npos) return !text.empty() && text.size() <= 2;
  for (; !text.empty(); text.remove_prefix(3)) {
    if (!is_any(text.substr(0, 3), {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}))
      return false;
  }
  return true;
}

}  // namespace

bool is_front(std::string_view cell) {
  const std::string text = folded_heading(cell);
  return is_any(text, {"讲台", "讲桌", "黑板", "白板", "屏幕", "前方", "前", "podium", "front", "blackboard",
                       "screen"});
}

bool is_way_mark(std::string_view cell) {
  const std::string text = folded_heading(cell);
  if (is_any(text, {"过道", "走道", "通道", "门", "前门", "后门", "窗", "窗户", "aisle", "door", "window"}))
    return true;
  const std::string_view zh = without_any_suffix(text, {"排", "列", "行", "组"});
  if (zh.size() < text.size()) return is_count(without_any_prefix(zh, {"第"}));
  const std::string_view en = without_any_prefix(text, {"row", "column", "col"});
  return en.size() < text.size() && is_count(en);
}

bool is_empty_mark(std::string_view cell) {
  return is_any(folded_heading(cell),
                {"空", "空位", "空座", "无", "-", "--", "—", "——", "×", "x", "/", "empty"});
}

bool is_title(std::string_view cell) {
  const std::string text = folded_heading(cell);
  for (const std::string_view word :
       {"座位表", "座次表", "座位图", "座次图", "座位安排", "座位编排", "seatingplan", "seatplan"}) {
    if (text.find(word) != std::string::npos) return true;
  }
  return without_any_prefix(text,
                            {"注:", "备注:", "说明:", "制表", "日期:", "时间:", "note:", "date:", "time:"})
             .size() < text.size();
}

std::optional<Label> label_of(std::string_view cell) {
  constexpr std::string_view kColon = ":", kWideColon = "：";
  const std::size_t narrow = cell.find(kColon), wide = cell.find(kWideColon);
  const std::size_t colon = std::min(narrow, wide);
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string name = folded_heading(cell.substr(0, colon));
  const std::string value{base::trimmed(cell.substr(colon + (narrow < wide ? kColon : kWideColon).size()))};
  if (is_any(name, {"考场", "考场号", "考场名称", "考室", "机房", "教室", "room"}))
    return Label{"room", value};
  if (is_any(name, {"考点", "考点名称", "考核站点", "站点", "site"})) return Label{"site", value};
  return std::nullopt;
}

}  // namespace examhall::table
