#include <catch2/catch.hpp>

#include "base/decimal.hpp"

using namespace examhall::base;

namespace {
Decimal d(const char* text) {
  const auto value = Decimal::parse(text);
  REQUIRE(value);
  return *value;
}
}  // namespace

TEST_CASE("decimals are exact") {
  CHECK(d("0.1") + d("0.2") == d("0.3"));
  CHECK(d("-0.00") == d("0"));
  CHECK(d("999999999999999999.999999999").to_text() == "999999999999999999.999999999");
  CHECK(d("-12.50").to_text() == "-12.5");
  CHECK(d("12").to_text(2) == "12.00");
  CHECK(d("0007").to_text() == "7");
  CHECK(d("3") - d("5") == -d("2"));
}

TEST_CASE("what is not a plain decimal is refused") {
  for (const char* bad : {"", "-", ".", "1.", ".5", "1,000", "1e3", "1.0000000001", "1000000000000000000", " 1", "--1"}) {
    INFO(bad);
    CHECK_FALSE(Decimal::parse(bad));
  }
}

TEST_CASE("products are compared without rounding") {
  const Decimal big = d("999999999999999999.999999999");
  CHECK((Decimal::compare_products(big, big, big, d("999999999999999999.999999998")) > 0));
  CHECK((Decimal::compare_products(-big, big, d("1"), d("0")) < 0));
  CHECK((Decimal::compare_products(d("0.5"), d("4"), d("2"), d("1")) == 0));
}

TEST_CASE("points are hundredths, shares round half up") {
  CHECK(Points::parse("1.5") == Points{150});
  CHECK(Points::parse("0.05") == Points{5});
  CHECK_FALSE(Points::parse("0.005"));
  CHECK_FALSE(Points::parse("-1"));
  CHECK(Points{150}.to_text() == "1.5");
  CHECK(Points{5}.to_text() == "0.05");
  CHECK(Points{200}.to_text() == "2");
  CHECK(Points{200}.share(1, 3) == Points{67});
  CHECK(Points{100}.share(1, 8) == Points{13});
  CHECK(Points{300}.share(2, 3) == Points{200});
}
