#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <algorithm>

#include "table/gb11643.hpp"
#include "table/roster_table.hpp"
#include "table_support.hpp"

using namespace examhall;
using namespace examhall::table;
using namespace examhall::table::test;

namespace {

// Invented: region 000000 does not exist.
std::string id_number(int serial) {
  const std::string digits = fmt::format("00000020000101{:03}", serial);
  return digits + id_number_check(digits);
}

std::vector<std::string> found(const RosterReading& reading) {
  std::vector<std::string> out;
  for (const base::Problem& p : reading.problems) {
    out.push_back(fmt::format("{}|{}|{}", p.id, p.place.row, p.place.column));
    for (const std::string& text : {p.text.zh, p.text.en})
      CHECK(text.find("0000002000") == std::string::npos);
  }
  return out;
}

RosterReading read_rows(const std::string& text) {
  const Folder folder;
  return read_roster_table(folder.write("roster.csv", text));
}

}  // namespace

TEST_CASE("identity numbers are checked as the standard says") {
  CHECK(id_number_check("11010519491231002") == 'X');  // the standard's own example
  CHECK(id_number_fault("11010519491231002X") == IdNumberFault::none);
  CHECK(id_number_fault(normalised_id_number(" 110105 19491231 002ｘ")) == IdNumberFault::none);
  CHECK(id_number_fault("110105194912310021") == IdNumberFault::check_character);
  CHECK(id_number_fault("11010519491331002X") == IdNumberFault::birth_date);
  CHECK(id_number_fault("110105190002290021") == IdNumberFault::birth_date);
  CHECK(id_number_fault("1101051949123100X2") == IdNumberFault::characters);
  CHECK(id_number_fault("110105491231002") == IdNumberFault::length);
  CHECK(id_number_fault("") == IdNumberFault::length);
  for (int i = 0; i < 1000; ++i) {
    std::string number = id_number(i);
    REQUIRE(id_number_fault(number) == IdNumberFault::none);
    std::swap(number[14], number[16]);  // a typist's slip
    CHECK((number == id_number(i)) == (id_number_fault(number) == IdNumberFault::none));
  }
}

TEST_CASE("a roster as institutions send it is read") {
  const auto reading = read_rows(
      "某学院报名表\n序号,考生姓名,学校名称,身份证号码,准考证号,考点,考场,座位号,加时(分钟),备注\n"
      "1,张三,甲学院," +
      id_number(1) +
      ",2023001,主考点,1,05,30分钟,x\n"
      "2,李四,甲学院," +
      id_number(2) + ",,,,,,\n");
  CHECK(found(reading) == Ids{});
  REQUIRE(reading.rows.size() == 2);
  const RosterRow& row = reading.rows[0];
  CHECK(row.place == base::Place{.file = "roster.csv", .row = 3});
  CHECK(row.name == "张三");
  CHECK(row.institution == "甲学院");
  CHECK(row.id_number == id_number(1));
  CHECK(row.ticket == "2023001");
  CHECK(row.site == "主考点");
  CHECK(row.room == "1");
  CHECK(row.seat == "05");
  CHECK(row.extra_minutes == 30);
  CHECK(reading.rows[1].ticket.empty());
  CHECK(reading.rows[1].extra_minutes == 0);
}

TEST_CASE("everything wrong with a roster is reported at once") {
  const auto reading = read_rows(
      "姓名,身份证号,准考证号,考场,座位号,加时\n"
      "张一," +
      id_number(1) +
      ",T1,1,1,\n"
      "," +
      id_number(2) +
      ",T2,1,2,\n"
      "张三,,T3,1,3,\n"
      "张四,00000020000101004,T4,1,4,\n"
      "张五,4.40101E+17,T5,1,5,\n"
      "张六," +
      id_number(6) +
      ",2.02E+11,1,6,\n"
      "张七," +
      id_number(1) +
      ",T7,1,7,\n"
      "张八," +
      id_number(8) +
      ",T1,1,8,\n"
      "张九," +
      id_number(9) +
      ",T9,1,１,\n"
      "张十," +
      id_number(10) +
      ",T 10,1,10,\n"
      "十一," +
      id_number(11) +
      ",T11,2,1,半小时\n"
      "十二," +
      id_number(12) + ",T12,2,2,481\n");
  CHECK(found(reading) == Ids{"missing|3|A 姓名", "missing|4|B 身份证号", "id_number_length|5|B 身份证号",
                              "digits_lost|6|B 身份证号", "digits_lost|7|C 准考证号",
                              "duplicate_id_number|8|B 身份证号", "duplicate_ticket|9|C 准考证号",
                              "duplicate_seat|10|E 座位号", "ticket_form|11|C 准考证号",
                              "extra_minutes_range|12|F 加时", "extra_minutes_range|13|F 加时"});
  CHECK(reading.rows.size() == 1);
  CHECK_FALSE(reading.usable());
}

TEST_CASE("numbers that a spreadsheet shortened are not taken for ID numbers") {
  const Folder folder;
  const auto with = [&](const std::string& cell) {
    RawWorkbook raw;
    raw.rows = R"(<row r="1"><c r="A1" t="str"><v>姓名</v></c><c r="B1" t="str"><v>身份证号</v></c></row>)"
               R"(<row r="2"><c r="A2" t="str"><v>张</v></c>)" +
               cell + "</row>";
    return found(read_roster_table(write_zip(folder.file("a.xlsx"), raw.parts())));
  };
  CHECK(with(R"(<c r="B2"><v>1.10105194912310E+17</v></c>)") == Ids{"digits_lost|2|B 身份证号"});
  CHECK(with(R"(<c r="B2"><v>110105194912310000</v></c>)") == Ids{"digits_lost|2|B 身份证号"});
  CHECK(with(R"(<c r="B2" t="str"><v>11010519491231002X</v></c>)") == Ids{});
}

TEST_CASE("other documents are not judged by the identity card's rule") {
  CHECK(found(read_rows(
            "姓名,证件类型,证件号码\nA,护照,E12345678\nB,居民身份证,E12345678\nC,港澳通行证,H0!\n")) ==
        Ids{"id_number_length|3|C 证件号码", "id_number_form|4|C 证件号码"});
}

TEST_CASE("rosters without people or headings are refused") {
  CHECK(found(read_rows("姓名,身份证号\n")) == Ids{"roster_empty|0|"});
  CHECK(found(read_rows("姓名,学校\n张,甲\n")) == Ids{"heading_missing|1|"});
  CHECK(found(read_rows("a,b\n1,2\n")) == Ids{"heading_row_missing|0|"});
}
