#pragma once
// JSON values as the text that canonical() gives, without building the value first: most of what the server
// writes is written once. Pure; any thread.
#include <charconv>
#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace examhall::base {

/// With its quotes. Escapes the quote, the backslash and control characters and nothing else; throws what
/// Json::dump() throws if the text is not UTF-8.
void append_json_text(std::string& out, std::string_view text);

template <std::integral T>
void append_json_number(std::string& out, T value) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

/// The members of one object, in any order: text() sorts them, as canonical() does.
class JsonMembers {
 public:
  /// What is appended to the result until the next member is its value. No name twice; names need no escapes and
  /// outlive this.
  std::string& value_of(std::string_view name);
  void append_to(std::string& out);

 private:
  struct Member {
    std::string_view name;
    std::size_t from;
  };
  std::string values_{};
  std::vector<Member> members_{};
};

}  // namespace examhall::base
