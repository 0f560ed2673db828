#include "grading/regrade.hpp"

#include <map>
#include <set>

namespace examhall::grading {
namespace {

std::optional<Points> total_of(const ResultRow& row) {
  if (!row.sheet) return std::nullopt;
  return row.sheet->total;
}

std::vector<ItemChange> item_changes(const ResultRow& before, const ResultRow& after) {
  std::vector<ItemChange> changes;
  if (!before.sheet || !after.sheet) return changes;
  std::map<std::string, Points> earned;
  for (const SheetLine& line : before.sheet->lines) earned[line.item_id] = line.earned;
  for (const SheetLine& line : after.sheet->lines) {
    const auto it = earned.find(line.item_id);
    if (it != earned.end() && it->second != line.earned)
      changes.push_back({line.item_id, it->second, line.earned});
  }
  return changes;
}

ResultChange change_of(const ResultRow& before, const ResultRow& after) {
  return {after.ticket,    after.name,       before.status,
          after.status,    total_of(before), total_of(after),
          before.passed(), after.passed(),   item_changes(before, after)};
}

bool is_change(const ResultChange& c) {
  return c.status_before != c.status_after || c.before != c.after || c.verdict_changes() || !c.items.empty();
}

void add(ResultChange change, Comparison& out) {
  if (!is_change(change)) {
    ++out.unchanged;
    return;
  }
  out.now_pass += change.passed_after && !change.passed_before ? 1 : 0;
  out.no_longer_pass += change.passed_before && !change.passed_after ? 1 : 0;
  out.changes.push_back(std::move(change));
}

}  // namespace

Comparison compare(const Results& before, const Results& after) {
  std::map<std::string, const ResultRow*> old_rows;
  for (const ResultRow& row : before) old_rows.emplace(row.ticket, &row);
  Comparison out;
  std::set<std::string> seen;
  for (const ResultRow& row : after) {
    seen.insert(row.ticket);
    const auto it = old_rows.find(row.ticket);
    if (it == old_rows.end()) {
      out.added.push_back(row.ticket);
    } else {
      add(change_of(*it->second, row), out);
    }
  }
  for (const ResultRow& row : before) {
    if (!seen.contains(row.ticket)) out.removed.push_back(row.ticket);
  }
  return out;
}

}  // namespace examhall::grading
