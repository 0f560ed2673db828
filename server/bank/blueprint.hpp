#pragma once
// What a paper is to be made of: sections, counts, points, topics. Written by staff as JSON
// (docs/question-banks.md). Any thread; read_blueprint blocks on the disk.
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bank/item_type.hpp"

namespace examhall::bank {

struct BlueprintSection {
  std::string title;
  std::string type;
  std::size_t count = 0;
  Points points;                                ///< of each item
  std::map<std::string, std::size_t> topics{};  ///< at least so many of each; the rest from anywhere
  int min_difficulty = 1;
  int max_difficulty = 5;
  ScoringRule rule{};
  bool operator==(const BlueprintSection&) const = default;
};

struct Blueprint {
  std::string title;
  std::string certificate;
  std::string level;
  Points pass;
  std::vector<BlueprintSection> sections{};
  bool operator==(const Blueprint&) const = default;
  Points total() const;
};

base::Result<Blueprint, Problems> read_blueprint(const std::filesystem::path& path);
/// `file` is the name that problems give.
base::Result<Blueprint, Problems> parse_blueprint(std::string_view text, const std::string& file);

}  // namespace examhall::bank
