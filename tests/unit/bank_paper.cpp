#include "bank/paper.hpp"

#include "bank_image.hpp"
#include "bank_support.hpp"

using namespace examhall;
using namespace examhall::test;
using bank::Paper;
using bank::PaperContent;

namespace {

PaperContent content() {
  PaperContent c{"卷", "证", "初级", Points{300}};
  Item pictured = numbered(single_item("A"), 2);
  pictured.view.images.push_back({"a.png", "image/png", base::sha256(png())});
  c.images[base::sha256(png())] = {"image/png", std::make_shared<const std::string>(png())};
  c.sections.push_back({"单选", "single", Points{150}, {}, {{numbered(single_item("B"), 1)}, {pictured}}});
  c.sections.push_back(
      {"多选", "multiple", Points{300}, {bank::UnderSelection::per_option, Points{50}}, {{multiple_item()}}});
  c.sections.push_back({"计算", "numeric", Points{100}, {}, {{numeric_item("12.50", {{"unit", "元"}})}}});
  return c;
}

std::string error_of(const Json& json) {
  const auto paper = bank::paper_from_json(json);
  return paper ? "" : ids(paper.error()).at(0);
}

}  // namespace

TEST_CASE("a paper numbers its items through all sections") {
  const Paper paper{content()};
  CHECK(paper.item_count() == 4);
  CHECK(paper.total() == Points{700});
  CHECK(paper.item(2).item.view.type == "multiple");
  CHECK(paper.section_of(2).title == "多选");
  CHECK(paper.section_index(3) == 2);
  CHECK(paper.item_hash(0) == bank::item_hash(paper.item(0).item));
  CHECK_THROWS_AS(paper.item(4), std::out_of_range);
}

TEST_CASE("a paper's hash covers what a candidate is asked and how it is scored") {
  const auto hash = Paper{content()}.hash();
  CHECK(Paper{content()}.hash() == hash);
  const auto differs = [&](auto change) {
    PaperContent c = content();
    change(c);
    return Paper{std::move(c)}.hash() != hash;
  };
  CHECK(differs([](PaperContent& c) { c.title += "x"; }));
  CHECK(differs([](PaperContent& c) { c.certificate += "x"; }));
  CHECK(differs([](PaperContent& c) { c.level += "x"; }));
  CHECK(differs([](PaperContent& c) { c.pass = {301}; }));
  CHECK(differs([](PaperContent& c) { c.sections[0].title += "x"; }));
  CHECK(differs([](PaperContent& c) { c.sections[0].points = {200}; }));
  CHECK(differs([](PaperContent& c) { c.sections[1].rule = {}; }));
  CHECK(differs([](PaperContent& c) { std::swap(c.sections[0].items[0], c.sections[0].items[1]); }));
  CHECK(differs([](PaperContent& c) { c.sections[0].items[0].item.secret.key["answer"] = "C"; }));
  CHECK(differs([](PaperContent& c) { c.sections[0].items[0].void_full = true; }));
  CHECK(differs([](PaperContent& c) { c.corrects = base::Digest{}; }));
  CHECK(differs([](PaperContent& c) { c.reason = "x"; }));
}

TEST_CASE("a paper's hash is the same in every version") {
  CHECK(base::to_hex(Paper{content()}.hash()) ==
        "5316382567083f73595914b4de5b75cbc5d1e242ddab80e8062b362e8acd4746");
}

TEST_CASE("a paper with the wrong items is not frozen") {
  PaperContent c = content();
  c.sections[0].type = "multiple";
  CHECK_THROWS_AS(Paper{c}, std::invalid_argument);
  c.sections[0].type = "essay";
  CHECK_THROWS_AS(Paper{c}, std::invalid_argument);
  c.sections.clear();
  CHECK_THROWS_AS(Paper{c}, std::invalid_argument);
}

TEST_CASE("the outline shows counts and points and nothing else") {
  CHECK(
      bank::outline(Paper{content()}) ==
      members(
          R"({"title":"卷","total":"7","pass":"3","sections":[{"title":"单选","type":"single","count":2,"points":"1.5"},
                    {"title":"多选","type":"multiple","count":1,"points":"3"},{"title":"计算","type":"numeric","count":1,"points":"1"}]})"));
}

