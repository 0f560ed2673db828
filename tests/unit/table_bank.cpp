#include <catch2/catch.hpp>

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>

#include "table/bank_table.hpp"
#include "table_support.hpp"

using namespace examhall;
using namespace examhall::table;
using namespace examhall::table::test;

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::filesystem::path workbook(const std::filesystem::path& path,
                               const std::vector<std::pair<std::string, Rows>>& sheets) {
  lxw_workbook* book = workbook_new(path.c_str());
  for (const auto& [name, rows] : sheets) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, name.c_str());
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (std::size_t c = 0; c < rows[r].size(); ++c) {
        if (rows[r][c].empty()) continue;
        worksheet_write_string(sheet, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(c),
                               rows[r][c].c_str(), nullptr);
      }
    }
  }
  REQUIRE(workbook_close(book) == LXW_NO_ERROR);
  return path;
}

bank::BankReading read(const std::vector<std::pair<std::string, Rows>>& sheets) {
  const Folder folder;
  return read_bank_table(workbook(folder.file("bank.xlsx"), sheets));
}

std::string described(const base::Problem& p) {
  return fmt::format("{}|{}|{}|{}", p.id, p.place.sheet, p.place.row, p.place.column);
}

std::vector<std::string> errors(const bank::BankReading& reading) {
  std::vector<std::string> out;
  for (const base::Problem& p : reading.problems) {
    if (p.severity == base::Severity::error) out.push_back(described(p));
  }
  return out;
}

std::vector<std::string> warnings(const bank::BankReading& reading) {
  std::vector<std::string> out;
  for (const base::Problem& p : reading.problems) {
    if (p.severity == base::Severity::warning) out.push_back(described(p));
  }
  return out;
}

const std::vector<std::string> kHeadings{"编号",  "题型",  "题干", "选项A", "选项B",
                                         "选项C", "选项D", "答案", "分值"};

}  // namespace

TEST_CASE("a workbook as staff make it becomes a bank") {
  const auto reading =
      read({{"题库",
             {{"企业财务与会计机器人应用  初级题库"},
              {},
              {"题 号", "试题类型*", "章节", "难易度", "题目内容：", "A", "B", "C", "D", "标准答案",
               "分值（分）", "答案解析", "误差", "小数位数", "单位"},
              {"Q1", "单选题", "第一章", "较易", "甲？", "一", "二", "三", "四", "ｂ", "1.5分", "因为"},
              {},
              {"Q2", "多选题", "第一章", "3", "乙？", "一", "二", "三", "", "A、C", "2"},
              {"Q3", "判断题", "第二章", "难", "丙。", "", "", "", "", "√", "1"},
              {"Q4", "填空题", "第二章", "", "丁？", "", "", "", "", "1,234.50", "2", "", "±0.01", "", "元"},
              {"Q5", "填空题", "第二章", "", "戊？", "", "", "", "", "12.50", "2", "", "", "2"},
              {"Q6", "填空题", "第二章", "", "己？", "", "", "", "", "100", "2", "", "1%"}}},
            {"填写说明", {{"随便写"}}},
            {"Sheet3", {}}});
  CHECK(errors(reading) == Ids{});
  CHECK(warnings(reading) == Ids{});
  const auto& items = reading.bank.items;
  REQUIRE(items.size() == 6);
  CHECK(reading.bank.id == "bank");
  CHECK(items[0].id == "Q1");
  CHECK(items[0].view.type == "single");
  CHECK(items[0].view.text == "甲？");
  CHECK(items[0].view.content.at("options") == base::Json{"一", "二", "三", "四"});
  CHECK(items[0].secret.key.at("answer") == "B");
  CHECK(items[0].secret.explanation == "因为");
  CHECK(items[0].points.hundredths == 150);
  CHECK(items[0].difficulty == 2);
  CHECK(items[0].topic == "第一章");
  CHECK(items[1].secret.key.at("answer") == "AC");
  CHECK(items[1].view.content.at("options").size() == 3);
  CHECK(items[2].secret.key.at("answer") == true);
  CHECK(items[2].difficulty == 5);
  CHECK(items[3].secret.key.at("compare") == "absolute");
  CHECK(items[3].view.content.at("unit") == "元");
  CHECK(items[4].secret.key.at("compare") == "decimals");
  CHECK(items[5].secret.key.at("compare") == "relative");
}

