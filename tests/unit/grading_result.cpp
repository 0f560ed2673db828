#include "grading_support.hpp"

using namespace examhall;
using namespace examhall::test;
using grading::Results;
using grading::Status;

namespace {
const grading::Answers kAll{{0, "B"}, {1, "A"}, {2, {"A", "B", "D"}}, {3, true}, {4, "12.5"}};
}  // namespace

TEST_CASE("statistics count people and items") {
  Results results{graded(paper_sat(), "1", kAll),
                  graded(paper_sat(), "2", {{0, "B"}, {2, Json::array({"A"})}}),
                  graded(paper_sat(), "3", {{0, "C"}}),
                  {"", "4", "缺", "校", Status::absent}};
  results.push_back(graded(paper_sat(), "5", kAll));
  results.back().status = Status::terminated;
  const grading::Statistics s = grading::statistics(results);
  CHECK(s.enrolled == 5);
  CHECK(s.present == 4);
  CHECK(s.graded == 3);
  CHECK(s.passed == 1);
  CHECK(s.mean.to_text() == "4.33");
  CHECK(s.lowest == Points{0});
  CHECK(s.highest == Points{1000});
  REQUIRE(s.items.size() == 5);
  const auto& multiple = s.items[0];
  CHECK(multiple.item_id == "multiple-001");
  CHECK(multiple.graded == 3);
  CHECK(multiple.answered == 2);
  CHECK(multiple.right == 1);
  CHECK(multiple.partial == 1);
  CHECK(multiple.mean.to_text() == "1.33");
  CHECK(grading::to_json(s)["items"][0] ==
        members(R"({"id":"multiple-001","graded":3,"answered":2,"right":1,"partial":1,"mean":"1.33"})"));
}

TEST_CASE("statistics of nobody") {
  const grading::Statistics s = grading::statistics({});
  CHECK(s.mean == Points{});
  CHECK_FALSE(s.lowest);
  CHECK(grading::to_json(s)["lowest"].is_null());
}

TEST_CASE("only a graded attempt can pass") {
  auto row = graded(paper_sat(), "1", kAll);
  CHECK(row.passed());
  row.status = Status::voided;
  CHECK_FALSE(row.passed());
}

TEST_CASE("a result is read back equal") {
  const auto row = graded(paper_sat(), "1", kAll);
  const auto again = grading::result_from_json(grading::to_json(row));
  REQUIRE(again);
  CHECK(again->ticket == row.ticket);
  CHECK(again->name == row.name);
  CHECK(again->attempt == row.attempt);
  CHECK(again->institution == row.institution);
  CHECK(again->status == row.status);
  CHECK(again->sheet == row.sheet);
  const auto absent = grading::result_from_json(grading::to_json({"", "4", "缺", "校", Status::absent}));
  REQUIRE(absent);
  CHECK_FALSE(absent->sheet);
}

TEST_CASE("a broken result is refused") {
  Json json = grading::to_json(graded(paper_sat(), "1", kAll));
  json["status"] = "gone";
  json["sheet"]["total"] = "3";
  CHECK(ids(grading::result_from_json(json).error()) ==
        std::vector<std::string>{"unknown_status@status", "sums_differ@total"});
  json = grading::to_json(graded(paper_sat(), "1", kAll));
  json.erase("sheet");
  CHECK(ids(grading::result_from_json(json).error()) == std::vector<std::string>{"missing@sheet"});
}

TEST_CASE("statuses have one name each") {
  for (const Status s : {Status::graded, Status::absent, Status::terminated, Status::voided})
    CHECK(grading::status_from(grading::name_of(s)) == s);
  CHECK(grading::name_of(Status::voided) == "void");
  CHECK_FALSE(grading::status_from("voided"));
}
