#pragma once
// JSON from outside, read strictly: bounded size and depth, no duplicate keys, valid UTF-8, one value and
// nothing after it. Fields then takes typed values out of an object and reports everything wrong in one go.
#include <nlohmann/json.hpp>

#include <optional>
#include <string>

#include "base/problem.hpp"
#include "base/result.hpp"

namespace examhall::base {

using Json = nlohmann::json;

struct JsonLimits {
  std::size_t max_bytes = 64 * 1024;
  int max_depth = 16;
};

/// The value, or one problem with the byte (column) at which reading stopped.
/// Ids: json_too_large, json_too_deep, json_duplicate_key, json_syntax, json_not_utf8.
Result<Json, Problem> parse_json(std::string_view text, const JsonLimits& limits = {});

/// Compact text with sorted keys: the form that is hashed and signed. Bad UTF-8 throws, for it cannot get here.
std::string canonical(const Json& value);

/// Takes members out of one JSON object. A missing or wrong member adds a problem at "path.name" and gives
/// an empty value, so that reading goes on. Call finish() last: it reports members nobody asked for.
class Fields {
 public:
  Fields(const Json& object, Place place, Problems& problems);

  bool has(const char* name) const;
  std::string text(const char* name, std::size_t max_bytes);
  std::string text_or(const char* name, std::size_t max_bytes, std::string fallback);
  std::int64_t integer(const char* name, std::int64_t min, std::int64_t max);
  std::int64_t integer_or(const char* name, std::int64_t min, std::int64_t max, std::int64_t fallback);
  bool boolean(const char* name);
  bool boolean_or(const char* name, bool fallback);
  /// Null if missing. Any type; the caller looks into it.
  const Json& any(const char* name);
  const Json& array(const char* name, std::size_t max_size);
  const Json& object(const char* name);

  /// Adds a problem at a member: for checks that the caller makes itself.
  void complain(const char* name, std::string id, Text text);
  Place at(const char* name) const;
  void finish();

 private:
  const Json* find(const char* name, bool required);
  const Json& object_;
  Place place_;
  Problems& problems_;
  std::vector<std::string_view> asked_;
};

}  // namespace examhall::base
