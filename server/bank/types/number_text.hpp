#pragma once
// Amounts as people type them into an accounting exam, read exactly. Pure; any thread.
#include <optional>
#include <string_view>

#include "base/decimal.hpp"

namespace examhall::bank {

struct TypedNumber {
  base::Decimal value;
  int decimals = 0;  ///< digits typed after the point
};

/// Full-width digits and signs, spaces, ￥ and ¥ in front, thousands separators in groups of three, brackets
/// as minus, the item's unit behind. "%" divides by 100 unless the unit is "%" itself. nullopt for all else.
std::optional<TypedNumber> read_number(std::string_view typed, std::string_view unit = {});

}  // namespace examhall::bank
