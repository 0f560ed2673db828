#pragma once
// What became of each candidate of a batch, and figures over all of them. Pure; any thread.
#include <optional>
#include <string>
#include <vector>

#include "grading/sheet.hpp"

namespace examhall::grading {

enum class Status {
  graded,
  absent,      ///< never sat
  terminated,  ///< ended by a proctor for an irregularity; the sheet, if any, is kept as evidence
  voided,      ///< the attempt does not count
};
std::string_view name_of(Status status);  ///< "graded", "absent", "terminated", "void"
std::optional<Status> status_from(std::string_view name);
Text title_of(Status status);

struct ResultRow {
  std::string attempt;  ///< the attempt's id; empty for the absent
  std::string ticket;
  std::string name;
  std::string institution;
  Status status = Status::absent;
  std::optional<ScoreSheet> sheet{};
  bool passed() const { return status == Status::graded && sheet && sheet->passed; }
};

using Results = std::vector<ResultRow>;

struct ItemStatistics {
  std::string item_id;
  std::size_t graded = 0;  ///< sheets that hold it: right ÷ graded is its facility
  std::size_t answered = 0;
  std::size_t right = 0;  ///< full points
  std::size_t partial = 0;
  Points mean{};
};

struct Statistics {
  std::size_t enrolled = 0;
  std::size_t present = 0;  ///< all but the absent
  std::size_t graded = 0;
  std::size_t passed = 0;
  Points mean{};  ///< over the graded, half rounded up; 0 if there are none
  std::optional<Points> lowest{};
  std::optional<Points> highest{};
  std::vector<ItemStatistics> items{};  ///< by item id, over the graded
};
Statistics statistics(const Results& results);
Json to_json(const Statistics& statistics);

/// With the whole sheet: secret until the results are published.
Json to_json(const ResultRow& row);
base::Result<ResultRow, Problems> result_from_json(const Json& json);

}  // namespace examhall::grading
