// Amounts as people type them, as cells hold them and as files write them. Input: the unit, a line feed, the
// number.
#include "bank/types/number_text.hpp"
#include "base/text.hpp"
#include "table/cell_number.hpp"
#include "target.hpp"

namespace numbers_target {

using namespace examhall;

void plain(std::string_view text) {
  if (const auto value = base::Decimal::parse(text)) {
    const auto again = base::Decimal::parse(value->to_text());
    fuzz::require(again && *again == *value, "a decimal written again is the same");
    fuzz::require(*value + base::Decimal{} == *value && -(-*value) == *value, "arithmetic is exact");
    const auto two = base::Decimal::from_integer(2);
    fuzz::require(base::Decimal::compare_products(*value, two, two, *value) == 0, "products are exact");
  }
  if (const auto points = base::Points::parse(text)) {
    const auto again = base::Points::parse(points->to_text());
    fuzz::require(again && *again == *points, "points written again are the same");
  }
}

void cells(std::string_view text, std::string_view code) {
  const auto format = table::custom_format(code);
  for (const bool since_1904 : {false, true}) {
    if (const auto cell = table::number_cell(text, format, since_1904))
      fuzz::require(base::is_utf8(cell->text), "a cell can be shown");
  }
}

void run(std::string_view input) {
  std::string_view text = input;
  const std::string_view unit = fuzz::next_part(text, '\n');
  plain(text);
  cells(text, unit);
  if (!base::is_utf8(input)) return;
  if (const auto typed = bank::read_number(text, unit)) {
    const auto again = bank::read_number(typed->value.to_text(), unit == "%" ? unit : "");
    fuzz::require(again && again->value == typed->value, "a normalised number stays what it is");
  }
}

std::vector<std::string> seeds() {
  return {"元\n￥１，２３４．５０元",
          "%\n13.5%",
          "\n（1,234.50）",
          "\n-0.5",
          "\n999999999999999999.999999999",
          "0.00%\n0.13",
          "yyyy-mm-dd\n45066",
          "000000\n17",
          "[$-804]h:mm:ss\n0.5",
          "#,##0.00_);[Red](#,##0.00)\n1.5E+3"};
}

const fuzz::Registration registration{{"numbers", run, seeds}};

}  // namespace numbers_target
