// Question banks as text tables: headings, cells as people write them, images that they name.
#include "table/bank_table.hpp"
#include "bank/json_writer.hpp"
#include "table/bank_rows.hpp"
#include "table/csv.hpp"
#include "target.hpp"

namespace bank_table_target {

using namespace examhall;

const table::BankTableOptions kOptions{.header = {.id = "t", .title = "测试"},
                                       .image_folder = "/nonexistent"};

void run(std::string_view input) {
  const auto reading = table::read_bank_table(fuzz::as_file(input), kOptions);
  for (const auto& problem : reading.problems)
    fuzz::require(base::is_utf8(base::to_line(problem, base::Language::zh)), "a problem can be shown");
  if (!reading.usable()) return;
  const auto rows = table::bank_rows(reading.bank, base::Language::zh);
  fuzz::require(bool{rows}, "what came from a table fits into one");
  std::vector<std::string> headings;
  for (const auto& column : rows->columns) headings.push_back(column.heading.zh);
  std::string text = table::csv_record(headings);
  for (const auto& row : rows->rows) text += table::csv_record(row);
  const auto again = table::read_bank_table(fuzz::as_file(text), kOptions);
  fuzz::require(again.usable() || rows->rows.empty(), "a bank exported can be imported");
  if (!rows->rows.empty()) fuzz::require(again.bank.items == reading.bank.items, "and is the same");
}

std::vector<std::string> seeds() {
  return {
      "题号,题型,知识点,难度,题目,选项A,选项B,选项C,答案,分值,解析\n"
      "S-1,单选题,发票,较易,哪个？,甲,乙,丙,B,2分,因为\nM-1,多选,税,3,哪些,甲,乙,丙,\"A、B\",1.5,\n"
      "T-1,判断题,税,难,对吗,,,,对,1,\nN-1,填空,税,5,多少,,,,\"1,234.50\",2,\n",
      "id\ttype\ttopic\tdifficulty\ttext\toptions\tanswer\tpoints\n"
      "S-1\tsingle\tx\t2\tWhich?\t\"A.甲\nB.乙\"\tA\t2\n",
      "编号,题型,题干,选项,答案,分值,允许误差,比较方式,单位,少选得分\n"
      "N-1,数值,多少,,100,2,±0.01,相对误差,元,\nM-1,多选题,哪些,A.甲 B.乙 C.丙,ABC,2,,,,一半\n"};
}

const fuzz::Registration registration{{"bank_table", run, seeds}};

}  // namespace bank_table_target
