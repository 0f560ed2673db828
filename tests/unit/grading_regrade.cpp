#include "grading/regrade.hpp"

#include "grading/correction.hpp"
#include "grading_support.hpp"

using namespace examhall;
using namespace examhall::test;
using grading::Results;
using grading::Status;

namespace {

Json correction_of(const Json& items) {
  return {{"format", "examhall-correction/1"},
          {"paper", base::to_hex(paper_sat().hash())},
          {"reason", "第 1 题答案有误"},
          {"items", items}};
}

base::Result<bank::Paper, Problems> corrected(const Json& items) {
  auto c = grading::parse_correction(correction_of(items).dump(), "c.json");
  if (!c) return base::Failure{c.error()};
  return grading::apply(paper_sat(), *c);
}

std::vector<std::string> problems_of(const Json& items) {
  const auto paper = corrected(items);
  return paper ? std::vector<std::string>{} : ids(paper.error());
}

}  // namespace

TEST_CASE("a correction makes a new paper that names the old one") {
  const auto paper =
      corrected({{{"id", "single-001"}, {"answer", "c"}}, {{"id", "multiple-001"}, {"void", "full"}}});
  REQUIRE(paper);
  CHECK(paper->hash() != paper_sat().hash());
  CHECK(paper->content().corrects == paper_sat().hash());
  CHECK(paper->content().reason == "第 1 题答案有误");
  CHECK(paper->item(0).item.secret.key == members(R"({"answer":"C"})"));
  CHECK(paper->item(0).item.view == paper_sat().item(0).item.view);
  CHECK(paper->item_hash(0) != paper_sat().item_hash(0));
  CHECK(paper->item(2).void_full);
  CHECK(paper->item_hash(3) == paper_sat().item_hash(3));
  CHECK(bank::paper_from_json(bank::to_json(*paper))->hash() == paper->hash());
}

TEST_CASE("every type's answer can be corrected, keeping its other settings") {
  const auto paper = corrected({{{"id", "multiple-001"}, {"answer", "E、A"}},
                                {{"id", "true_false-001"}, {"answer", false}},
                                {{"id", "numeric-001"}, {"answer", "13"}}});
  REQUIRE(paper);
  CHECK(paper->item(2).item.secret.key["answer"] == "AE");
  CHECK(paper->item(3).item.secret.key["answer"] == false);
  CHECK(paper->item(4).item.secret.key == members(R"({"answer":"13","compare":"exact"})"));
}

TEST_CASE("everything wrong with a correction is reported in one go") {
  CHECK(problems_of({{{"id", "single-001"}, {"answer", "Z"}},
                     {{"id", "single-009"}, {"answer", "A"}},
                     {{"id", "single-002"}, {"answer", "A"}},
                     {{"id", "numeric-001"}, {"answer", 5}}}) ==
        std::vector<std::string>{"answer_outside_options@items[0].answer", "unknown_item@items[1]",
                                 "no_change@items[2]", "not_text@items[3].answer"});
  CHECK(problems_of({{{"id", "single-001"}},
                     {{"id", "single-001"}, {"answer", "A"}, {"void", "full"}},
                     {{"id", "x"}, {"void", "none"}}}) ==
        std::vector<std::string>{"answer_or_void@items[0].answer", "answer_or_void@items[1].answer",
                                 "duplicate_id@items[1]", "unknown_rule@items[2].void"});
  CHECK(problems_of(Json::array()) == std::vector<std::string>{"missing@items"});
  Json file = correction_of({{{"id", "single-001"}, {"answer", "A"}}});
  file["format"] = "x";
  file["paper"] = "y";
  file["reason"] = " ";
  file["extra"] = 1;
  CHECK(ids(grading::parse_correction(file.dump(), "c.json").error()) ==
        std::vector<std::string>{"unknown_format@format", "bad_hash@paper", "missing@reason",
                                 "unknown_member@extra"});
  CHECK(ids(grading::parse_correction("{", "c.json").error()).at(0).starts_with("json_syntax"));
}

TEST_CASE("a correction for another paper is refused") {
  Json file = correction_of({{{"id", "single-001"}, {"answer", "A"}}});
  file["paper"] = std::string(64, 'a');
  const auto c = grading::parse_correction(file.dump(), "c.json");
  REQUIRE(c);
  CHECK(ids(grading::apply(paper_sat(), *c).error()) == std::vector<std::string>{"other_paper@paper"});
}

TEST_CASE("a regrading shows who changes, and which verdicts") {
  const auto paper = corrected({{{"id", "single-001"}, {"answer", "C"}}});
  REQUIRE(paper);
  const grading::Answers up{{0, "C"}, {1, "A"}, {2, Json::array({"A", "B"})}};    // 4 → 6
  const grading::Answers down{{0, "B"}, {1, "A"}, {2, Json::array({"A", "B"})}};  // 6 → 4
  const grading::Answers same{{1, "A"}};
  const Results before{graded(paper_sat(), "1", up),
                       graded(paper_sat(), "2", down),
                       graded(paper_sat(), "3", same),
                       {"", "4", "缺", "校", Status::absent},
                       graded(paper_sat(), "5", same)};
  Results after{graded(*paper, "1", up),
                graded(*paper, "2", down),
                graded(*paper, "3", same),
                {"", "4", "缺", "校", Status::absent},
                graded(*paper, "6", same)};
  const grading::Comparison c = grading::compare(before, after);
  REQUIRE(c.changes.size() == 2);
  CHECK(c.changes[0].ticket == "1");
  CHECK(c.changes[0].before == Points{400});
  CHECK(c.changes[0].after == Points{600});
  CHECK(c.changes[0].verdict_changes());
  CHECK(c.changes[0].items == std::vector<grading::ItemChange>{{"single-001", Points{0}, Points{200}}});
  CHECK(c.changes[1].passed_before);
  CHECK_FALSE(c.changes[1].passed_after);
  CHECK(c.now_pass == 1);
  CHECK(c.no_longer_pass == 1);
  CHECK(c.unchanged == 2);
  CHECK(c.added == std::vector<std::string>{"6"});
  CHECK(c.removed == std::vector<std::string>{"5"});
}

TEST_CASE("points that move between items are a change even if the sum stays") {
  const auto paper =
      corrected({{{"id", "single-001"}, {"answer", "C"}}, {{"id", "single-002"}, {"answer", "B"}}});
  REQUIRE(paper);
  const grading::Answers answers{{0, "C"}, {1, "A"}};
  const grading::Comparison c =
      grading::compare({graded(paper_sat(), "1", answers)}, {graded(*paper, "1", answers)});
  REQUIRE(c.changes.size() == 1);
  CHECK(c.changes[0].before == c.changes[0].after);
  CHECK(c.changes[0].items.size() == 2);
}

TEST_CASE("a status that changes is a change") {
  Results after{graded(paper_sat(), "1", {})};
  const Results before = after;
  after[0].status = Status::voided;
  CHECK(grading::compare(before, after).changes.size() == 1);
  CHECK(grading::compare(before, before).changes.empty());
}
