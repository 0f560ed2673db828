#pragma once
// A paper: the items that a batch sits, frozen when it is assembled and named by the hash of its content. It
// never changes afterwards; a correction makes a new paper that names the old one. Share it as
// shared_ptr<const Paper>; any thread may read it.
#include <optional>
#include <string>
#include <vector>

#include "bank/item_type.hpp"

namespace examhall::bank {

struct PaperItem {
  Item item;
  bool void_full = false;  ///< withdrawn after the exam: everyone gets full points
  bool operator==(const PaperItem&) const = default;
};

struct PaperSection {
  std::string title;
  std::string type;  ///< of every item in it
  Points points;     ///< of each item
  ScoringRule rule{};
  std::vector<PaperItem> items{};
  bool operator==(const PaperSection&) const = default;
};

struct PaperContent {
  std::string title;
  std::string certificate;
  std::string level;
  Points pass;
  std::vector<PaperSection> sections{};
  Images images{};                   ///< those that the items name
  std::optional<Digest> corrects{};  ///< the paper that this one replaces
  std::string reason{};              ///< of the correction
  bool operator==(const PaperContent&) const = default;
};

class Paper {
 public:
  /// Freezes it. Precondition: every section has a known type and only items of that type.
  explicit Paper(PaperContent content);

  const Digest& hash() const { return hash_; }
  const PaperContent& content() const { return content_; }
  Points total() const { return total_; }

  /// Items are numbered through all sections, from 0. Answers and scores name items by this number.
  std::size_t item_count() const { return index_.size(); }
  const PaperItem& item(std::size_t index) const;
  const PaperSection& section_of(std::size_t index) const { return content_.sections[section_index(index)]; }
  std::size_t section_index(std::size_t index) const { return index_.at(index).section; }
  const Digest& item_hash(std::size_t index) const { return index_.at(index).hash; }

 private:
  struct Entry {
    std::size_t section;
    std::size_t position;
    Digest hash;
  };
  PaperContent content_;
  std::vector<Entry> index_;
  Points total_;
  Digest hash_;
};

/// The content with items named by their hashes: SHA-256 of its canonical form is the paper's hash.
Json hashed_form(const Paper& paper);

/// What a candidate sees before any item:
/// {"title","total","pass","sections":[{"title","type","count","points"}]}.
Json outline(const Paper& paper);

/// The paper in full, items, keys and images included: for the store and for evidence. Secret.
Json to_json(const Paper& paper);
/// Reads it back and verifies the hash of every item, of every image and of the paper.
base::Result<Paper, Problems> paper_from_json(const Json& json);

}  // namespace examhall::bank
