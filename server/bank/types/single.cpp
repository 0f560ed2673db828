// Single choice: one letter, all or nothing.
#include "bank/types/common.hpp"

namespace examhall::bank {
namespace {

class SingleChoice final : public ItemType {
 public:
  std::string_view name() const override { return "single"; }
  Text title() const override { return {"单选题", "Single choice"}; }
  std::vector<std::string_view> labels() const override {
    return {"单选", "单选题", "单项选择", "单项选择题", "single_choice", "singlechoice"};
  }
  bool has_options() const override { return true; }

  TypeParts read(Members& members) const override {
    TypeParts parts{read_options_content(members), {}};
    parts.key = {{"answer", read_answer(members, *this, parts.content["options"].size())}};
    return parts;
  }

  void write(const Item& item, Json& members) const override {
    write_options(item, members);
    members["answer"] = item.secret.key.at("answer");
  }

  base::Result<Json, Problem> answer_from_cell(std::string_view cell, std::size_t options) const override {
    auto letters = letters_from_cell(cell, options);
    if (!letters) return base::Failure{letters.error()};
    if (letters->size() != 1) {
      return base::Failure{Problem{"answer_not_single",
                                   {},
                                   {"单选题只能有一个答案，请改正答案或题型",
                                    "a single choice has one answer; correct the answer or the type"}}};
    }
    return Json(*std::move(letters));
  }

  std::string answer_to_cell(const Json& answer) const override {
    return answer.is_string() ? answer.get<std::string>() : std::string{};
  }

  bool accepts(const ItemView& view, const Json& response) const override {
    return response.is_null() || is_letter(response, option_count(view));
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

const ItemType& single_choice() {
  static const SingleChoice type;
  return type;
}

}  // namespace examhall::bank
