// Multiple choice: a wrong option earns nothing; too few right ones earn by the item's or the section's rule.
#include <fmt/format.h>

#include <algorithm>

#include "bank/types/common.hpp"

namespace examhall::bank {
namespace {

struct Chosen {
  std::string letters;  // sorted
  std::int64_t right = 0;
  std::int64_t wrong = 0;
};

Chosen chosen_of(const Json& response, std::string_view key) {
  Chosen c;
  for (const Json& letter : response) c.letters += letter.get_ref<const std::string&>();
  std::sort(c.letters.begin(), c.letters.end());
  for (const char letter : c.letters) ++(key.find(letter) == std::string_view::npos ? c.wrong : c.right);
  return c;
}

struct Rule {
  UnderSelection under = UnderSelection::share;
  Points per_option;
};

Rule rule_of(const Json& key, const ScoringRule& section) {
  Rule rule;
  rule.under = section.under_selection.value_or(*under_selection_from(key.value("under_selection", "share")));
  rule.per_option = section.per_option.value_or(*Points::parse(key.value("per_option", "0")));
  return rule;
}

Points partial(Points full, const Rule& rule, std::int64_t right, std::int64_t needed) {
  switch (rule.under) {
    case UnderSelection::none:
      return {};
    case UnderSelection::share:
      return full.share(right, needed);
    case UnderSelection::half:
      return full.share(1, 2);
    case UnderSelection::per_option:
      break;
  }
  return std::min(full, Points{rule.per_option.hundredths * right});
}

Score partial_score(Points earned, std::string rule, const Chosen& chosen, std::size_t needed, Json detail) {
  return {earned,
          std::move(rule),
          {fmt::format("选对 {} 项（共 {} 项），无错选，按少选规则得 {} 分", chosen.right, needed,
                       earned.to_text()),
           fmt::format("{} of {} right options, none wrong: {} points by the rule for too few", chosen.right,
                       needed, earned.to_text())},
          std::move(detail)};
}

class MultipleChoice final : public ItemType {
 public:
  std::string_view name() const override { return "multiple"; }
  Text title() const override { return {"多选题", "Multiple choice"}; }
  std::vector<std::string_view> labels() const override {
    return {"多选",       "多选题",       "多项选择",        "多项选择题",    "不定项",
            "不定项选择", "不定项选择题", "multiple_choice", "multiplechoice"};
  }
  bool has_options() const override { return true; }

  TypeParts read(Members& members) const override {
    TypeParts parts{read_options_content(members), {}};
    parts.key = {{"answer", read_answer(members, *this, parts.content["options"].size())}};
    read_rule(members, parts.key);
    return parts;
  }

  void write(const Item& item, Json& members) const override {
    write_options(item, members);
    for (const auto& [name, value] : item.secret.key.items()) members[name] = value;
  }

  base::Result<Json, Problem> answer_from_cell(std::string_view cell, std::size_t options) const override {
    auto letters = letters_from_cell(cell, options);
    if (!letters) return base::Failure{letters.error()};
    return Json(*std::move(letters));
  }

  std::string answer_to_cell(const Json& answer) const override {
    if (answer.is_string()) return answer.get<std::string>();
    std::string letters;
    for (const Json& letter : answer)
      letters += letter.is_string() ? letter.get<std::string>() : std::string{};
    std::sort(letters.begin(), letters.end());
    return letters;
  }

  bool accepts(const ItemView& view, const Json& response) const override {
    if (response.is_null()) return true;
    const std::size_t options = option_count(view);
    if (!response.is_array() || response.size() > options) return false;
    unsigned seen = 0;
    for (const Json& letter : response) {
      if (!is_letter(letter, options)) return false;
      const unsigned bit = 1U << static_cast<unsigned>(letter.get_ref<const std::string&>()[0] - 'A');
      if ((seen & bit) != 0) return false;
      seen |= bit;
    }
    return true;
  }

  Score score(const Item& item, Points full, const Json& response,
              const ScoringRule& section) const override {
    if (response.is_null() || (response.is_array() && response.empty())) return blank_score();
    if (!accepts(item.view, response)) return unreadable_score();
    const auto& key = item.secret.key.at("answer").get_ref<const std::string&>();
    const Chosen chosen = chosen_of(response, key);
    const Rule rule = rule_of(item.secret.key, section);
    std::string id = fmt::format("multiple.{}", name_of(rule.under));
    Json detail{{"right", chosen.right}, {"wrong", chosen.wrong}, {"needed", key.size()}};
    if (chosen.wrong > 0) return wrong_score(std::move(id), chosen.letters, key, std::move(detail));
    const auto needed = static_cast<std::int64_t>(key.size());
    if (chosen.right == needed) return right_score(full, std::move(id), std::move(detail));
    return partial_score(partial(full, rule, chosen.right, needed), std::move(id), chosen, key.size(),
                         std::move(detail));
  }

 private:
  static void read_rule(Members& members, Json& key) {
    const std::string name = members.text_or_empty("under_selection", 16);
    const auto rule = name.empty() ? UnderSelection::share : under_selection_from(name);
    if (!rule) {
      members.complain("under_selection", "unknown_rule",
                       {"少选规则应为 none、share、half 或 per_option",
                        "one of none, share, half, per_option is expected"});
      return;
    }
    if (!name.empty()) key["under_selection"] = name;
    read_per_option(members, key, *rule == UnderSelection::per_option);
  }

  static void read_per_option(Members& members, Json& key, bool needed) {
    const std::string amount = members.text_or_empty("per_option", 16);
    if (amount.empty() && !needed) return;
    const auto points = Points::parse(amount);
    if (!needed || !points || points->hundredths == 0) {
      members.complain(
          "per_option", needed ? "points_not_positive" : "not_used",
          {"每项得分须大于 0（如 \"0.5\"），且仅与 per_option 规则同用",
           "points for each option must be above 0 (such as \"0.5\") and go with per_option only"});
      return;
    }
    key["per_option"] = points->to_text();
  }
};

}  // namespace

const ItemType& multiple_choice() {
  static const MultipleChoice type;
  return type;
}

}  // namespace examhall::bank