TEST_CASE("a dozen different mistakes are all reported with row and column") {
  const auto reading =
      read({{"题目",
             {kHeadings,
              {"Q1", "单选题", "甲？", "一", "二", "三", "四", "E", "1"},    // no such option
              {"Q2", "单选题", "", "一", "二", "三", "四", "A", "1"},        // no text
              {"Q3", "单选", "丙？", "一", "二", "三", "四", "AB", "1"},     // two answers
              {"Q4", "问答题", "丁？", "", "", "", "", "略", "1"},           // unknown type
              {"Q5", "判断题", "戊？", "", "", "", "", "也许", "1"},         // neither true nor false
              {"Q6", "多选题", "己？", "一", "", "三", "", "A", "1"},        // a gap
              {"Q7", "多选题", "庚？", "一", "二", "", "", "", "1"},         // no answer
              {"Q8", "填空题", "辛？", "", "", "", "", "十二", "1"},         // not a number
              {"Q1", "判断题", "壬？", "", "", "", "", "对", "1"},           // id used twice
              {"Q 9", "判断题", "癸？", "", "", "", "", "对", "1"},          // id with a space
              {"Q10", "判断题", "子？", "", "", "", "", "对", "1.234"},      // too fine
              {"Q11", "单选题", "丑？", "一", "一", "三", "四", "C", "1"},   // an option twice
              {"Q12", "", "寅？", "一", "二", "", "", "A", "1"},             // no type
              {"Q13", "判断题", "卯？", "一", "二", "三", "", "对", "1"}}},  // options without use
            {"乙", {{"只有标题"}, {"没有表头"}}}});
  const auto found = errors(reading);
  const Ids expected{"answer_outside_options|题目|2|H 答案",
                     "missing|题目|3|C 题干",
                     "answer_not_single|题目|4|H 答案",
                     "unknown_type|题目|5|B 题型",
                     "answer_not_true_false|题目|6|H 答案",
                     "option_empty|题目|7|E 选项B",
                     "missing|题目|8|H 答案",
                     "answer_not_a_number|题目|9|H 答案",
                     "bad_id|题目|11|A 编号",
                     "points_not_positive|题目|12|I 分值",
                     "option_repeated|题目|13|E 选项B",
                     "missing|题目|14|B 题型",
                     "unknown_member|题目|15|D 选项A",
                     "heading_row_missing|乙|0|"};
  for (const std::string& e : expected) {
    CAPTURE(e);
    CHECK(std::find(found.begin(), found.end(), e) != found.end());
  }
  CHECK_FALSE(reading.usable());
  CHECK(std::is_sorted(reading.problems.begin(), reading.problems.end() - 1,
                       [](const auto& a, const auto& b) { return a.place.row < b.place.row; }));
}

TEST_CASE("an id used twice is reported where it stands the second time") {
  const auto reading = read({{"题目",
                              {kHeadings,
                               {"Q1", "判断题", "甲。", "", "", "", "", "对", "1"},
                               {"Q1", "判断题", "乙。", "", "", "", "", "对", "1"}}}});
  CHECK(errors(reading) == Ids{"duplicate_id|题目|3|A 编号"});
}

TEST_CASE("headings that are missing, doubled or unknown are reported") {
  CHECK(errors(read({{"Sheet1", {{"题干", "选项A", "选项B"}, {"甲", "一", "二"}}}})).at(0) ==
        "items_count||0|");
  const auto missing = errors(read({{"Sheet1", {{"题干", "选项A", "选项B"}, {"甲", "一", "二"}}}}));
  CHECK(std::count(missing.begin(), missing.end(), "heading_missing|Sheet1|1|") == 2);  // type and answer
  const auto twice =
      read({{"单选题", {{"题干", "A", "B", "答案", "正确答案"}, {"甲", "一", "二", "A", "A"}}}});
  CHECK(errors(twice) == Ids{"heading_duplicate|单选题|1|E 正确答案"});
  const auto odd = read({{"单选题",
                          {{"编号", "题干", "A", "B", "答案", "出题人", "章节", "知识点", "备注"},
                           {"1", "甲", "一", "二", "A", "张", "一章", "现金", "x", "栏外"}}}});
  CHECK(errors(odd) == Ids{});
  CHECK(warnings(odd) == Ids{"heading_unknown|单选题|1|F 出题人", "heading_shadowed|单选题|1|H 知识点",
                             "cell_without_heading|单选题|2|J"});
  CHECK(odd.bank.items.at(0).topic == "一章");
}

TEST_CASE("the type can come from the sheet, and all sheets are read") {
  const Rows choice{{"编号", "题干", "选项A", "选项B", "答案"}, {"S1", "甲", "一", "二", "A"}};
  const Rows judge{{"编号", "题干", "答案"}, {"T1", "乙", "错"}};
  const auto reading = read({{"一、单选题", choice}, {"判断题", judge}, {"单选题示例", choice}});
  CHECK(errors(reading) == Ids{});
  REQUIRE(reading.bank.items.size() == 2);
  CHECK(reading.bank.items[0].view.type == "single");
  CHECK(reading.bank.items[1].view.type == "true_false");
}

