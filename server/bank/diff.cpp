#include "bank/diff.hpp"

#include <set>
#include <unordered_map>

#include "bank/json_writer.hpp"

namespace examhall::bank {
namespace {

using ById = std::unordered_map<std::string, const Item*>;

ById by_id(const Bank& bank) {
  ById out;
  for (const Item& item : bank.items) out.emplace(item.id, &item);
  return out;
}

std::vector<std::string> changed_members(const Item& before, const Item& after) {
  const Json a = to_members(before);
  const Json b = to_members(after);
  std::set<std::string> names;
  for (const auto& [name, value] : a.items()) {
    if (!b.contains(name) || b[name] != value) names.insert(name);
  }
  for (const auto& [name, value] : b.items()) {
    if (!a.contains(name)) names.insert(name);
  }
  // A redrawn image keeps its name.
  if (before.view.images != after.view.images) names.insert("images");
  return {names.begin(), names.end()};
}

}  // namespace

BankDiff diff(const Bank& before, const Bank& after) {
  BankDiff out;
  const ById old_items = by_id(before);
  const ById new_items = by_id(after);
  for (const Item& item : after.items) {
    const auto it = old_items.find(item.id);
    if (it == old_items.end()) {
      out.added.push_back(item.id);
    } else if (*it->second == item) {
      ++out.unchanged;
    } else {
      out.changed.push_back({item.id, changed_members(*it->second, item)});
    }
  }
  for (const Item& item : before.items) {
    if (!new_items.contains(item.id)) out.removed.push_back(item.id);
  }
  return out;
}

}  // namespace examhall::bank
