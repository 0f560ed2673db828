// Grading a closed batch, and the number that stands in the journal for its results.
#include "evidence_world.hpp"
#include "grading/sheet.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {

exam::Ending ended(exam::Status status, std::vector<std::string> responses) {
  exam::Ending ending;
  ending.status = status;
  for (std::string& r : responses) ending.answers.push_back({r.empty() ? 0U : 1U, 1, std::move(r)});
  return ending;
}

store::ResultRow grade_one(const bank::Paper& paper, const evidence::CandidateTries& candidate) {
  return evidence::grade_attempts(paper, std::span{&candidate, 1}).front();
}

}  // namespace

TEST_CASE("a sheet is what grading gives, byte for byte") {
  const bank::Paper paper = sample_paper();
  const std::vector<std::vector<std::string>> all{{R"("B")", R"("C")", R"("1,234.5")"},
                                                  {"", "null", ""},
                                                  {R"("A")", "7", R"("x\"lines\":[]")"},
                                                  {R"("B")"}};
  evidence::AttemptGrader grader{paper};
  for (int again = 0; again < 2; ++again) {  // graded, then remembered
    for (const auto& responses : all) {
      grading::Answers answers;
      for (std::size_t i = 0; i < responses.size(); ++i) {
        if (!responses[i].empty()) answers[i] = base::Json::parse(responses[i]);
      }
      const auto row =
          grader.grade({1, exam::Status::handed_in, {ended(exam::Status::handed_in, responses)}});
      const auto sheet = grading::grade(paper, answers);
      CHECK(row.sheet == base::canonical(grading::to_json(sheet)));
      CHECK(row.points == sheet.total);
      CHECK(row.status == "graded");
    }
  }
}

TEST_CASE("of several tries the best counts, the earliest of equals") {
  const bank::Paper paper = sample_paper();
  const auto low = ended(exam::Status::handed_in, {R"("A")", R"("A")", ""});
  const auto high = ended(exam::Status::collected, {R"("B")", R"("C")", ""});
  const auto equal = ended(exam::Status::handed_in, {R"("B")", R"("C")", R"("0")"});
  const auto row = grade_one(paper, {5, exam::Status::handed_in, {low, high, equal}});
  CHECK(row.points.hundredths == 400);
  CHECK(row.sheet == grade_one(paper, {5, exam::Status::handed_in, {high}}).sheet);
}

TEST_CASE("the absent have no sheet, the terminated keep theirs") {
  const bank::Paper paper = sample_paper();
  const auto absent = grade_one(paper, {5, exam::Status::absent, {}});
  CHECK(absent.status == "absent");
  CHECK(absent.sheet.empty());
  const auto good = ended(exam::Status::handed_in, {R"("B")", R"("C")", ""});
  const auto stopped = ended(exam::Status::terminated, {R"("B")", "", ""});
  const auto row = grade_one(paper, {6, exam::Status::terminated, {good, stopped}});
  CHECK(row.status == "terminated");
  CHECK(row.points.hundredths == 200);
  CHECK(row.sheet == grade_one(paper, {6, exam::Status::handed_in, {stopped}}).sheet);
}

TEST_CASE("the digest of results depends on every member and not on the order of rows") {
  const store::ResultRow a{1, "graded", {250}, R"({"x":1})"};
  const store::ResultRow b{2, "absent", {}, ""};
  const std::string digest = evidence::results_digest({a, b});
  // Made by hand from the description in the header.
  const std::string text =
      R"([[1,"graded",250,")" + base::to_hex(base::sha256(a.sheet)) + R"("],[2,"absent",0,""]])";
  CHECK(digest == base::to_hex(base::sha256(text)));
  CHECK(evidence::results_digest({b, a}) == digest);
  for (auto change : std::vector<void (*)(store::ResultRow&)>{
           [](store::ResultRow& r) { r.attempt = 3; }, [](store::ResultRow& r) { r.status = "terminated"; },
           [](store::ResultRow& r) { r.points.hundredths++; }, [](store::ResultRow& r) { r.sheet += " "; }}) {
    store::ResultRow changed = a;
    change(changed);
    CHECK(evidence::results_digest({changed, b}) != digest);
  }
  CHECK(evidence::results_digest({}) == base::to_hex(base::sha256("[]")));
}
