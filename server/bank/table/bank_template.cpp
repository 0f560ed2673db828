// The workbook that staff fill in. Its lists and examples come from the same tables as the reader's rules.
#include <fmt/format.h>

#include "bank/item_type.hpp"
#include "table/bank_columns.hpp"
#include "table/bank_export.hpp"
#include "table/workbook_writer.hpp"

namespace examhall::table {
namespace {

using base::Language;

constexpr lxw_row_t kLastRow = 20'000;
constexpr std::size_t kOptions = 6;

std::vector<std::string> type_names(Language language) {
  std::vector<std::string> names;
  for (const bank::ItemType* type : bank::item_types()) {
    if (has_table_form(type->name())) {
      names.push_back(language == Language::zh ? type->title().zh : std::string{type->name()});
    }
  }
  return names;
}

void add_list(lxw_worksheet* sheet, std::size_t column, const std::vector<std::string>& values) {
  std::vector<char*> list;
  for (const std::string& value : values)
    list.push_back(const_cast<char*>(value.c_str()));  // it is only read
  list.push_back(nullptr);
  lxw_data_validation validation{};
  validation.validate = LXW_VALIDATION_TYPE_LIST;
  validation.value_list = list.data();
  validation.ignore_blank = LXW_VALIDATION_ON;
  validation.error_type = LXW_VALIDATION_ERROR_TYPE_STOP;
  const auto c = static_cast<lxw_col_t>(column);
  worksheet_data_validation_range(sheet, 1, c, kLastRow, c, &validation);
}

void write_questions(WorkbookWriter& writer, Language language) {
  const auto columns = bank_columns(kOptions);
  lxw_worksheet* sheet = writer.add_sheet(language == Language::zh ? "题目" : "Questions");
  std::vector<std::string> headings;
  std::vector<double> widths;
  for (const BankColumn& column : columns) {
    headings.push_back(column.heading.in(language));
    widths.push_back(column.width);
  }
  writer.headings(sheet, headings, widths);
  const bool zh = language == Language::zh;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string& member = columns[i].member;
    if (member == "type") add_list(sheet, i, type_names(language));
    if (member == "difficulty") {
      add_list(sheet, i,
               zh ? std::vector<std::string>{"易", "较易", "中", "较难", "难"}
                  : std::vector<std::string>{"1", "2", "3", "4", "5"});
    }
    if (member == "keep_order") {
      add_list(sheet, i, zh ? std::vector<std::string>{"是", "否"} : std::vector<std::string>{"yes", "no"});
    }
  }
}

struct Rule {
  const char* heading;
  const char* text;
};

constexpr Rule kRulesZh[] = {
    {"题型",
     "必填：单选题、多选题、判断题、计算填空题。整张工作表同一题型时，也可删去此列，把工作表命名为题型。"},
    {"题干", "必填。可用 **加粗** 等简单格式；图片写作 ![说明](文件名.png)。"},
    {"选项A～选项F", "选择题填写，不要写“A.”等字母。也可只用一列“选项”，每行一个选项。"},
    {"答案", "必填。选择题写字母，如 B 或 ABD；判断题写 对 或 错；填空题写数，如 1234.50。"},
    {"分值", "建议分值，至多两位小数；以试卷设置为准。"},
    {"难度", "易、较易、中、较难、难，或 1 到 5。"},
    {"编号", "字母、数字、点、下划线、连字符，全库唯一。不填时按内容生成。"},
    {"误差", "填空题允许的误差，如 0.01；1% 表示相对误差。"},
    {"小数位数", "填空题要求恰好保留的小数位数；不与误差同用。"},
    {"少选得分", "多选题少选且无错选时：按比例（默认）、一半、不得分，或 按项（另填“每项得分”）。"},
    {"图片",
     "图片文件名（PNG、JPEG），多个用顿号分隔；图片文件与表格放在同一文件夹。浮动在表上的图片不会导入。"},
};

constexpr Rule kRulesEn[] = {
    {"Type",
     "Required: single, multiple, true_false, numeric. If a whole sheet is of one type, name the sheet after "
     "it."},
    {"Question", "Required. Simple marks such as **bold** are kept; an image is written ![text](file.png)."},
    {"Option A to F",
     "For choices, without the letters themselves. Or one column \"Options\", one option a line."},
    {"Answer", "Required. Letters of options, such as B or ABD; true or false; a number, such as 1234.50."},
    {"Points", "Suggested, with at most two decimals; the paper decides."},
    {"Difficulty", "1 (easy) to 5 (hard)."},
    {"ID", "Letters, digits, dots, underscores, hyphens; unique. Made from the content if it is missing."},
    {"Tolerance", "For numbers: 0.01 is absolute, 1% is relative."},
    {"Decimals", "For numbers: exactly this many decimals; not together with a tolerance."},
    {"Under-selection", "Too few right options and no wrong one: share (default), half, none, per_option."},
    {"Images",
     "File names (PNG, JPEG) separated by commas, in the table's folder. Floating pictures are not read."},
};

using Example = std::vector<std::string>;  // 题型 题干 选项A 选项B 选项C 选项D 答案 分值

const std::vector<Example> kExamplesZh{
    {"单选题", "企业以银行存款偿还货款，会引起（　）。", "资产增加", "资产减少", "权益增加", "收入增加", "B",
     "1"},
    {"多选题", "下列属于流动资产的有（　）。", "应收账款", "固定资产", "原材料", "无形资产", "AC", "2"},
    {"判断题", "会计恒等式为：资产＝负债＋所有者权益。", "", "", "", "", "对", "1"},
    {"计算填空题", "不含税价 1000 元，税率 13%，增值税税额是多少元？", "", "", "", "", "130.00", "2"},
};
const std::vector<Example> kExamplesEn{
    {"single", "Paying a supplier from the bank account …", "adds assets", "reduces assets", "adds equity",
     "adds income", "B", "1"},
    {"multiple", "Which are current assets?", "receivables", "buildings", "raw materials", "patents", "AC",
     "2"},
    {"true_false", "Assets equal liabilities plus equity.", "", "", "", "", "true", "1"},
    {"numeric", "VAT of 13% on a net price of 1000?", "", "", "", "", "130.00", "2"},
};

template <std::size_t N>
void write_instructions(WorkbookWriter& writer, const char* name, const char* title, const Rule (&rules)[N],
                        const char* examples_title, const std::vector<Example>& examples) {
  lxw_worksheet* sheet = writer.add_sheet(name);
  worksheet_set_column(sheet, 0, 0, 16, nullptr);
  worksheet_set_column(sheet, 1, 1, 80, nullptr);
  worksheet_set_column(sheet, 2, 7, 12, nullptr);
  writer.title(sheet, 0, 0, title);
  int line = 2;
  for (const Rule& rule : rules) {
    writer.text(sheet, line, 0, rule.heading);
    writer.text(sheet, line++, 1, rule.text);
  }
  writer.title(sheet, ++line, 0, examples_title);
  for (const Example& example : examples) {
    ++line;
    for (std::size_t i = 0; i < example.size(); ++i)
      writer.text(sheet, line, static_cast<int>(i), example[i]);
  }
}

}  // namespace

void write_bank_template(const std::filesystem::path& path, Language language) {
  WorkbookWriter writer{path};
  write_questions(writer, language);
  write_instructions(writer, "填写说明", "题库模板填写说明", kRulesZh,
                     "示例（仅供参考，导入时不读取本工作表）", kExamplesZh);
  write_instructions(writer, "Instructions", "How to fill in the question bank", kRulesEn,
                     "Examples (for reading only: this sheet is not imported)", kExamplesEn);
  writer.finish();
}

}  // namespace examhall::table
