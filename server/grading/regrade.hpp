#pragma once
// What a regrading changes, for the two people who must approve it. Pure; any thread.
#include <optional>
#include <string>
#include <vector>

#include "grading/result.hpp"

namespace examhall::grading {

struct ItemChange {
  std::string item_id;
  Points before;
  Points after;
  bool operator==(const ItemChange&) const = default;
};

struct ResultChange {
  std::string ticket;
  std::string name;
  Status status_before = Status::absent;
  Status status_after = Status::absent;
  std::optional<Points> before{};  ///< none without a sheet
  std::optional<Points> after{};
  bool passed_before = false;
  bool passed_after = false;
  std::vector<ItemChange> items{};
  bool verdict_changes() const { return passed_before != passed_after; }
};

struct Comparison {
  std::vector<ResultChange> changes{};  ///< in the new results' order; the unchanged are left out
  std::vector<std::string> added{};     ///< tickets that only the new results have
  std::vector<std::string> removed{};   ///< tickets that only the old results have
  std::size_t unchanged = 0;
  std::size_t now_pass = 0;
  std::size_t no_longer_pass = 0;
};

Comparison compare(const Results& before, const Results& after);

}  // namespace examhall::grading
