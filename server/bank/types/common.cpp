#include "bank/types/common.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "bank/markdown.hpp"

namespace examhall::bank {
namespace {

constexpr std::size_t kMaxOptionBytes = 2 * 1024;

std::string option_name(std::size_t i) { return fmt::format("options[{}]", i); }

// One option: its text, or "" after a complaint.
std::string read_option(Members& members, const Json& value, std::size_t i) {
  const std::string name = option_name(i);
  const std::string text =
      value.is_string() ? std::string{base::trimmed(value.get_ref<const std::string&>())} : "";
  if (text.empty()) {
    members.complain(name, "option_empty",
                     {"选项为空，请填写或删去", "this option is empty; fill it in or remove it"});
    return {};
  }
  if (text.size() > kMaxOptionBytes) {
    members.complain(name, "too_long",
                     {fmt::format("选项超过 {} 字节，请缩短", kMaxOptionBytes),
                      fmt::format("the option is longer than {} bytes; shorten it", kMaxOptionBytes)});
    return {};
  }
  if (base::has_unprintable(text)) {
    members.complain(name, "unprintable",
                     {"选项含有不可见的控制字符，请重新录入",
                      "the option holds control characters that cannot be seen; type it anew"});
    return {};
  }
  report_markdown(text, name, members);
  return text;
}

Json read_options(Members& members) {
  const Json& value = members.any("options");
  const std::size_t count = value.is_array() ? value.size() : 0;
  if (count < 2 || count > kMaxOptions) {
    members.complain("options", "options_count",
                     {fmt::format("选择题应有 2 到 {} 个选项，现有 {} 个", kMaxOptions, count),
                      fmt::format("a choice needs 2 to {} options; there are {}", kMaxOptions, count)});
    if (count < 2) return Json::array();
  }
  Json options = Json::array();
  std::set<std::string> seen;
  for (std::size_t i = 0; i < std::min(count, kMaxOptions); ++i) {
    std::string text = read_option(members, value[i], i);
    if (!text.empty() && !seen.insert(text).second) {
      members.complain(
          option_name(i), "option_repeated",
          {fmt::format("选项“{}”重复，请改正", text), fmt::format("the option \"{}\" stands twice", text)});
    }
    options.push_back(std::move(text));
  }
  return options;
}

// 、 ； and the like are dropped; ，；． have become ASCII already.
std::string without_separators(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text.substr(i).starts_with("、")) {
      i += std::string_view{"、"}.size();
      continue;
    }
    if (std::string_view{" ,;/|.\t\n"}.find(text[i]) == std::string_view::npos) out += text[i];
    ++i;
  }
  return out;
}

Problem problem(std::string id, Text text) { return {std::move(id), {}, std::move(text)}; }

}  // namespace

std::string folded_cell(std::string_view cell) {
  const std::string half = base::to_half_width(cell);
  std::string out{base::trimmed(half)};
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return out;
}

Json read_answer(Members& members, const ItemType& type, std::size_t options) {
  const Json& value = members.any("answer");
  if (value.is_null() || (value.is_string() && base::trimmed(value.get_ref<const std::string&>()).empty())) {
    members.complain("answer", "missing", {"缺少答案，请补上", "the answer is missing; fill it in"});
    return {};
  }
  if (!value.is_string()) {
    members.complain("answer", "not_text",
                     {"答案应写成文本（放在引号中）", "the answer must be a text (in quotes)"});
    return {};
  }
  auto answer = type.answer_from_cell(value.get_ref<const std::string&>(), options);
  if (answer) return *std::move(answer);
  members.complain("answer", answer.error().id, answer.error().text);
  return {};
}

Json read_options_content(Members& members) {
  Json content{{"options", read_options(members)}};
  if (members.boolean_or("keep_order", false)) content["keep_order"] = true;
  return content;
}

void write_options(const Item& item, Json& members) {
  members["options"] = item.view.content.at("options");
  if (item.view.content.contains("keep_order")) members["keep_order"] = true;
}

std::size_t option_count(const ItemView& view) {
  const auto options = view.content.find("options");
  return options == view.content.end() ? 0 : options->size();
}

base::Result<std::string, Problem> letters_from_cell(std::string_view cell, std::size_t options) {
  std::string letters = without_separators(folded_cell(cell));
  if (letters.empty()) {
    return base::Failure{
        problem("answer_empty", {"答案为空，请填写选项字母", "the answer is empty; write its letters"})};
  }
  const bool all = std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!all) {
    return base::Failure{
        problem("answer_not_letters",
                {fmt::format("答案“{}”应为选项字母，如 B 或 ABD", cell),
                 fmt::format("the answer \"{}\" must be letters of options, such as B or ABD", cell)})};
  }
  std::sort(letters.begin(), letters.end());
  if (std::adjacent_find(letters.begin(), letters.end()) != letters.end()) {
    return base::Failure{
        problem("answer_repeated", {fmt::format("答案“{}”中有重复的字母", cell),
                                    fmt::format("a letter stands twice in the answer \"{}\"", cell)})};
  }
  if (options > 0 && static_cast<std::size_t>(letters.back() - 'A') >= options) {
    return base::Failure{
        problem("answer_outside_options",
                {fmt::format("答案“{}”超出选项范围，只有 {} 个选项", letters, options),
                 fmt::format("the answer \"{}\" names an option that is not there; there are {}", letters,
                             options)})};
  }
  return letters;
}

bool is_letter(const Json& value, std::size_t options) {
  if (!value.is_string()) return false;
  const auto& text = value.get_ref<const std::string&>();
  return text.size() == 1 && text[0] >= 'A' && static_cast<std::size_t>(text[0] - 'A') < options;
}

Score blank_score() { return {{}, "blank", {"未作答，不得分", "no answer, no points"}}; }

Score unreadable_score() {
  return {{},
          "unreadable",
          {"作答内容不符合本题格式，不得分", "the response does not have the form of this item, no points"}};
}

Score right_score(Points full, std::string rule, Json detail) {
  const std::string points = full.to_text();
  return {full,
          std::move(rule),
          {fmt::format("回答正确，得 {} 分", points), fmt::format("right, {} points", points)},
          std::move(detail)};
}

Score wrong_score(std::string rule, std::string_view said, std::string_view key, Json detail) {
  return {{},
          std::move(rule),
          {fmt::format("作答“{}”，正确答案“{}”，不得分", said, key),
           fmt::format("answered \"{}\", right is \"{}\", no points", said, key)},
          std::move(detail)};
}

}  // namespace examhall::bank
