#include <catch2/catch.hpp>

#include "table/cell_number.hpp"
#include "table/sheet_part.hpp"

using namespace examhall::table;

namespace {
constexpr CellFormat kDate{CellFormat::Shows::date};
constexpr CellFormat kPercent{CellFormat::Shows::percent};

std::string shown(std::string_view stored, CellFormat format = {}, bool date_1904 = false) {
  const auto cell = number_cell(stored, format, date_1904);
  return cell ? cell->text : "(none)";
}
}  // namespace

TEST_CASE("numbers become their shortest plain text") {
  CHECK(shown("0.1") == "0.1");
  CHECK(shown("1234.5") == "1234.5");
  CHECK(shown("1.1000000000000001") == "1.1");
  CHECK(shown("0.30000000000000004") == "0.3");
  CHECK(shown("-0.05") == "-0.05");
  CHECK(shown("1E-7") == "0.0000001");
  CHECK(shown("4.40101199001011E+17") == "440101199001011000");
  CHECK(shown("440101199001011234") == "440101199001011234");
  CHECK(shown("007") == "7");
  CHECK(shown("-0") == "0");
  CHECK(shown("12.0") == "12");
  CHECK(shown("1E+300") == "1e+300");
  for (const char* bad : {"", "abc", "1,5", "nan", "inf", "1E+999", "0x10", "1 2"})
    CHECK(shown(bad) == "(none)");
}

TEST_CASE("formats that change what is seen are honoured") {
  CHECK(shown("0.13", kPercent) == "13%");
  CHECK(shown("0.065000000000000002", kPercent) == "6.5%");
  CHECK(shown("1", kPercent) == "100%");
  CHECK(shown("0", kPercent) == "0%");
  CHECK(shown("42", {CellFormat::Shows::number, 6}) == "000042");
  CHECK(shown("1234567", {CellFormat::Shows::number, 6}) == "1234567");
}

TEST_CASE("dates stay dates") {
  CHECK(shown("45066", kDate) == "2023-05-20");
  CHECK(shown("45066.395833333336", kDate) == "2023-05-20T09:30:00");
  CHECK(shown("0.39583333333333331", kDate) == "09:30:00");
  CHECK(shown("1", kDate) == "1900-01-01");
  CHECK(shown("59", kDate) == "1900-02-28");
  CHECK(shown("60", kDate) == "1900-02-29");
  CHECK(shown("61", kDate) == "1900-03-01");
  CHECK(shown("43604", kDate, true) == "2023-05-20");
  CHECK(number_cell("-1", kDate, false)->kind == CellKind::error);
  CHECK(number_cell("9999999", kDate, false)->kind == CellKind::error);
  CHECK(number_cell("45066", kDate, false)->kind == CellKind::date);
}

TEST_CASE("formats are told apart by their codes") {
  using Shows = CellFormat::Shows;
  for (const char* date : {"yyyy\\-mm\\-dd", "yyyy\"年\"m\"月\"d\"日\";@", "[$-804]aaaa d", "h:mm",
                           "[h]:mm:ss", "m/d", "[$-F800]dddd\\,\\ mmmm\\ dd", "上午/下午h\"时\"mm\"分\""}) {
    CHECK(custom_format(date).shows == Shows::date);
  }
  for (const char* number : {"General", "0.00", "#,##0.00_);[Red]\\(#,##0.00\\)", "0.00E+00", "\"day\" 0",
                             "[Red]0", "@", "\\d0", "0_d"}) {
    CHECK(custom_format(number).shows == Shows::number);
  }
  CHECK(custom_format("0.00%").shows == Shows::percent);
  CHECK(custom_format("000000").min_digits == 6);
  CHECK(custom_format("0").min_digits == 0);
  for (const int date : {14, 22, 31, 45, 57}) CHECK(built_in_format(date).shows == Shows::date);
  for (const int number : {0, 1, 2, 4, 11, 37, 44, 48, 49})
    CHECK(built_in_format(number).shows == Shows::number);
  CHECK(built_in_format(9).shows == Shows::percent);
}

TEST_CASE("addresses are read and bounded") {
  CHECK(parse_address("A1")->column == 0);
  CHECK(parse_address("AA10")->column == 26);
  CHECK(parse_address("XFD1048576")->column == 16383);
  for (const char* bad :
       {"", "A", "1", "XFE1", "A0", "A1048577", "a1", "AAAA1", "A-1", "A1x", "A99999999999"}) {
    CHECK_FALSE(parse_address(bad));
  }
  CHECK(column_letters(0) == "A");
  CHECK(column_letters(25) == "Z");
  CHECK(column_letters(26) == "AA");
  CHECK(column_letters(16383) == "XFD");
}

TEST_CASE("escapes in cell texts are undone") {
  CHECK(decoded_cell_text("a_x000D_\nb\r\nc\rd") == "a\nb\nc\nd");
  CHECK(decoded_cell_text("_x005F_x0041_") == "_x0041_");
  CHECK(decoded_cell_text("_x0009__xZZZZ_ __") == "\t_xZZZZ_ __");
}
