#include "grading_support.hpp"

using namespace examhall;
using namespace examhall::test;
using grading::Answers;
using grading::ScoreSheet;

namespace {
const Answers kMixed{{0, "B"}, {1, "C"}, {2, Json::array({"D", "A"})}, {3, nullptr}, {4, "￥１2.50"}};

std::string summary(const ScoreSheet& sheet) {
  std::string out;
  for (const auto& line : sheet.lines)
    out += line.earned.to_text() + "/" + line.full.to_text() + " " + line.rule + "; ";
  for (const auto& s : sheet.sections)
    out += s.title + " " + s.earned.to_text() + "/" + s.full.to_text() + "; ";
  return out + sheet.total.to_text() + "/" + sheet.full.to_text() + (sheet.passed ? " passed" : " failed");
}
}  // namespace

TEST_CASE("a sheet holds every item with its trace and the sums") {
  const bank::Paper paper = small_paper();
  const ScoreSheet sheet = grading::grade(paper, kMixed);
  CHECK(summary(sheet) ==
        "2/2 all_or_nothing; 0/2 all_or_nothing; 2/3 multiple.share; 0/1 blank; 2/2 numeric.exact; "
        "单选 2/4; 多选 2/3; 判断 0/1; 计算 2/2; 6/10 passed");
  CHECK(sheet.paper == paper.hash());
  CHECK(sheet.lines[2].item_id == "multiple-001");
  CHECK(sheet.lines[2].item_hash == paper.item_hash(2));
  CHECK(sheet.lines[2].response == Json::array({"D", "A"}));
  CHECK(sheet.lines[2].correct == "ABD");
  CHECK(sheet.lines[2].detail == members(R"({"right":2,"wrong":0,"needed":3})"));
  CHECK(sheet.lines[4].detail == members(R"({"value":"12.5"})"));
}

TEST_CASE("the pass mark itself passes, a hundredth less does not") {
  bank::PaperContent c = small_paper().content();
  c.pass = {600};
  CHECK(grading::grade(bank::Paper{c}, kMixed).passed);
  c.pass = {601};
  CHECK_FALSE(grading::grade(bank::Paper{c}, kMixed).passed);
}

TEST_CASE("nothing answered, and answers to items that are not there, earn nothing") {
  const bank::Paper paper = small_paper();
  CHECK(grading::grade(paper, {}).total == Points{});
  CHECK(grading::grade(paper, {{99, "B"}}).total == Points{});
  for (const auto& line : grading::grade(paper, {}).lines) CHECK(line.rule == "blank");
}

TEST_CASE("the section's rule and withdrawn items count") {
  bank::PaperContent c = small_paper().content();
  c.sections[1].rule = {bank::UnderSelection::none, {}};
  c.sections[0].items[1].void_full = true;
  const ScoreSheet sheet = grading::grade(bank::Paper{c}, kMixed);
  CHECK(sheet.lines[2].earned == Points{});
  CHECK(sheet.lines[1].earned == Points{200});
  CHECK(sheet.lines[1].rule == "void_full");
  CHECK(grading::grade(bank::Paper{c}, {}).total == Points{200});
}

TEST_CASE("a sheet is read back equal") {
  const ScoreSheet sheet = grading::grade(small_paper(), kMixed);
  const auto parsed = base::parse_json(base::canonical(grading::to_json(sheet)));
  REQUIRE(parsed);
  const auto again = grading::sheet_from_json(*parsed);
  REQUIRE(again);
  CHECK(*again == sheet);
}

TEST_CASE("the canonical text is that of the tree") {
  ScoreSheet sheet = grading::grade(small_paper(), kMixed);
  CHECK(grading::canonical(sheet) == base::canonical(grading::to_json(sheet)));
  sheet.lines[0].why.zh = "引号\" 反斜\\ 换行\n \x01 \x7F";
  sheet.lines[0].item_id = "";
  sheet.lines[1].response = members(R"({"x":["\u0000","é"]})");
  sheet.sections[0].title = "\t";
  CHECK(grading::canonical(sheet) == base::canonical(grading::to_json(sheet)));
  CHECK(grading::canonical(ScoreSheet{}) == base::canonical(grading::to_json(ScoreSheet{})));
}

TEST_CASE("a sheet whose sums do not follow from its lines is refused") {
  const Json good = grading::to_json(grading::grade(small_paper(), kMixed));
  const auto error_of = [&](const char* pointer, const Json& value) {
    Json json = good;
    json[Json::json_pointer(pointer)] = value;
    const auto sheet = grading::sheet_from_json(json);
    return sheet ? std::string{} : sheet.error().at(0).id;
  };
  CHECK(error_of("/total", "6").empty());
  CHECK(error_of("/total", "7") == "sums_differ");
  CHECK(error_of("/full", "11") == "sums_differ");
  CHECK(error_of("/passed", false) == "sums_differ");
  CHECK(error_of("/pass", "7") == "sums_differ");
  CHECK(error_of("/lines/1/earned", "1") == "sums_differ");
  CHECK(error_of("/lines/0/earned", "9") == "sums_differ");
  CHECK(error_of("/lines/0/section", 9) == "sums_differ");
  CHECK(error_of("/sections/0/earned", "4") == "sums_differ");
  CHECK(error_of("/lines/0/earned", "-1") == "bad_points");
  CHECK(error_of("/lines/0/hash", "x") == "bad_hash");
  CHECK(error_of("/lines/0/extra", 1) == "unknown_member");
  CHECK(error_of("/lines", Json::object()) == "not_an_array");
}
