#include "table/bank_cells.hpp"

#include <algorithm>
#include <array>

#include "table/headings.hpp"
#include "table/separators.hpp"

namespace examhall::table {
namespace {

struct Word {
  std::string_view written;  // folded
  std::string_view meaning;
};

template <std::size_t N>
std::string meaning_of(const std::array<Word, N>& words, std::string_view cell) {
  const std::string folded = folded_heading(cell);
  const auto it =
      std::find_if(words.begin(), words.end(), [&](const Word& w) { return w.written == folded; });
  return it == words.end() ? std::string{base::trimmed(cell)} : std::string{it->meaning};
}

constexpr std::array<Word, 27> kDifficulties{
    {{"易", "1"},         {"容易", "1"},     {"简单", "1"},     {"低", "1"},   {"easy", "1"},
     {"较易", "2"},       {"较容易", "2"},   {"比较容易", "2"}, {"偏易", "2"}, {"较简单", "2"},
     {"fairlyeasy", "2"}, {"中", "3"},       {"中等", "3"},     {"一般", "3"}, {"适中", "3"},
     {"普通", "3"},       {"medium", "3"},   {"较难", "4"},     {"偏难", "4"}, {"比较难", "4"},
     {"fairlyhard", "4"}, {"难", "5"},       {"困难", "5"},     {"很难", "5"}, {"高", "5"},
     {"hard", "5"},       {"difficult", "5"}}};

constexpr std::array<Word, 10> kCompares{{{"精确", "exact"},
                                          {"完全相等", "exact"},
                                          {"绝对误差", "absolute"},
                                          {"误差", "absolute"},
                                          {"相对误差", "relative"},
                                          {"百分比误差", "relative"},
                                          {"小数位数", "decimals"},
                                          {"指定小数位", "decimals"},
                                          {"按小数位数", "decimals"},
                                          {"exactly", "exact"}}};

constexpr std::array<Word, 12> kUnderSelections{{{"不得分", "none"},
                                                 {"0", "none"},
                                                 {"无", "none"},
                                                 {"按比例", "share"},
                                                 {"比例", "share"},
                                                 {"按比例得分", "share"},
                                                 {"一半", "half"},
                                                 {"得一半", "half"},
                                                 {"半分", "half"},
                                                 {"按项", "per_option"},
                                                 {"每项", "per_option"},
                                                 {"按选项", "per_option"}}};

template <std::size_t N>
std::string word_for(const std::array<Word, N>& words, std::string_view meaning, base::Language language) {
  const auto it =
      std::find_if(words.begin(), words.end(), [&](const Word& w) { return w.meaning == meaning; });
  return it == words.end() || language == base::Language::en ? std::string{meaning}
                                                             : std::string{it->written};
}

}  // namespace

std::string difficulty_from_cell(std::string_view cell) { return meaning_of(kDifficulties, cell); }
std::string compare_from_cell(std::string_view cell) { return meaning_of(kCompares, cell); }
std::string under_selection_from_cell(std::string_view cell) { return meaning_of(kUnderSelections, cell); }

std::string compare_to_cell(std::string_view compare, base::Language language) {
  return word_for(kCompares, compare, language);
}

std::string under_selection_to_cell(std::string_view rule, base::Language language) {
  return word_for(kUnderSelections, rule, language);
}

std::string points_from_cell(std::string_view cell) {
  const std::string half = base::to_half_width(cell);
  std::string_view text = base::trimmed(half);
  if (text.ends_with("分")) text.remove_suffix(std::string_view{"分"}.size());
  return std::string{base::trimmed(text)};
}

std::string tolerance_from_cell(std::string_view cell) {
  const std::string half = base::to_half_width(cell);
  std::string_view text = base::trimmed(half);
  text.remove_prefix(separator_length(text, {"±", "+/-", "+-"}));
  return std::string{base::trimmed(text)};
}

std::optional<bool> yes_from_cell(std::string_view cell) {
  const std::string folded = folded_heading(cell);
  for (const std::string_view yes : {"是", "对", "yes", "y", "true", "1", "√", "✓", "✔"}) {
    if (folded == yes) return true;
  }
  for (const std::string_view no : {"否", "错", "no", "n", "false", "0", "×", "x"}) {
    if (folded == no) return false;
  }
  return std::nullopt;
}

const bank::ItemType* type_of_sheet(std::string_view name) {
  if (const bank::ItemType* type = bank::find_item_type_by_label(name)) return type;
  const std::string folded = folded_heading(name);
  const bank::ItemType* best = nullptr;
  std::size_t longest = 0;
  bool several = false;
  for (const bank::ItemType* type : bank::item_types()) {
    for (const std::string_view label : type->labels()) {
      // 计算 alone is also in 计算机
      if (!label.ends_with("题") || label.size() < longest || folded.find(label) == std::string::npos)
        continue;
      several = label.size() == longest && best != type && best != nullptr;
      longest = label.size();
      best = type;
    }
  }
  return several ? nullptr : best;
}

}  // namespace examhall::table
