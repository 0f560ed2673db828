// A number to fill in. The response is text as typed and is normalised only when it is graded, so that the
// trace shows what the candidate really wrote.
#include <fmt/format.h>

#include "bank/types/common.hpp"
#include "bank/types/number_text.hpp"

namespace examhall::bank {
namespace {

constexpr std::size_t kMaxResponseBytes = 64;

bool is_blank(const Json& response) {
  return response.is_null() ||
         (response.is_string() && base::trimmed(response.get_ref<const std::string&>()).empty());
}

bool near(base::Decimal value, base::Decimal wanted, base::Decimal tolerance) {
  return (value - wanted).abs() <= tolerance;
}

// |value − wanted| ≤ tolerance × |wanted|, with nothing rounded.
bool relatively_near(base::Decimal value, base::Decimal wanted, base::Decimal tolerance) {
  const auto one = base::Decimal::from_integer(1);
  return base::Decimal::compare_products((value - wanted).abs(), one, tolerance, wanted.abs()) <= 0;
}

bool matches(const TypedNumber& typed, base::Decimal wanted, const Json& key, std::string_view compare) {
  if (compare == "exact") return typed.value == wanted;
  if (compare == "decimals") return typed.value == wanted && typed.decimals == key.at("decimals").get<int>();
  const auto tolerance = base::Decimal::parse(key.at("tolerance").get_ref<const std::string&>()).value();
  return compare == "absolute" ? near(typed.value, wanted, tolerance)
                               : relatively_near(typed.value, wanted, tolerance);
}

Score missing_decimals(std::string rule, int needed, Json detail) {
  return {{},
          std::move(rule),
          {fmt::format("数值正确，但没有按要求写出 {} 位小数，不得分", needed),
           fmt::format("the value is right but not written with {} decimals as asked, no points", needed)},
          std::move(detail)};
}

Score not_a_number(std::string rule, std::string_view typed) {
  return {{},
          std::move(rule),
          {fmt::format("“{}”不是一个数，不得分", typed),
           fmt::format("\"{}\" is not a number, no points", typed)}};
}

class Numeric final : public ItemType {
 public:
  std::string_view name() const override { return "numeric"; }
  Text title() const override { return {"计算填空题", "Numeric fill-in"}; }
  std::vector<std::string_view> labels() const override {
    return {"填空",     "填空题",     "数值填空", "数值填空题", "计算",    "计算题",
            "计算填空", "计算填空题", "数值",     "数值题",     "fill_in", "number"};
  }

  TypeParts read(Members& members) const override {
    TypeParts parts;
    const std::string unit = members.text_or_empty("unit", 24);
    if (!unit.empty()) parts.content["unit"] = unit;
    parts.key["answer"] = read_number_answer(members, unit);
    std::string compare = members.text_or_empty("compare", 16);
    if (compare.empty()) compare = "exact";
    parts.key["compare"] = compare;
    if (compare != "exact" && compare != "absolute" && compare != "relative" && compare != "decimals") {
      members.complain("compare", "unknown_rule",
                       {"比较方式应为 exact、absolute、relative 或 decimals",
                        "one of exact, absolute, relative, decimals is expected"});
      members.any("tolerance"), members.any("decimals");
      return parts;
    }
    read_tolerance(members, parts.key, compare == "absolute" || compare == "relative");
    read_decimals(members, parts.key, compare == "decimals");
    return parts;
  }

  void write(const Item& item, Json& members) const override {
    for (const auto& [name, value] : item.view.content.items()) members[name] = value;
    for (const auto& [name, value] : item.secret.key.items()) members[name] = value;
  }

  base::Result<Json, Problem> answer_from_cell(std::string_view cell, std::size_t) const override {
    return answer_with_unit(cell, {});
  }

  std::string answer_to_cell(const Json& answer) const override {
    return answer.is_string() ? answer.get<std::string>() : std::string{};
  }

  bool accepts(const ItemView&, const Json& response) const override {
    if (response.is_null()) return true;
    if (!response.is_string()) return false;
    const auto& text = response.get_ref<const std::string&>();
    return text.size() <= kMaxResponseBytes && !base::has_unprintable(text);
  }

