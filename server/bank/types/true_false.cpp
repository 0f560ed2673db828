// True or false: all or nothing.
#include <algorithm>
#include <array>

#include "bank/types/common.hpp"

namespace examhall::bank {
namespace {

// In half width and upper case.
constexpr std::array<std::string_view, 11> kTrue{"对", "正确", "是", "√",   "✓", "✔",
                                                 "T",  "TRUE", "Y",  "YES", "1"};
constexpr std::array<std::string_view, 13> kFalse{"错", "错误", "否",    "不正确", "×",  "✗", "✘",
                                                  "X",  "F",    "FALSE", "N",      "NO", "0"};

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class TrueFalse final : public ItemType {
 public:
  std::string_view name() const override { return "true_false"; }
  Text title() const override { return {"判断题", "True or false"}; }
  std::vector<std::string_view> labels() const override {
    return {"判断", "判断题", "是非题", "正误判断", "正误判断题", "truefalse", "true/false", "judgement"};
  }

  TypeParts read(Members& members) const override {
    // Asked for by both readings; a bank file writes true or false, a table a word.
    const Json& value = members.any("answer");
    return {Json::object(), {{"answer", value.is_boolean() ? value : read_answer(members, *this, 0)}}};
  }

  void write(const Item& item, Json& members) const override {
    members["answer"] = item.secret.key.at("answer");
  }

  base::Result<Json, Problem> answer_from_cell(std::string_view cell, std::size_t) const override {
    const std::string word = folded_cell(cell);
    if (holds(kTrue, word)) return Json(true);
    if (holds(kFalse, word)) return Json(false);
    return base::Failure{
        Problem{"answer_not_true_false",
                {},
                {"判断题的答案应为“对”或“错”", "the answer must be true or false (对 or 错)"}}};
  }

  std::string answer_to_cell(const Json& answer) const override {
    if (!answer.is_boolean()) return {};
    return answer.get<bool>() ? "对" : "错";
  }

  bool accepts(const ItemView&, const Json& response) const override {
    return response.is_null() || response.is_boolean();
  }

  Score score(const Item& item, Points full, const Json& response, const ScoringRule&) const override {
    if (response.is_null()) return blank_score();
    if (!accepts(item.view, response)) return unreadable_score();
    const Json& key = item.secret.key.at("answer");
    if (response == key) return right_score(full, "all_or_nothing");
    return wrong_score("all_or_nothing", answer_to_cell(response), answer_to_cell(key));
  }
};

}  // namespace

const ItemType& true_false() {
  static const TrueFalse type;
  return type;
}

}  // namespace examhall::bank
