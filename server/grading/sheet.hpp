#pragma once
// The score of one attempt with its trace: for every item what was answered, which rule applied, which
// points. Pure; any thread.
#include <map>
#include <string>
#include <vector>

#include "bank/paper.hpp"

namespace examhall::grading {

using bank::Digest;
using bank::Json;
using bank::Points;
using base::Problems;
using base::Text;

/// Paper's number of an item → the last response that was made durable. Missing or null: no answer.
using Answers = std::map<std::size_t, Json>;

struct SheetLine {
  std::string item_id;
  Digest item_hash{};  ///< the exact text and key that the score was given for
  std::size_t section = 0;
  Points earned{};
  Points full{};
  std::string rule;
  Text why{};
  Json response{};
  Json correct{};  ///< the key's answer
  Json detail = Json::object();
  bool operator==(const SheetLine&) const = default;
};

struct SectionSum {
  std::string title;
  Points earned{};
  Points full{};
  bool operator==(const SectionSum&) const = default;
};

struct ScoreSheet {
  Digest paper{};
  std::vector<SheetLine> lines{};  ///< in the paper's order
  std::vector<SectionSum> sections{};
  Points total{};
  Points full{};
  Points pass{};
  bool passed = false;
  bool operator==(const ScoreSheet&) const = default;
};

ScoreSheet grade(const bank::Paper& paper, const Answers& answers);

Json to_json(const ScoreSheet& sheet);
/// Equal to base::canonical(to_json(sheet)), without building the tree: what is stored, signed and shown to a
/// candidate, and written for every one of them in the minutes after an exam.
std::string canonical(const ScoreSheet& sheet);
/// Refuses a sheet whose sums do not follow from its lines.
base::Result<ScoreSheet, Problems> sheet_from_json(const Json& json);

}  // namespace examhall::grading
