#include <catch2/catch.hpp>

#include "table/bank_cells.hpp"
#include "table/bank_columns.hpp"

using namespace examhall;
using namespace examhall::table;

TEST_CASE("headings are recognised as people write them") {
  const std::vector<std::pair<const char*, const char*>> expected{{"题型", "type"},
                                                                  {" 试 题 类 型：", "type"},
                                                                  {"题干", "text"},
                                                                  {"试题内容", "text"},
                                                                  {"*题目内容", "text"},
                                                                  {"问题（必填）", "text"},
                                                                  {"答案", "answer"},
                                                                  {"标准答案＊", "answer"},
                                                                  {"Correct Answer", "answer"},
                                                                  {"分值(分)", "points"},
                                                                  {"分", "points"},
                                                                  {"难易度", "difficulty"},
                                                                  {"章节", "topic"},
                                                                  {"考点", "topic"},
                                                                  {"答案解析", "explanation"},
                                                                  {"题号", "id"},
                                                                  {"序号", "counter"},
                                                                  {"容差", "tolerance"},
                                                                  {"小数位数", "decimals"},
                                                                  {"单位", "unit"},
                                                                  {"图片", "images"},
                                                                  {"A", "options[0]"},
                                                                  {"选项Ａ", "options[0]"},
                                                                  {"h选项", "options[7]"},
                                                                  {"答案选项C", "options[2]"},
                                                                  {"选项 1", "options[0]"},
                                                                  {"选项10", "options[9]"},
                                                                  {"Option B", "options[1]"},
                                                                  {"选项D（可空）", "options[3]"},
                                                                  {"选项", "options"},
                                                                  {"备注", ""},
                                                                  {"题目\n内容", "text"}};
  for (const auto& [heading, member] : expected) {
    const auto found = member_of(bank_headings(), heading);
    REQUIRE(found);
    CHECK(*found == member);
  }
  for (const char* unknown : {"出题人", "K", "选项0", "选项11", "答案A", "1", "", "（必填）", "难度系数"}) {
    CHECK_FALSE(member_of(bank_headings(), unknown));
  }
}

TEST_CASE("every exported heading is recognised and means its own column") {
  for (const BankColumn& column : bank_columns(10)) {
    CHECK(member_of(bank_headings(), column.heading.zh) == column.member);
    CHECK(member_of(bank_headings(), column.heading.en) == column.member);
  }
}

TEST_CASE("sheets for people are skipped") {
  for (const char* name :
       {"说明", "填写说明", "使用说明（必读）", "示例", "Instructions", "README", "单选题示例"}) {
    CHECK(is_instruction_sheet(name));
  }
  for (const char* name : {"单选题", "Sheet1", "示例题库", "说明文阅读"})
    CHECK_FALSE(is_instruction_sheet(name));
}

TEST_CASE("a sheet's name can say the type") {
  const auto name = [](const char* sheet) {
    const bank::ItemType* type = type_of_sheet(sheet);
    return type == nullptr ? std::string{"-"} : std::string{type->name()};
  };
  CHECK(name("单选题") == "single");
  CHECK(name("多选") == "multiple");
  CHECK(name("三、判断题（初级）") == "true_false");
  CHECK(name("计算填空题20道") == "numeric");
  CHECK(name("计算机基础") == "-");
  CHECK(name("Sheet1") == "-");
  CHECK(name("单选题与判断题") == "-");
}

TEST_CASE("values are read as people write them") {
  CHECK(difficulty_from_cell(" 较 易") == "2");
  CHECK(difficulty_from_cell("难") == "5");
  CHECK(difficulty_from_cell("Medium") == "3");
  CHECK(difficulty_from_cell("4") == "4");
  CHECK(difficulty_from_cell("极难") == "极难");
  CHECK(points_from_cell("１．５分") == "1.5");
  CHECK(tolerance_from_cell("±0.01") == "0.01");
  CHECK(tolerance_from_cell("1％") == "1%");
  CHECK(compare_from_cell("相对误差") == "relative");
  CHECK(compare_from_cell("exact") == "exact");
  CHECK(under_selection_from_cell("得一半") == "half");
  for (const char* rule : {"none", "share", "half", "per_option"}) {
    CHECK(under_selection_from_cell(under_selection_to_cell(rule, base::Language::zh)) == rule);
    CHECK(under_selection_to_cell(rule, base::Language::en) == rule);
  }
  for (const char* compare : {"exact", "absolute", "relative", "decimals"}) {
    CHECK(compare_from_cell(compare_to_cell(compare, base::Language::zh)) == compare);
    CHECK(compare_to_cell(compare, base::Language::zh) != compare);
  }
  CHECK(yes_from_cell("是") == true);
  CHECK(yes_from_cell("N") == false);
  CHECK_FALSE(yes_from_cell("也许"));
  CHECK(names_from_cell("a.png、b.jpg；c.png\n d.png") ==
        std::vector<std::string>{"a.png", "b.jpg", "c.png", "d.png"});
  CHECK(names_from_cell(" ").empty());
}

TEST_CASE("options in one cell are split and their marks removed") {
  using Texts = std::vector<std::string>;
  CHECK(options_from_cell("A.甲\nB、乙\nC)丙\n(D)丁").texts == Texts{"甲", "乙", "丙", "丁"});
  CHECK(options_from_cell("Ａ．甲|Ｂ：乙").texts == Texts{"甲", "乙"});
  CHECK(options_from_cell("a. 甲 ｜ b. 乙").texts == Texts{"甲", "乙"});
  CHECK(options_from_cell("A.甲  B.乙；C.丙\u3000D.丁").texts == Texts{"甲", "乙", "丙", "丁"});
  CHECK(options_from_cell("甲\n\n乙").texts == Texts{"甲", "乙"});
  CHECK(options_from_cell("A.甲|乙").texts == Texts{"A.甲", "乙"});
  CHECK(options_from_cell("ABC公司|B公司").texts == Texts{"ABC公司", "B公司"});
  CHECK(options_from_cell("").texts.empty());
  const Options wrong = options_from_cell("B.乙|A.甲");
  CHECK(wrong.shuffled);
  CHECK_FALSE(wrong.marked);
  CHECK(wrong.texts == Texts{"B.乙", "A.甲"});
  CHECK(options_are_marked({"A.x", "B.y"}));
  CHECK_FALSE(options_are_marked({"A.x", "y"}));
}
