#pragma once
// Items by the bytes in which they came. Every candidate of a batch gets the same bytes, so a program with
// many sittings parses and holds each item once. With one sitting it is a small map. One thread.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/json.hpp"

namespace examhall::client {

class ItemBodies {
 public:
  struct Known {
    std::uint32_t item = 0;
    std::shared_ptr<const base::Json> body;
  };

  /// Null if this frame was not seen before.
  const Known* find(std::string_view frame) const;
  const Known& add(std::string_view frame, std::uint32_t item, base::Json body);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  std::unordered_map<std::string, Known, Hash, std::equal_to<>> by_frame_;
};

}  // namespace examhall::client
