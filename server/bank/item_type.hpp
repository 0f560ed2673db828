#pragma once
// The seam for kinds of items. A new kind is one file under bank/types/ and one line in the registry
// (item_type.cpp): readers, writers, the hall and grading know only this interface. Stateless; any thread.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bank/item.hpp"
#include "bank/raw_item.hpp"
#include "base/result.hpp"

namespace examhall::bank {

/// What an item is worth if only some of the right options and no wrong one were chosen.
enum class UnderSelection {
  none,        ///< nothing
  share,       ///< k of n right ones: k/n of the points
  half,        ///< half of the points
  per_option,  ///< an amount for each right one, never more than the item's points
};
std::optional<UnderSelection> under_selection_from(std::string_view name);
std::string_view name_of(UnderSelection rule);

/// What a paper's section lays down over the items' own settings.
struct ScoringRule {
  std::optional<UnderSelection> under_selection{};
  std::optional<Points> per_option{};
  bool operator==(const ScoringRule&) const = default;
};

struct Score {
  Points earned;
  std::string rule;  ///< stable id: "blank", "all_or_nothing", "multiple.share", "numeric.exact" …
  Text why{};        ///< for the candidate who asks
  Json detail = Json::object();  ///< what the rule saw: chosen, right, wrong; the normalised number
};

/// The two halves that a type reads out of an item's members.
struct TypeParts {
  Json content = Json::object();
  Json key = Json::object();
};

class ItemType {
 public:
  virtual ~ItemType() = default;
  virtual std::string_view name() const = 0;  ///< "single": in files, on the wire, for ever
  virtual Text title() const = 0;             ///< 单选题 / Single choice
  /// What people write in a 题型 column, in half-width lower case. The name need not be repeated.
  virtual std::vector<std::string_view> labels() const = 0;

  /// Reads and validates the type's own members.
  virtual TypeParts read(Members& members) const = 0;
  /// The opposite of read: adds the type's members to an item of a bank file.
  virtual void write(const Item& item, Json& members) const = 0;

  /// True if the item has options, stored as content["options"].
  virtual bool has_options() const { return false; }
  /// The member "answer" as a table's cell writes it: "A、B、D", "对", "1,234.50". The problem has no place.
  virtual base::Result<Json, Problem> answer_from_cell(std::string_view cell, std::size_t options) const = 0;
  /// A member "answer" (or a response) for people: "ABD", "对", "1234.50".
  virtual std::string answer_to_cell(const Json& answer) const = 0;

  /// Whether a response has the right shape and bounds. null, a cleared answer, is accepted by every type.
  virtual bool accepts(const ItemView& view, const Json& response) const = 0;
  /// Pure. A response that accepts() would refuse earns nothing.
  virtual Score score(const Item& item, Points full, const Json& response, const ScoringRule& rule) const = 0;
};

/// All types, in the order in which papers usually show them.
const std::vector<const ItemType*>& item_types();
/// By name; null if there is none.
const ItemType* find_item_type(std::string_view name);
/// By name or label, as people write it: full-width, upper case and spaces are forgiven. Null if unknown.
const ItemType* find_item_type_by_label(std::string_view label);

/// Options that can be shown in another order: 0 if there are none or the item says "keep_order".
std::size_t shufflable_options(const ItemView& view);

}  // namespace examhall::bank
