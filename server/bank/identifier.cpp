#include "bank/identifier.hpp"

#include <algorithm>

namespace examhall::bank {

bool is_identifier(std::string_view id) {
  return !id.empty() && id.size() <= 40 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  });
}

const base::Text& identifier_form() {
  static const base::Text form{"编号只能用字母、数字、点、下划线和连字符，最多 40 个字符",
                               "an id has up to 40 letters, digits, dots, underscores and hyphens"};
  return form;
}

}  // namespace examhall::bank