  Score score(const Item& item, Points full, const Json& response, const ScoringRule&) const override {
    if (is_blank(response)) return blank_score();
    if (!accepts(item.view, response)) return unreadable_score();
    const Json& key = item.secret.key;
    const auto& compare = key.at("compare").get_ref<const std::string&>();
    const auto& said = response.get_ref<const std::string&>();
    std::string rule = "numeric." + compare;
    const auto typed = read_number(said, item.view.content.value("unit", ""));
    if (!typed) return not_a_number(std::move(rule), said);
    const auto& answer = key.at("answer").get_ref<const std::string&>();
    const auto wanted = base::Decimal::parse(answer).value();
    Json detail{{"value", typed->value.to_text()}};
    if (matches(*typed, wanted, key, compare)) return right_score(full, std::move(rule), std::move(detail));
    if (compare == "decimals" && typed->value == wanted) {
      return missing_decimals(std::move(rule), key.at("decimals").get<int>(), std::move(detail));
    }
    return wrong_score(std::move(rule), said, answer, std::move(detail));
  }

 private:
  static base::Result<Json, Problem> answer_with_unit(std::string_view cell, std::string_view unit) {
    const auto number = read_number(cell, unit);
    if (number) return Json(number->value.to_text(std::min(number->decimals, 9)));
    return base::Failure{Problem{
        "answer_not_a_number",
        {},
        {fmt::format("答案“{}”不是一个数（整数部分至多 18 位，小数至多 9 位）", cell),
         fmt::format("the answer \"{}\" is not a number of at most 18 digits and 9 decimals", cell)}}};
  }

  Json read_number_answer(Members& members, std::string_view unit) const {
    const Json& value = members.any("answer");
    if (!value.is_string()) return read_answer(members, *this, 0);
    const std::string_view cell = base::trimmed(value.get_ref<const std::string&>());
    if (cell.empty()) return read_answer(members, *this, 0);
    auto answer = answer_with_unit(cell, unit);
    if (answer) return *std::move(answer);
    members.complain("answer", answer.error().id, answer.error().text);
    return {};
  }

  static void read_tolerance(Members& members, Json& key, bool needed) {
    const std::string text = members.text_or_empty("tolerance", 32);
    if (text.empty() && !needed) return;
    const auto number = read_number(text);
    if (!needed || !number || number->value <= base::Decimal{}) {
      members.complain(
          "tolerance", needed ? "tolerance_not_positive" : "not_used",
          {"允许误差须为大于 0 的数（如 \"0.01\"），且仅与 absolute 或 relative 同用",
           "the tolerance must be a number above 0 (such as \"0.01\"), with absolute or relative only"});
      return;
    }
    key["tolerance"] = number->value.to_text();
  }

  static void read_decimals(Members& members, Json& key, bool needed) {
    if (!members.has("decimals")) {
      members.any("decimals");
      if (needed)
        members.complain("decimals", "missing",
                         {"须给出小数位数，如 2", "give the number of decimals, such as 2"});
      return;
    }
    const std::size_t errors = members.errors();
    const int decimals = members.integer_or("decimals", 0, 9, 0);
    if (members.errors() > errors) return;
    if (!needed) {
      members.complain("decimals", "not_used",
                       {"小数位数仅与 compare 为 decimals 同用",
                        "the number of decimals goes with compare \"decimals\" only"});
      return;
    }
    key["decimals"] = decimals;
    const Json& answer = key["answer"];
    if (!answer.is_string()) return;
    const std::string shortest = base::Decimal::parse(answer.get_ref<const std::string&>()).value().to_text();
    const std::size_t point = shortest.find('.');
    if (point != std::string::npos && shortest.size() - point - 1 > static_cast<std::size_t>(decimals)) {
      members.complain("answer", "answer_too_precise",
                       {fmt::format("答案的小数多于要求的 {} 位", decimals),
                        fmt::format("the answer has more than the {} decimals asked for", decimals)});
    }
  }
};

}  // namespace

const ItemType& numeric() {
  static const Numeric type;
  return type;
}

}  // namespace examhall::bank
