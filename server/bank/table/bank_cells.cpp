#include "table/bank_cells.hpp"

#include <algorithm>
#include <array>

#include "table/headings.hpp"

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

std::size_t separator_length(std::string_view text, std::initializer_list<std::string_view> separators) {
  for (const std::string_view s : separators) {
    if (text.starts_with(s)) return s.size();
  }
  return 0;
}

std::vector<std::string> split(std::string_view text, std::initializer_list<std::string_view> separators) {
  std::vector<std::string> parts(1);
  while (!text.empty()) {
    const std::size_t length = separator_length(text, separators);
    if (length > 0) {
      parts.emplace_back();
    } else {
      parts.back() += text.front();
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  std::vector<std::string> kept;
  for (const std::string& part : parts) {
    if (const auto trimmed = base::trimmed(part); !trimmed.empty()) kept.emplace_back(trimmed);
  }
  return kept;
}

// The letter of "A." "Ａ、" "(B)" "c)" at the front, and how long the mark is.
struct Mark {
  char letter = 0;
  std::size_t length = 0;
};

Mark mark_of(std::string_view text) {
  std::size_t at = separator_length(text, {"(", "（"});
  const bool bracket = at > 0;
  if (at >= text.size()) return {};
  char letter = text[at];
  std::size_t length = 1;
  if (text.substr(at).size() >= 3) {
    const std::string half = base::to_half_width(text.substr(at, 3));
    if (half.size() == 1) letter = half[0], length = 3;
  }
  if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  if (letter < 'A' || letter > 'J') return {};
  at += length;
  const std::size_t behind = bracket
                                 ? separator_length(text.substr(at), {")", "）"})
                                 : separator_length(text.substr(at), {".", "．", "、", ")", "）", ":", "："});
  return behind == 0 ? Mark{} : Mark{letter, at + behind};
}

// "A.甲 B.乙 C.丙": cut before each next letter's mark that follows white space.
std::vector<std::string> split_run(std::string_view text) {
  std::vector<std::string> parts;
  std::size_t start = 0;
  for (std::size_t i = 1; i < text.size() && mark_of(text).letter == 'A'; ++i) {
    const bool white = text[i - 1] == ' ' || text[i - 1] == '\t' || text[i - 1] == ';' ||
                       text.substr(0, i).ends_with("\u3000") || text.substr(0, i).ends_with("；");
    if (!white || mark_of(text.substr(i)).letter != static_cast<char>('B' + static_cast<char>(parts.size())))
      continue;
    std::string_view part = base::trimmed(text.substr(start, i - start));
    for (const std::string_view end : {";", "；"}) {
      if (part.ends_with(end)) part.remove_suffix(end.size());
    }
    parts.emplace_back(part);
    start = i;
  }
  parts.emplace_back(base::trimmed(text.substr(start)));
  return parts;
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

std::vector<std::string> names_from_cell(std::string_view cell) {
  return split(cell, {"、", "，", ",", "；", ";", "｜", "|", "\n"});
}

bool options_are_marked(const std::vector<std::string>& texts) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (mark_of(texts[i]).letter != static_cast<char>('A' + static_cast<char>(i))) return false;
  }
  return !texts.empty();
}

Options options_from_cell(std::string_view cell) {
  Options options{split(cell, {"\n", "|", "｜"})};
  if (options.texts.size() == 1) options.texts = split_run(options.texts.front());
  options.marked = options_are_marked(options.texts);
  options.shuffled =
      !options.marked && std::all_of(options.texts.begin(), options.texts.end(),
                                     [](const std::string& t) { return mark_of(t).letter != 0; });
  if (!options.marked) return options;
  for (std::string& text : options.texts)
    text = base::trimmed(std::string_view{text}.substr(mark_of(text).length));
  return options;
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