TEST_CASE("a stored paper is read back equal") {
  PaperContent c = content();
  c.corrects = base::sha256("x");
  c.reason = "更正";
  c.sections[0].items[1].void_full = true;
  const Paper paper{c};
  const auto parsed = base::parse_json(base::canonical(bank::to_json(paper)), {.max_bytes = 1 << 20});
  REQUIRE(parsed);
  const auto again = bank::paper_from_json(*parsed);
  REQUIRE(again);
  CHECK(again->hash() == paper.hash());
  CHECK(again->content() == paper.content());
}

TEST_CASE("a paper whose hashes are right but whose items cannot be graded is refused") {
  // Forged with care: every hash fits the content.
  const auto forged = [](Json key) {
    PaperContent c = content();
    c.sections[2].items[0].item.secret.key = std::move(key);
    return error_of(bank::to_json(Paper{c}));
  };
  CHECK(forged(members(R"({"answer":"1","compare":"exact"})")).empty());
  CHECK(forged(members(R"({"answer":"1","compare":"absolute"})")) == "bad_item@items[3].key");
  CHECK(forged(members(R"({"answer":"1","compare":"about"})")) == "bad_item@items[3].key");
  CHECK(forged(members(R"({"answer":"1","compare":"decimals"})")) == "bad_item@items[3].key");
  CHECK(forged(members(R"({"answer":null,"compare":"exact"})")) == "bad_item@items[3].key");
  CHECK(forged(members(R"({"answer":"1","compare":"exact","more":1})")) == "bad_item@items[3].key");
}

TEST_CASE("whatever is altered in a stored paper is noticed") {
  const Json good = bank::to_json(Paper{content()});
  CHECK(error_of(good).empty());
  const auto altered = [&](auto change) {
    Json json = good;
    change(json);
    return error_of(json);
  };
  CHECK(altered([](Json& j) { j["items"][0]["key"]["answer"] = "C"; }) == "hash_mismatch@items[0]");
  CHECK(altered([](Json& j) { j["items"][1]["view"]["text"] = "x"; }) == "hash_mismatch@items[1]");
  CHECK(altered([](Json& j) { j["items"][0]["key"]["answer"] = 5; }) == "bad_item@items[0].key");
  CHECK(altered([](Json& j) { j["items"][0]["key"] = Json::object(); }) == "bad_item@items[0].key");
  CHECK(altered([](Json& j) { j["items"][0]["view"]["content"] = Json::object(); }) ==
        "bad_item@items[0].key");
  CHECK(altered([](Json& j) { j["items"][0]["view"]["type"] = "essay"; }) == "bad_item@items[0].key");
  CHECK(altered([](Json& j) { j["items"].erase(3); }) == "hash_mismatch@items");
  CHECK(altered([](Json& j) { j["items"].push_back(j["items"][0]); }) == "hash_mismatch@items");
  CHECK(altered([](Json& j) { j["paper"]["title"] = "x"; }) == "hash_mismatch@hash");
  CHECK(altered([](Json& j) { j["paper"]["sections"][0]["points"] = "3"; }) == "hash_mismatch@hash");
  CHECK(altered([](Json& j) { j["paper"]["sections"][0]["items"][0]["void"] = "full"; }) ==
        "hash_mismatch@hash");
  CHECK(altered([](Json& j) { j["hash"] = std::string(64, '0'); }) == "hash_mismatch@hash");
  CHECK(altered([](Json& j) { j["hash"] = "x"; }) == "bad_hash@hash");
  CHECK(altered([](Json& j) { j["images"] = Json::object(); }) == "unknown_image@items[1]");
  CHECK(altered([](Json& j) {
          j["images"].begin().value()["base64"] = base::to_base64(base::bytes_of(png(9, 9)));
        }).starts_with("hash_mismatch@images."));
  CHECK(altered([](Json& j) { j["format"] = "x"; }) == "unknown_format@format");
  CHECK(altered([](Json& j) { j.erase("paper"); }) == "missing@paper");
  CHECK(altered([](Json& j) {
          j["paper"]["sections"] = Json::array();
          j["items"] = Json::array();
        }) == "bad_paper@paper");
  CHECK(error_of(Json::array()) == "not_an_object@");
}
