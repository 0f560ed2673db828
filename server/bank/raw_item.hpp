#pragma once
// What every reader of banks (JSON, CSV, XLSX) hands over: the members of one item as the bank's JSON format
// writes them, and where each came from. Validation happens once, on this form, so that a mistake is reported
// in the same words with its exact place whatever file it stood in. One thread at a time.
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/problem.hpp"

namespace examhall::bank {

using base::Json;
using base::Place;
using base::Problem;
using base::Problems;
using base::Text;

/// Member name ("answer", "options[2]") → heading or letter of its column. One for all rows of a sheet.
using Columns = std::map<std::string, std::string, std::less<>>;

struct RawItem {
  Json members = Json::object();
  Place place{};  ///< of the item: file, sheet, row; for JSON column is "items[3]"
  /// For tables. Null for JSON, where the place of a member is the item's column + "." + the member.
  std::shared_ptr<const Columns> columns{};

  /// Place of a member; "options[2]" falls back to "options", and that to the row.
  Place at(std::string_view member) const;
};

/// Takes members out of a RawItem, as base::Fields does for plain JSON: a wrong member adds a problem and
/// gives an empty value, so that reading goes on. finish() reports members that nobody asked for.
class Members {
 public:
  Members(const RawItem& raw, Problems& problems) : raw_{raw}, problems_{problems} {}

  bool has(const char* name) const;
  /// Printable text of 1 to max_bytes bytes, white space at its ends dropped.
  std::string text(const char* name, std::size_t max_bytes);
  /// The same, but "" if the member is missing or blank.
  std::string text_or_empty(const char* name, std::size_t max_bytes);
  /// An integer, or a text of digits as tables hold it; `fallback` if missing.
  int integer_or(const char* name, int min, int max, int fallback);
  bool boolean_or(const char* name, bool fallback);
  /// Null if missing. Counts as asked for.
  const Json& any(const char* name);

  void complain(std::string_view member, std::string id, Text text);
  void warn(std::string_view member, std::string id, Text text);
  /// How many errors have been added since construction.
  std::size_t errors() const { return errors_; }
  void finish();

 private:
  bool fits(std::string_view name, std::string_view text, std::size_t max_bytes);
  const RawItem& raw_;
  Problems& problems_;
  std::size_t errors_ = 0;
  std::vector<std::string_view> asked_{};
};

}  // namespace examhall::bank
