#include "staff/login.hpp"

#include <algorithm>

namespace examhall::staff {
namespace {

constexpr std::size_t kMin = 2;
constexpr std::size_t kMax = 64;

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool belongs(char c) { return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-' || c == '@'; }

}  // namespace

std::string normalised_login(std::string_view typed) {
  if (!base::is_utf8(typed)) return base::to_utf8_lossy(typed);
  std::string out = base::to_half_width(base::trimmed(typed));
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

std::optional<base::Text> wrong_with_login(std::string_view login) {
  if (login.size() >= kMin && login.size() <= kMax && is_letter_or_digit(login.front()) &&
      std::all_of(login.begin(), login.end(), belongs)) {
    return std::nullopt;
  }
  return base::Text{"账号为 2 至 64 个字符，只用字母、数字和 . _ - @，以字母或数字开头",
                    "an account is 2 to 64 letters, digits or . _ - @ and starts with a letter or digit"};
}

}  // namespace examhall::staff