TEST_CASE("options under one heading, in one cell or in two heading rows") {
  const auto together =
      read({{"单选题", {{"编号", "题干", "选项", "答案"}, {"1", "甲", "A.一\nB.二\nC.三", "C"}}}});
  CHECK(errors(together) == Ids{});
  CHECK(together.bank.items.at(0).view.content.at("options") == base::Json{"一", "二", "三"});
  const auto stacked = read({{"单选题",
                              {{"编号", "题干", "选项", "", "", "答案"},
                               {"", "", "A", "B", "C", ""},
                               {"1", "甲", "一", "二", "三", "C"}}}});
  CHECK(errors(stacked) == Ids{});
  CHECK(stacked.bank.items.at(0).view.content.at("options") == base::Json{"一", "二", "三"});
  const auto twice =
      read({{"单选题", {{"编号", "题干", "选项", "A", "B", "答案"}, {"1", "甲", "一|二", "一", "二", "A"}}}});
  CHECK(errors(twice).at(0) == "options_twice|单选题|2|C 选项");
  const auto order = read({{"单选题", {{"编号", "题干", "选项", "答案"}, {"1", "甲", "B.一|A.二", "A"}}}});
  CHECK(errors(order) == Ids{"options_out_of_order|单选题|2|C 选项"});
  const auto marks =
      read({{"单选题", {{"编号", "题干", "A", "B", "答案"}, {"1", "甲", "A.一", "B.二", "A"}}}});
  CHECK(warnings(marks) == Ids{"options_marked|单选题|2|C A"});
}

TEST_CASE("true and false laid out as a choice") {
  const Rows rows{{"编号", "题型", "题干", "A", "B", "答案"},
                  {"1", "判断题", "甲", "正确", "错误", "B"},
                  {"2", "判断题", "乙", "错", "对", "b"},
                  {"3", "判断题", "丙", "正确", "错误", "对"}};
  const auto reading = read({{"题目", rows}});
  CHECK(errors(reading) == Ids{});
  REQUIRE(reading.bank.items.size() == 3);
  CHECK(reading.bank.items[0].secret.key.at("answer") == false);
  CHECK(reading.bank.items[1].secret.key.at("answer") == true);
  CHECK(reading.bank.items[2].secret.key.at("answer") == true);
}

TEST_CASE("a counter is the id only if it tells the items apart and nothing better is there") {
  const Rows rows{{"序号", "题干", "答案"}, {"1", "甲", "对"}, {"2", "乙", "错"}};
  const auto unique = read({{"判断题", rows}});
  CHECK(errors(unique) == Ids{});
  CHECK(unique.bank.items.at(1).id == "2");
  const Rows more{{"序号", "题干", "选项", "答案"}, {"1", "丙", "一|二", "A"}};
  const auto repeated = read({{"判断题", rows}, {"单选题", more}});
  CHECK(errors(repeated) == Ids{});
  CHECK(repeated.bank.items.at(1).id.starts_with("x-"));
  const auto both = read({{"判断题", {{"序号", "编号", "题干", "答案"}, {"1", "Q9", "甲", "对"}}}});
  CHECK(both.bank.items.at(0).id == "Q9");
}

TEST_CASE("error cells and dates are reported, percentages kept") {
  const Folder folder;
  RawWorkbook raw;
  raw.styles = R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs>)";
  const auto text = [](const char* at, const char* t) {
    return fmt::format(R"(<c r="{}" t="str"><v>{}</v></c>)", at, t);
  };
  raw.rows = "<row r=\"1\">" + text("A1", "编号") + text("B1", "题型") + text("C1", "题干") +
             text("D1", "A") + text("E1", "B") + text("F1", "答案") + text("G1", "分值") +
             "</row><row r=\"2\">" + text("A2", "Q1") + text("B2", "单选题") + text("C2", "甲") +
             R"(<c r="D2" s="1"><v>45066</v></c><c r="E2" s="2"><v>0.13</v></c>)" + text("F2", "B") +
             R"(<c r="G2"><v>1.5</v></c></row><row r="3">)" + text("A3", "Q2") + text("B3", "单选题") +
             text("C3", "乙") + text("D3", "一") + R"(<c r="E3" t="e"><v>#REF!</v></c>)" + text("F3", "A") +
             "</row>";
  const auto reading = read_bank_table(write_zip(folder.file("bank.xlsx"), raw.parts()));
  CHECK(errors(reading) == Ids{"cell_error|Sheet1|3|E B"});
  CHECK(warnings(reading) == Ids{"cell_is_date|Sheet1|2|D A"});
  REQUIRE(reading.bank.items.size() == 1);
  CHECK(reading.bank.items[0].view.content.at("options") == base::Json{"2023-05-20", "13%"});
  CHECK(reading.bank.items[0].points.hundredths == 150);
}

