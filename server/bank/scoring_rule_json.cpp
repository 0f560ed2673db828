#include "bank/scoring_rule_json.hpp"

namespace examhall::bank {

ScoringRule scoring_rule_from(base::Fields& fields) {
  ScoringRule rule;
  const std::string name = fields.text_or("under_selection", 16, "");
  const std::string amount = fields.text_or("per_option", 16, "");
  rule.under_selection = under_selection_from(name);
  if (!name.empty() && !rule.under_selection) {
    fields.complain(
        "under_selection", "unknown_rule",
        {"少选规则应为 none、share、half 或 per_option", "one of none, share, half, per_option is expected"});
  }
  const bool needed = rule.under_selection == UnderSelection::per_option;
  if (amount.empty() && !needed) return rule;
  const auto points = Points::parse(amount);
  if (!needed || !points || points->hundredths == 0) {
    fields.complain("per_option", needed ? "points_not_positive" : "not_used",
                    {"每项得分须大于 0（如 \"0.5\"），且仅与 per_option 规则同用",
                     "points for each option must be above 0 (such as \"0.5\") and go with per_option only"});
    return rule;
  }
  rule.per_option = points;
  return rule;
}

void write_scoring_rule(const ScoringRule& rule, Json& members) {
  if (rule.under_selection) members["under_selection"] = name_of(*rule.under_selection);
  if (rule.per_option) members["per_option"] = rule.per_option->to_text();
}

}  // namespace examhall::bank
