#pragma once
// What a new version of a bank changes, shown to staff before they import it. Pure; any thread.
#include <string>
#include <vector>

#include "bank/item.hpp"

namespace examhall::bank {

struct ChangedItem {
  std::string id;
  std::vector<std::string> members;  ///< names as in a bank file, sorted: "answer", "options", "text" …
  bool operator==(const ChangedItem&) const = default;
};

struct BankDiff {
  std::vector<std::string> added;  ///< ids, in the new bank's order
  std::vector<ChangedItem> changed;
  std::vector<std::string> removed;  ///< ids, in the old bank's order
  std::size_t unchanged = 0;
};

BankDiff diff(const Bank& before, const Bank& after);

}  // namespace examhall::bank
