#include "bank/types/number_text.hpp"

#include <string>
#include <utility>

#include "base/text.hpp"

namespace examhall::bank {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string plain(std::string_view typed) {
  std::string text = base::to_half_width(typed);
  for (const auto& [from, to] : {std::pair{" ", ""},
                                 {"\t", ""},
                                 {"\n", ""},
                                 {"−", "-"},
                                 {"–", "-"},
                                 {"。", "."},
                                 {"￥", "¥"},
                                 {"﹪", "%"}}) {
    replace_all(text, from, to);
  }
  return text;
}

bool drop_front(std::string_view& text, std::string_view what) {
  if (what.empty() || !text.starts_with(what)) return false;
  text.remove_prefix(what.size());
  return true;
}

bool drop_back(std::string_view& text, std::string_view what) {
  if (what.empty() || !text.ends_with(what)) return false;
  text.remove_suffix(what.size());
  return true;
}

bool digit(char c) { return c >= '0' && c <= '9'; }

// "1,234,567" → "1234567"; nullopt if the groups are not of three.
std::optional<std::string> without_group_commas(std::string_view whole) {
  std::string digits;
  std::size_t group = 0;
  bool separated = false;
  for (const char c : whole) {
    if (c == ',') {
      if (group == 0 || group > 3 || (separated && group != 3)) return std::nullopt;
      separated = true;
      group = 0;
    } else if (digit(c)) {
      digits += c;
      ++group;
    } else {
      return std::nullopt;
    }
  }
  if (separated && group != 3) return std::nullopt;
  return digits;
}

// Moves the point two places to the left.
void divide_by_100(std::string& whole, std::string& fraction) {
  whole.insert(0, whole.size() < 3 ? 3 - whole.size() : 0, '0');
  fraction.insert(0, whole.substr(whole.size() - 2));
  whole.erase(whole.size() - 2);
}

std::optional<TypedNumber> assemble(std::string_view body, bool negative, bool percent) {
  const std::size_t point = body.find('.');
  auto whole = without_group_commas(body.substr(0, point));
  std::string fraction{point == std::string_view::npos ? std::string_view{} : body.substr(point + 1)};
  if (!whole || (whole->empty() && fraction.empty())) return std::nullopt;
  const int decimals = static_cast<int>(fraction.size());
  if (whole->empty()) *whole = "0";
  if (percent) divide_by_100(*whole, fraction);
  while (fraction.size() > 9 && fraction.back() == '0') fraction.pop_back();
  const auto value = base::Decimal::parse(*whole + (fraction.empty() ? "" : "." + fraction));
  if (!value) return std::nullopt;
  return TypedNumber{negative ? -*value : *value, decimals};
}

}  // namespace

std::optional<TypedNumber> read_number(std::string_view typed, std::string_view unit) {
  const std::string text = plain(typed);
  const std::string plain_unit = plain(unit);
  std::string_view body = text;
  const bool unit_dropped = drop_back(body, plain_unit);
  bool percent = !unit_dropped && drop_back(body, "%");
  bool negative = false;
  if (drop_front(body, "(")) {
    if (!drop_back(body, ")")) return std::nullopt;
    negative = true;
    if (!unit_dropped && !percent && !drop_back(body, plain_unit)) percent = drop_back(body, "%");
  }
  const bool currency = drop_front(body, "¥");
  const bool minus = !negative && drop_front(body, "-");
  if (!negative && !minus) drop_front(body, "+");
  if (!currency) drop_front(body, "¥");
  return assemble(body, negative || minus, percent);
}

}  // namespace examhall::bank
