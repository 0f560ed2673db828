#include <catch2/catch.hpp>

#include "base/json.hpp"
#include "base/mapping.hpp"

using namespace examhall;
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

namespace {

struct Inner {
  std::string z;
  std::vector<std::uint32_t> a;
};
struct Everything {
  std::string text;
  bool yes = false;
  std::int64_t least = 0;
  std::uint64_t most = 0;
  base::Span span{0};
  base::Instant at{};
  base::Text both;
  base::Json any;
  std::optional<std::string> there, missing;
  Inner inner;
  std::vector<Inner> inners;
  std::vector<base::Json> values;
};

template <class M>
void map(M& m, Inner& v) {
  m("z", v.z);
  m("a", v.a);
}
template <class M>
void map(M& m, Everything& v) {
  m("text", v.text);
  m("yes", v.yes);
  m("most", v.most);
  m("least", v.least);
  m("there", v.there);
  m("missing", v.missing);
  m("span", v.span);
  m("at", v.at);
  m("both", v.both);
  m("any", v.any);
  m("inners", v.inners);
  m("inner", v.inner);
  m("values", v.values);
}

}  // namespace

TEST_CASE("what is written is canonical, member by member what nlohmann would write") {
  std::string all;
  for (int c = 0; c < 0x80; ++c) all += static_cast<char>(c);
  all += "é中\xF0\x9F\x92\xB0\u2028";
  Everything e;
  e.text = all;
  e.yes = true;
  e.least = INT64_MIN;
  e.most = UINT64_MAX;
  e.span = base::Span{-5};
  e.at = base::from_millis(1'684'546'200'000);
  e.both = {"中", "in\nEnglish"};
  e.any = {{"b", {1, 2.5, nullptr}}, {"a", "\""}};
  e.there = "";
  e.inner = {"x", {3, 1, 2}};
  e.inners = {{"y", {}}, {"", {7}}};
  e.values = {base::Json::array(), 1, "s"};
  const std::string text = base::written(e);
  const base::Json value = base::Json::parse(text);
  CHECK(text == value.dump());
  CHECK(value["text"] == all);
  CHECK(value["least"] == INT64_MIN);
  CHECK(value["most"] == UINT64_MAX);
  CHECK(value["both"] == base::Json{{"zh", "中"}, {"en", "in\nEnglish"}});
  CHECK(value["inners"][1]["a"][0] == 7);
  CHECK_FALSE(value.contains("missing"));
  CHECK(value.size() == 12);
  CHECK(base::written(Everything{}) == base::Json::parse(base::written(Everything{})).dump());
  e.text = "\xC3\x28";
  CHECK_THROWS_AS(base::written(e), base::Json::exception);
}
