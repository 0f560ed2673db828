#pragma once
// The order in which one candidate sees items and options. Only a permutation is kept: the items' bytes are
// the same for all, and responses always name options by their stored letters. Derived from a seed by
// arithmetic that is ours and frozen by tests, for a candidate who logs in again must see the same order.
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "bank/paper.hpp"

namespace examhall::bank {

struct OptionOrder {
  std::array<std::uint8_t, kMaxOptions> stored{};
  std::uint8_t count = 0;  ///< 0: the item has no options that could be reordered
  /// Element d is the stored index (0 = letter A) of the option displayed at place d.
  std::span<const std::uint8_t> order() const { return {stored.data(), count}; }
  bool operator==(const OptionOrder&) const = default;
};

struct Presentation {
  /// Element k is the paper's number of the item shown as number k. Items stay within their section.
  std::vector<std::uint16_t> items;
  /// By the paper's number of the item.
  std::vector<OptionOrder> options;
  bool operator==(const Presentation&) const = default;
};

/// Pure: equal arguments give equal results in every version and on every machine.
Presentation present(const Paper& paper, std::uint64_t seed, bool shuffle_items, bool shuffle_options);

}  // namespace examhall::bank
