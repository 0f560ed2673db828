#include <unistd.h>
#include <zip.h>

#include <filesystem>

#include "base/file.hpp"
#include "grading/result_table.hpp"
#include "grading_support.hpp"

using namespace examhall;
using namespace examhall::test;
using base::Language;
using grading::Results;
using grading::Status;

namespace {

Results sample() {
  Results results{graded(small_paper(), "0001", {{0, "B"}, {1, "A"}, {2, Json::array({"A"})}, {4, "12.5"}}),
                  {"", "0002", "欧阳某某", "虚构职业技术学院", Status::absent}};
  results.push_back(graded(small_paper(), "0003", {{0, "B"}}));
  results[2].status = Status::terminated;
  results.push_back(graded(small_paper(), "0004", {{0, "B"}}));
  return results;
}

std::string member_of(const std::filesystem::path& archive, const char* name) {
  zip_t* zip = zip_open(archive.c_str(), ZIP_RDONLY, nullptr);
  REQUIRE(zip != nullptr);
  zip_file_t* file = zip_fopen(zip, name, 0);
  REQUIRE(file != nullptr);
  std::string content(1 << 20, '\0');
  const zip_int64_t n = zip_fread(file, content.data(), content.size());
  content.resize(static_cast<std::size_t>(n));
  zip_fclose(file);
  zip_discard(zip);
  return content;
}

}  // namespace

TEST_CASE("a table for a terminal lines up wide characters") {
  CHECK("\n" + grading::to_terminal(grading::make_table(sample(), Language::zh)) == R"(
准考证号  姓名      院校              状态      总分  单选  多选  判断  计算  是否合格
0001      考生0001  虚构学院          已评分       7     4     1     0     2  合格
0002      欧阳某某  虚构职业技术学院  缺考
0003      考生0003  虚构学院          违规终止
0004      考生0004  虚构学院          已评分       2     2     0     0     0  不合格
)");
}

TEST_CASE("only graded rows show scores, in either language") {
  const auto table = grading::make_table(sample(), Language::en);
  CHECK(table.headings == std::vector<std::string>{"ticket", "name", "institution", "status", "score", "单选",
                                                   "多选", "判断", "计算", "result"});
  CHECK(table.rows[0][4] == grading::Cell{"7", true});
  CHECK(table.rows[0][9] == grading::Cell{"passed"});
  CHECK(table.rows[2][3] == grading::Cell{"terminated"});
  for (std::size_t c = 4; c < 10; ++c) CHECK(table.rows[2][c] == grading::Cell{});
  CHECK(grading::make_table({}, Language::en).headings.size() == 6);
}

TEST_CASE("candidates of different papers share one table") {
  bank::PaperContent other = small_paper().content();
  other.sections.erase(other.sections.begin());
  other.sections[0].title = "综合";
  Results results = sample();
  results.push_back(graded(bank::Paper{other}, "0005", {}));
  const auto table = grading::make_table(results, Language::en);
  CHECK(table.headings[9] == "综合");
  CHECK(table.rows[4][5] == grading::Cell{});
  CHECK(table.rows[4][9] == grading::Cell{"0", true});
}

TEST_CASE("no cell of a CSV can be a formula") {
  CHECK(grading::neutralised("=1+1") == "'=1+1");
  CHECK(grading::neutralised("+86 10") == "'+86 10");
  CHECK(grading::neutralised("-cmd") == "'-cmd");
  CHECK(grading::neutralised("@SUM(A1)") == "'@SUM(A1)");
  CHECK(grading::neutralised("＝1+1") == "'＝1+1");
  CHECK(grading::neutralised("\t=1") == "'\t=1");
  CHECK(grading::neutralised("\r=1") == "'\r=1");
  CHECK(grading::neutralised("\n=1") == "'\n=1");
  CHECK(grading::neutralised("-12.5") == "-12.5");
  CHECK(grading::neutralised("+5") == "+5");
  CHECK(grading::neutralised("张三=李四") == "张三=李四");
  CHECK(grading::neutralised("").empty());
}

TEST_CASE("CSV is what Excel opens") {
  Results results = sample();
  results[0].name = "=HYPERLINK(\"http://x\",\"y\")";
  results[0].institution = "甲,乙\n丙";
  const std::string csv = grading::to_csv(grading::make_table(results, Language::zh));
  CHECK(csv.starts_with(
      "\xEF\xBB\xBF准考证号,姓名,院校,状态,总分,单选,多选,判断,计算,是否合格\r\n"
      "0001,\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",\"甲,乙\n丙\",已评分,7,4,1,0,2,合格\r\n"
      "0002,欧阳某某,虚构职业技术学院,缺考,,,,,,\r\n"));
}

TEST_CASE("a name cannot move the terminal's cursor or break the line") {
  Results results = sample();
  results[0].name = "a\x1B[2Jb\nc";
  results[1].name = "x\u202Ey";
  results[2].name = "bad\xFF";
  const std::string shown = grading::to_terminal(grading::make_table(results, Language::zh));
  CHECK(std::count(shown.begin(), shown.end(), '\n') == 5);
  CHECK(shown.find('\x1B') == std::string::npos);
  CHECK(shown.find("\u202E") == std::string::npos);
}

TEST_CASE("the summary has stable English keys and no trace") {
  const Json summary = grading::results_summary(sample());
  CHECK(
      summary[0] ==
      members(
          R"({"ticket":"0001","name":"考生0001","institution":"虚构学院","status":"graded","score":"7","full":"10",
    "sections":[{"title":"单选","earned":"4","full":"4"},{"title":"多选","earned":"1","full":"3"},{"title":"判断","earned":"0","full":"1"},
                {"title":"计算","earned":"2","full":"2"}],"passed":true})"));
  CHECK(summary[2] ==
        members(R"({"ticket":"0003","name":"考生0003","institution":"虚构学院","status":"terminated"})"));
}

TEST_CASE("a workbook holds strings as strings and scores as numbers") {
  const auto path =
      std::filesystem::temp_directory_path() / fmt::format("examhall-results-{}.xlsx", ::getpid());
  Results results = sample();
  results[0].name = "=1+1";
  results[1].name = "http://example.org";
  grading::write_xlsx(grading::make_table(results, Language::zh), path);
  const std::string sheet = member_of(path, "xl/worksheets/sheet1.xml");
  const std::string strings = member_of(path, "xl/sharedStrings.xml");
  std::filesystem::remove(path);
  CHECK(sheet.find("<f>") == std::string::npos);
  CHECK(sheet.find("hyperlink") == std::string::npos);
  CHECK(sheet.find("<c r=\"E2\"><v>7</v></c>") != std::string::npos);
  CHECK(sheet.find("<c r=\"A2\" t=\"s\">") != std::string::npos);
  CHECK(strings.find("<t>=1+1</t>") != std::string::npos);
  CHECK(strings.find("<t>0001</t>") != std::string::npos);
}

TEST_CASE("a workbook that cannot be written is an exception and leaves nothing behind") {
  CHECK_THROWS_AS(
      grading::write_xlsx(grading::make_table(sample(), Language::zh), "/nonexistent/results.xlsx"),
      std::runtime_error);
}
