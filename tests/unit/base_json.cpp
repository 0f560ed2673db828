#include <catch2/catch.hpp>

#include "base/json.hpp"

using namespace examhall::base;

namespace {
std::string error_id(std::string_view text, const JsonLimits& limits = {}) {
  const auto value = parse_json(text, limits);
  return value ? "" : value.error().id;
}
}  // namespace

TEST_CASE("strict JSON refuses what nlohmann would let pass") {
  CHECK(error_id(R"({"a":1,"a":2})") == "json_duplicate_key");
  CHECK(error_id(R"({"a":{"b":1,"b":1}})") == "json_duplicate_key");
  CHECK(error_id("\"\xC3\x28\"") == "json_not_utf8");
  CHECK(error_id(std::string(20, '[') + std::string(20, ']')) == "json_too_deep");
  CHECK(error_id("[1,2,3]", {.max_bytes = 4}) == "json_too_large");
  CHECK(error_id("[1,2") == "json_syntax");
  CHECK(error_id("[1] x") == "json_syntax");
  CHECK(error_id("") == "json_syntax");
  CHECK(error_id("[NaN]") == "json_syntax");
}

TEST_CASE("deep nesting is refused before it can overflow the stack") {
  CHECK(error_id(std::string(60000, '['), {.max_bytes = 100000}) == "json_too_deep");
}

TEST_CASE("nested values are built as they stand") {
  const auto value = parse_json(R"({"a":[1,{"b":null},"x"],"c":true,"d":-2})");
  REQUIRE(value);
  CHECK(canonical(*value) == R"({"a":[1,{"b":null},"x"],"c":true,"d":-2})");
}

TEST_CASE("fields reports everything wrong at once") {
  const auto value = parse_json(R"({"name":5,"age":-1,"extra":0,"long":"abcdef","big":18446744073709551615})");
  REQUIRE(value);
  Problems problems;
  Fields fields{*value, {.file = "f"}, problems};
  CHECK(fields.text("name", 10).empty());
  fields.integer("age", 0, 150);
  fields.integer("big", 0, INT64_MAX);
  fields.text("long", 3);
  fields.boolean("missing");
  CHECK(fields.integer_or("absent", 0, 9, 7) == 7);
  fields.finish();
  std::vector<std::string> ids;
  for (const Problem& p : problems) ids.push_back(p.id + "@" + p.place.column);
  CHECK(ids == std::vector<std::string>{"not_text@name", "not_in_range@age", "not_in_range@big", "too_long@long",
                                        "missing@missing", "unknown_member@extra"});
}
