#include "bank/blueprint.hpp"
#include "bank_support.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {
Json good() {
  return members(
      R"({"format":"examhall-blueprint/1","title":"卷","certificate":"证","level":"初级","pass":"60",
    "sections":[{"title":"单选","type":"single","count":20,"points":"2","topics":{"发票":4,"税费":2},"difficulty":{"min":2,"max":4}},
                {"title":"多选","type":"多选题","count":20,"points":"3","under_selection":"per_option","per_option":"0.5"}]})");
}
std::vector<std::string> blueprint_problems(const Json& json) {
  const auto b = bank::parse_blueprint(json.dump(), "b.json");
  return b ? std::vector<std::string>{} : ids(b.error());
}
}  // namespace

TEST_CASE("a blueprint is read") {
  const auto b = bank::parse_blueprint(good().dump(), "b.json");
  REQUIRE(b);
  CHECK(b->title == "卷");
  CHECK(b->level == "初级");
  CHECK(b->pass == Points{6000});
  CHECK(b->total() == Points{10000});
  REQUIRE(b->sections.size() == 2);
  CHECK(b->sections[0].topics == std::map<std::string, std::size_t>{{"发票", 4}, {"税费", 2}});
  CHECK(b->sections[0].min_difficulty == 2);
  CHECK(b->sections[0].max_difficulty == 4);
  CHECK(b->sections[1].type == "multiple");
  CHECK(b->sections[1].rule == bank::ScoringRule{bank::UnderSelection::per_option, Points{50}});
}

TEST_CASE("everything wrong with a blueprint is reported in one go") {
  Json json = good();
  json["format"] = "x";
  json["pass"] = "-1";
  json["sections"][0] = members(
      R"({"title":"","type":"essay","count":0,"points":"0","topics":{"发票":-1},"difficulty":{"min":5,"max":2,"mid":3},"extra":1})");
  json["sections"][1]["per_option"] = "0";
  CHECK(blueprint_problems(json) ==
        std::vector<std::string>{
            "unknown_format@format", "points_not_positive@pass", "unknown_type@sections[0].type",
            "not_in_range@sections[0].count", "points_not_positive@sections[0].points",
            "not_in_range@sections[0].topics.发票", "not_in_range@sections[0].difficulty.min",
            "unknown_member@sections[0].difficulty.mid", "unknown_member@sections[0].extra",
            "points_not_positive@sections[1].per_option"});
}

TEST_CASE("sums are checked") {
  Json json = good();
  json["sections"][0]["topics"] = {{"发票", 15}, {"税费", 6}};
  CHECK(blueprint_problems(json) == std::vector<std::string>{"topics_exceed_count@sections[0].topics"});
  json = good();
  json["pass"] = "100.01";
  CHECK(blueprint_problems(json) == std::vector<std::string>{"pass_above_total@pass"});
  json["sections"] = Json::array();
  CHECK(blueprint_problems(json) == std::vector<std::string>{"missing@sections"});
  json.erase("sections");
  CHECK(blueprint_problems(json) == std::vector<std::string>{"missing@sections"});
  CHECK(blueprint_problems(Json::array()).at(0) == "not_an_object@");
}

TEST_CASE("a broken or missing blueprint file is a problem") {
  CHECK(ids(bank::parse_blueprint("{", "b.json").error()).at(0).starts_with("json_syntax"));
  CHECK(bank::read_blueprint("/nonexistent.json").error().at(0).id == "file_missing");
}
