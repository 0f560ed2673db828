// Cells that hold several things: lists of names, and all options of an item.
#include <algorithm>

#include "table/bank_cells.hpp"
#include "table/separators.hpp"

namespace examhall::table {
namespace {

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

}  // namespace examhall::table