TEST_CASE("text tables in any charset become banks, stray commas are caught") {
  const Folder folder;
  const std::string text = "编号,题型,题干,选项A,选项B,答案\r\nQ1,单选题,\"甲,乙？\",一,二,A\r\n";
  const auto good = read_bank_table(folder.write("bank.csv", text));
  CHECK(errors(good) == Ids{});
  CHECK(good.bank.items.at(0).view.text == "甲,乙？");
  const auto stray = read_bank_table(folder.write("bank2.csv", text + "Q2,单选题,甲,乙？,一,二,A\r\n"));
  const auto found = errors(stray);
  CHECK(std::find(found.begin(), found.end(), "cell_without_heading||3|G") != found.end());
  const auto named = read_bank_table(folder.write("判断题.csv", "编号\t题干\t答案\n1\t甲\t对\n"),
                                     {.header = {.id = "b", .title = {}}});
  CHECK(errors(named) == Ids{});
  CHECK(named.bank.title == "判断题");
  const auto unnamed = read_bank_table(folder.write("题库 一.csv", text));
  CHECK(errors(unnamed) == Ids{"bad_id||0|bank"});
  CHECK(ids(read_bank_table(folder.file("none.csv")).problems) == Ids{"file_missing"});
}

TEST_CASE("images come from the table's folder and never from elsewhere") {
  const Folder folder;
  const std::string png = "\x89PNG\r\n\x1A\n" +
                          std::string{"\0\0\0\x0DIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0", 21} +
                          std::string(60, '\0');
  folder.write("v.png", png);
  const std::string head = "编号,题型,题干,答案,图片\n";
  const auto good = read_bank_table(
      folder.write("a.csv", head + "1,判断题,看图 ![凭证](v.png),对,\n2,判断题,乙,对,v.png\n"));
  CHECK(errors(good) == Ids{});
  CHECK(good.bank.images.size() == 1);
  CHECK(good.bank.items.at(1).view.images.at(0).name == "v.png");
  const auto missing = read_bank_table(folder.write("b.csv", head + "1,判断题,乙,对,w.png\n"));
  CHECK(errors(missing) == Ids{"unknown_image||2|E 图片"});
  const auto outside = read_bank_table(folder.write("c.csv", head + "1,判断题,乙,对,../v.png\n"));
  CHECK_FALSE(outside.usable());
}

TEST_CASE("pictures that float over a sheet are mentioned") {
  const Folder folder;
  const auto path = folder.file("bank.xlsx");
  // a 1x1 PNG that the library accepts
  const std::string png{
      "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3A\x7E\x9B\x55"
      "\0\0\0\x0AIDAT\x08\xD7\x63\x60\0\0\0\x02\0\x01\xE2\x21\xBC\x33\0\0\0\0IEND\xAE\x42\x60\x82",
      67};
  lxw_workbook* book = workbook_new(path.c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(book, "判断题");
  const Rows rows{{"编号", "题干", "答案"}, {"1", "甲", "对"}};
  for (std::size_t r = 0; r < 2; ++r) {
    for (std::size_t c = 0; c < 3; ++c) {
      worksheet_write_string(sheet, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(c), rows[r][c].c_str(),
                             nullptr);
    }
  }
  REQUIRE(worksheet_insert_image_buffer(sheet, 1, 3, reinterpret_cast<const unsigned char*>(png.data()),
                                        png.size()) == LXW_NO_ERROR);
  workbook_close(book);
  const auto reading = read_bank_table(path);
  CHECK(errors(reading) == Ids{});
  CHECK(warnings(reading) == Ids{"pictures_not_read|判断题|2|"});
}

TEST_CASE("problems without end are cut short") {
  Rows rows{{"编号", "题干", "选项", "答案"}};
  for (int i = 0; i < 1500; ++i)
    rows.push_back({std::to_string(i), fmt::format("题{}", i), "B.一|A.二", "A"});
  const auto reading = read({{"单选题", rows}});
  CHECK(reading.problems.size() == 1001);
  CHECK(reading.problems.back().id == "problems_omitted");
  CHECK_FALSE(reading.usable());
}

TEST_CASE("ten thousand questions are read") {
  Rows rows{kHeadings};
  for (int i = 0; i < 10'000; ++i) {
    rows.push_back({fmt::format("Q{}", i), i % 2 == 0 ? "单选题" : "多选题", fmt::format("第 {} 题？", i),
                    "一", "二", "三", "四", i % 2 == 0 ? "C" : "ABD", "1"});
  }
  const auto reading = read({{"题库", rows}});
  CHECK(errors(reading) == Ids{});
  REQUIRE(reading.bank.items.size() == 10'000);
  CHECK(reading.bank.items[9'999].id == "Q9999");
  CHECK(reading.bank.items[9'999].secret.key.at("answer") == "ABD");
}
