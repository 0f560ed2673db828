#include <catch2/catch.hpp>

#include "bank/types/number_text.hpp"

using examhall::bank::read_number;

namespace {
std::string value(std::string_view typed, std::string_view unit = {}) {
  const auto n = read_number(typed, unit);
  return n ? n->value.to_text() + "/" + std::to_string(n->decimals) : "none";
}
}  // namespace

TEST_CASE("amounts are read as people type them") {
  CHECK(value("1234.50") == "1234.5/2");
  CHECK(value("１，２３４.50") == "1234.5/2");
  CHECK(value("１２３４．５") == "1234.5/1");
  CHECK(value("1,234,567") == "1234567/0");
  CHECK(value(" 12 345 ") == "12345/0");
  CHECK(value("　７　") == "7/0");
  CHECK(value("￥12") == "12/0");
  CHECK(value("¥ 12.00") == "12/2");
  CHECK(value("-￥5") == "-5/0");
  CHECK(value("￥-5") == "-5/0");
  CHECK(value("－5") == "-5/0");
  CHECK(value("−5") == "-5/0");
  CHECK(value("+5") == "5/0");
  CHECK(value("(1,234.50)") == "-1234.5/2");
  CHECK(value("（￥5）") == "-5/0");
  CHECK(value(".5") == "0.5/1");
  CHECK(value("5.") == "5/0");
  CHECK(value("1。5") == "1.5/1");
  CHECK(value("007") == "7/0");
}

TEST_CASE("a percent sign divides by 100 unless the unit is percent") {
  CHECK(value("12.5%") == "0.125/1");
  CHECK(value("５％") == "0.05/0");
  CHECK(value("(3%)") == "-0.03/0");
  CHECK(value("(3)%") == "-0.03/0");
  CHECK(value("12.5%", "%") == "12.5/1");
  CHECK(value("12.5％", "%") == "12.5/1");
  CHECK(value("12.5%", "％") == "12.5/1");
  CHECK(value("12.5", "%") == "12.5/1");
  CHECK(value("0.0000001%") == "0.000000001/7");
  CHECK(value("0.00000001%") == "none");
  CHECK(value("1234%") == "12.34/0");
}

TEST_CASE("the item's own unit may be typed") {
  CHECK(value("1234元", "元") == "1234/0");
  CHECK(value("(5元)", "元") == "-5/0");
  CHECK(value("1234万元", "元") == "none");
  CHECK(value("1234元") == "none");
  CHECK(value("元", "元") == "none");
}

TEST_CASE("what is not one number is none") {
  for (const char* typed : {"",
                            " ",
                            "-",
                            "￥",
                            "%",
                            "()",
                            "(5",
                            "5)",
                            "--5",
                            "+-5",
                            "(-5)",
                            "1,23",
                            "1,2345",
                            ",123",
                            "1,",
                            "12,34,567",
                            "1.2.3",
                            "1.234,5",
                            "1e5",
                            "0x10",
                            "NaN",
                            "abc",
                            "5-3",
                            "1/2",
                            ".",
                            "5%%",
                            "一百",
                            "1234567890123456789",
                            "0.1234567891"}) {
    INFO(typed);
    CHECK(value(typed) == "none");
  }
}
