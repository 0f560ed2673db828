#include "table/bank_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace examhall::table {

const HeadingSchema& bank_headings() {
  static const HeadingSchema schema{
      {
          {"type",
           {"题型", "类型", "试题类型", "题目类型", "试题题型", "题目题型", "type", "questiontype",
            "itemtype"},
           true},
          {"text",
           {"题干", "题目", "试题", "试题内容", "题目内容", "试题题干", "题目题干", "题干内容", "问题",
            "问题内容", "question", "text", "stem", "questiontext"},
           true},
          {"answer",
           {"答案", "正确答案", "标准答案", "参考答案", "试题答案", "题目答案", "正确选项", "answer", "key",
            "correctanswer", "rightanswer"},
           true},
          {"options",
           {"选项", "备选项", "备选答案", "答案选项", "选项内容", "试题选项", "options", "choices"}},
          {"points", {"分值", "分数", "分", "题目分值", "试题分值", "points", "score", "mark", "marks"}},
          {"difficulty",
           {"难度", "难易度", "难易程度", "难度等级", "试题难度", "题目难度", "difficulty", "level"}},
          {"topic",
           {"章节", "知识点", "考点", "模块", "所属章节", "所属知识点", "所属模块", "知识模块", "章节名称",
            "topic", "chapter", "module", "section"},
           false,
           true},
          {"explanation",
           {"解析", "答案解析", "试题解析", "题目解析", "解题思路", "答案说明", "explanation", "rationale",
            "solution"}},
          {"id",
           {"编号", "题号", "试题编号", "题目编号", "试题编码", "id", "no", "no.", "number", "questionid",
            "itemid"}},
          {"counter", {"序号", "#", "serial", "serialno", "serialno."}},
          {"images",
           {"图片", "题目图片", "配图", "图片名称", "图片文件", "image", "images", "picture", "pictures"}},
          {"tolerance", {"误差", "容差", "允许误差", "允许偏差", "误差范围", "tolerance"}},
          {"decimals", {"小数位数", "小数位", "保留小数", "保留小数位数", "decimals", "decimalplaces"}},
          {"unit", {"单位", "计量单位", "unit"}},
          {"compare", {"比较方式", "判分方式", "compare", "comparison"}},
          {"under_selection",
           {"少选得分", "少选规则", "漏选得分", "漏选规则", "under_selection", "under-selection",
            "underselection"}},
          {"per_option",
           {"每项得分", "每选项得分", "每个选项得分", "per_option", "peroption", "pointsperoption"}},
          {"keep_order",
           {"选项顺序固定", "选项不打乱", "固定选项顺序", "keep_order", "keeporder", "keepoptionorder"}},
      },
      {"备注", "remark", "remarks", "notes"},
      true};
  return schema;
}

std::vector<BankColumn> bank_columns(std::size_t options) {
  std::vector<BankColumn> columns{{"id", {"编号", "ID"}, 12},
                                  {"type", {"题型", "Type"}, 12},
                                  {"topic", {"章节", "Topic"}, 16},
                                  {"difficulty", {"难度", "Difficulty"}, 8},
                                  {"text", {"题干", "Question"}, 60}};
  for (std::size_t i = 0; i < options; ++i) {
    const char letter = static_cast<char>('A' + i);
    columns.push_back({fmt::format("options[{}]", i),
                       {fmt::format("选项{}", letter), fmt::format("Option {}", letter)},
                       24});
  }
  for (const BankColumn& column :
       std::initializer_list<BankColumn>{{"answer", {"答案", "Answer"}, 12},
                                         {"points", {"分值", "Points"}, 8},
                                         {"explanation", {"解析", "Explanation"}, 40},
                                         {"images", {"图片", "Images"}, 16},
                                         {"unit", {"单位", "Unit"}, 8},
                                         {"compare", {"比较方式", "Compare"}, 12},
                                         {"tolerance", {"误差", "Tolerance"}, 10},
                                         {"decimals", {"小数位数", "Decimals"}, 10},
                                         {"under_selection", {"少选得分", "Under-selection"}, 12},
                                         {"per_option", {"每项得分", "Per option"}, 10},
                                         {"keep_order", {"选项顺序固定", "Keep order"}, 14}}) {
    columns.push_back(column);
  }
  return columns;
}

bool has_table_form(std::string_view type) {
  constexpr std::array<std::string_view, 4> types{"single", "multiple", "true_false", "numeric"};
  return std::find(types.begin(), types.end(), type) != types.end();
}

}  // namespace examhall::table
