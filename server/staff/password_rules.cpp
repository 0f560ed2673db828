// What is asked of a password that somebody chooses.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "staff/password.hpp"

namespace examhall::staff {
namespace {

/// Twelve characters or more, and among the first that are tried: from what people do to a rule of length.
constexpr auto kWorst = std::to_array<std::string_view>(
    {"123456123456",     "1234567891011",    "123123123123", "112233445566",  "121212121212",
     "123321123321",     "147258369147",     "159357159357", "password1234",  "password12345",
     "password123456",   "passwordpassword", "p@ssw0rd1234", "p@ssword1234",  "administrator",
     "administrator1",   "admin123456",      "admin1234567", "admin12345678", "adminadmin123",
     "adminadminadmin",  "qwertyuiop123",    "qwertyuiop12", "qwerty123456",  "1qaz2wsx3edc",
     "1qaz2wsx3edc4rfv", "qazwsxedcrfv",     "zaq12wsxcde3", "q1w2e3r4t5y6",  "1q2w3e4r5t6y",
     "abcd12345678",     "abc123456789",     "aa1234567890", "qq1234567890",  "woaini1314520",
     "woaini520131",     "woaini123456",     "iloveyou1234", "5201314520131", "letmein12345",
     "welcome12345",     "changeme1234",     "examhall1234"});

std::string lower(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

/// "aaaaaaaaaaaa", "abababababab", "ababab121212": little to guess whatever the length.
bool has_few_characters(std::string_view text) { return std::set<char>(text.begin(), text.end()).size() < 5; }

/// "123456789012", "abcdefghijkl", "987654321098": each character follows from the one before.
bool is_sequence(std::string_view text) {
  int steps[2] = {0, 0};
  for (std::size_t i = 1; i < text.size(); ++i) {
    const int step = text[i] - text[i - 1];
    if (step == 1 || step == -9) ++steps[0];
    if (step == -1 || step == 9) ++steps[1];
  }
  const auto all_but_two = static_cast<int>(text.size()) - 3;
  return steps[0] >= all_but_two || steps[1] >= all_but_two;
}

bool is_common(std::string_view password) {
  const std::string text = lower(password);
  return std::find(kWorst.begin(), kWorst.end(), text) != kWorst.end() || has_few_characters(text) ||
         is_sequence(text);
}

/// Without the account's name nothing of length is left. A name of two letters may stand in any password.
bool names(std::string_view password, std::string_view name) {
  const std::string text = lower(password);
  const std::string word = lower(name);
  if (word.size() < 3) return false;
  const auto at = text.find(word);
  return at != std::string::npos && text.size() - word.size() < 8;
}

}  // namespace

base::Problems wrong_with_password(std::string_view password, std::string_view login, std::string_view name) {
  base::Problems out;
  const auto complain = [&](const char* id, base::Text text) { out.push_back({id, {}, std::move(text)}); };
  if (!base::is_utf8(password) || base::has_unprintable(password) ||
      password.find_first_of("\t\r\n") != std::string_view::npos) {
    complain("password_unreadable",
             {"口令含有无法输入的字符", "the password holds characters that nobody can type"});
    return out;
  }
  if (password.size() > kMaxPasswordBytes) {
    complain("password_too_long", {fmt::format("口令不能超过 {} 个字节", kMaxPasswordBytes),
                                   fmt::format("a password has {} bytes or fewer", kMaxPasswordBytes)});
  }
  if (base::code_points(password) < kMinPasswordCharacters) {
    complain("password_too_short",
             {fmt::format("口令至少 {} 个字符；几个不相干的词连在一起就好记", kMinPasswordCharacters),
              fmt::format(
                  "a password has {} characters or more; some unrelated words in a row are easy to remember",
                  kMinPasswordCharacters)});
    return out;
  }
  if (names(password, login) || names(password, name)) {
    complain("password_names_account",
             {"口令几乎就是账号或姓名，别人最先会试",
              "the password is hardly more than the account's name: the first thing to be tried"});
  }
  if (is_common(password)) {
    complain("password_too_common",
             {"这个口令太常见或太有规律，别人最先会试",
              "this password is too common or too regular: among the first to be tried"});
  }
  return out;
}

}  // namespace examhall::staff
