#pragma once
// Items and banks in our own JSON format, in the order in which people write them. Reading what was written
// gives an equal bank. Pure; any thread.
#include <string>

#include "bank/item.hpp"

namespace examhall::bank {

/// The item's members as a bank file has them.
Json to_members(const Item& item);
/// Indented, for people and for version control.
std::string write_bank_json(const Bank& bank);

}  // namespace examhall::bank
