// Answers as tables write them.
#include "bank_support.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {
std::string from_cell(const char* type, std::string_view cell, std::size_t options = 4) {
  const auto answer = bank::find_item_type(type)->answer_from_cell(cell, options);
  return answer ? answer->dump() : answer.error().id;
}
}  // namespace

TEST_CASE("letters are read with every separator in use") {
  for (const char* cell : {"ABD", "abd", "A,B,D", "A、B、D", "A;B;D", "A；B；D", "A，B，D", "A B D", "ＡＢＤ",
                           "ａ　ｂ　ｄ", "D/B/A", " B|A|D ", "A.B.D", "A\nB\nD"}) {
    INFO(cell);
    CHECK(from_cell("multiple", cell) == "\"ABD\"");
  }
  CHECK(from_cell("multiple", "C") == "\"C\"");
  CHECK(from_cell("multiple", "") == "answer_empty");
  CHECK(from_cell("multiple", " 、") == "answer_empty");
  CHECK(from_cell("multiple", "ABA") == "answer_repeated");
  CHECK(from_cell("multiple", "ABE") == "answer_outside_options");
  CHECK(from_cell("multiple", "ABE", 5) == "\"ABE\"");
  CHECK(from_cell("multiple", "ABE", 0) == "\"ABE\"");
  CHECK(from_cell("multiple", "A1") == "answer_not_letters");
  CHECK(from_cell("multiple", "甲乙") == "answer_not_letters");
}

TEST_CASE("a single choice has one letter") {
  CHECK(from_cell("single", "b") == "\"B\"");
  CHECK(from_cell("single", "Ｃ ") == "\"C\"");
  CHECK(from_cell("single", "AB") == "answer_not_single");
  CHECK(from_cell("single", "E") == "answer_outside_options");
  CHECK(from_cell("single", "对") == "answer_not_letters");
}

TEST_CASE("true and false have many spellings") {
  for (const char* cell :
       {"对", "正确", "是", "√", "✓", "✔", "T", "t", "true", "TRUE", "Ｔ", "Y", "yes", "1", "１", " 对　"}) {
    INFO(cell);
    CHECK(from_cell("true_false", cell) == "true");
  }
  for (const char* cell :
       {"错", "错误", "否", "不正确", "×", "✗", "✘", "x", "X", "F", "false", "N", "no", "0"}) {
    INFO(cell);
    CHECK(from_cell("true_false", cell) == "false");
  }
  for (const char* cell : {"", "对错", "2", "A", "不对吗"})
    CHECK(from_cell("true_false", cell) == "answer_not_true_false");
}

TEST_CASE("numbers keep the decimals that were written") {
  CHECK(from_cell("numeric", "1,234.50") == "\"1234.50\"");
  CHECK(from_cell("numeric", "￥１２") == "\"12\"");
  CHECK(from_cell("numeric", "(5.0)") == "\"-5.0\"");
  CHECK(from_cell("numeric", "五") == "answer_not_a_number");
  CHECK(from_cell("numeric", "") == "answer_not_a_number");
}

TEST_CASE("what is written to a cell is read back") {
  for (const auto& [type, answer] : {std::pair{"single", Json("C")},
                                     {"multiple", Json("ACD")},
                                     {"true_false", Json(false)},
                                     {"true_false", Json(true)},
                                     {"numeric", Json("-12.50")}}) {
    const bank::ItemType& t = *bank::find_item_type(type);
    const auto back = t.answer_from_cell(t.answer_to_cell(answer), 4);
    REQUIRE(back);
    CHECK(*back == answer);
  }
  CHECK(bank::find_item_type("multiple")->answer_to_cell({"D", "A"}) == "AD");
  CHECK(bank::find_item_type("single")->answer_to_cell(Json()).empty());
}
