#pragma once
// A password or code on its way through memory: one copy, wiped when it goes. One object belongs to one
// thread at a time.
#include <memory>
#include <string>
#include <string_view>

#include "base/locked_key.hpp"

namespace examhall::staff {

class SecretText {
 public:
  SecretText() = default;
  explicit SecretText(std::string_view text) : text_{new std::string{text}} {}
  /// Takes it over and wipes the source.
  static SecretText taken(std::string& text) {
    SecretText out{std::string_view{text}};
    base::wipe(text);
    return out;
  }
  std::string_view view() const { return text_ ? std::string_view{*text_} : std::string_view{}; }

 private:
  struct Wipe {
    void operator()(std::string* text) const {
      base::wipe(*text);
      delete text;
    }
  };
  // On the heap: a moved short string would leave its characters behind.
  std::unique_ptr<std::string, Wipe> text_;
};

}  // namespace examhall::staff
