// The calculator's arithmetic, and the colours' contrast.
#include <catch2/catch.hpp>
#include <QFont>
#include <QPalette>
#include <set>

#include "client/sheet/calculation.hpp"
#include "client/sheet/look.hpp"

using namespace examhall;
using sheet::Calculation;
using sheet::Figure;

namespace {

// Keys as typed: digits, operators, '=', '%', 's' sign, 'e' erase, 'c' clear, 'p' M+, 'm' M−, 'r' MR, 'l' MC.
std::string typed(const char* keys) {
  Calculation c;
  for (; *keys != '\0'; ++keys) {
    const char k = *keys;
    if ((k >= '0' && k <= '9') || k == '.') c.digit(k);
    if (k == '+' || k == '-' || k == '*' || k == '/') c.operate(k);
    if (k == '=') c.equals();
    if (k == '%') c.percent();
    if (k == 's') c.change_sign();
    if (k == 'e') c.erase();
    if (k == 'c') c.clear();
    if (k == 'p' || k == 'm') c.memory_add(k == 'm');
    if (k == 'r') c.memory_recall();
    if (k == 'l') c.memory_clear();
  }
  return c.failed() ? "failed" : c.display();
}

}  // namespace

TEST_CASE("decimals are exact", "[sheet]") {
  REQUIRE(typed(".1+.2=") == "0.3");
  REQUIRE(typed("1.005*100=") == "100.5");
  REQUIRE(typed("8765.4*.13=") == "1139.502");
  REQUIRE(typed("126000*.95/120=") == "997.5");
  REQUIRE(typed("1/3=") == "0.3333333333");
  REQUIRE(typed("2/3=") == "0.6666666667");
  REQUIRE(typed("2s/3=") == "-0.6666666667");
  REQUIRE(typed("1/3*3=") == "0.9999999999");
  REQUIRE(typed("99999999.99*99999999.99=") == "9999999998000000.0001");
}

TEST_CASE("keys as a pocket calculator takes them", "[sheet]") {
  REQUIRE(typed("2+3*4=") == "20");
  REQUIRE(typed("2+*4=") == "8");
  REQUIRE(typed("5+=") == "5");
  REQUIRE(typed("007") == "7");
  REQUIRE(typed("..5") == "0.5");
  REQUIRE(typed("12e") == "1");
  REQUIRE(typed("1e") == "0");
  REQUIRE(typed("5s") == "-5");
  REQUIRE(typed("5=s") == "-5");
  REQUIRE(typed("3-5=") == "-2");
  REQUIRE(typed("200+10%=") == "220");
  REQUIRE(typed("200*10%=") == "20");
  REQUIRE(typed("13%") == "0.13");
  REQUIRE(typed("2+3=4") == "4");
  REQUIRE(typed("2+3=*4=") == "20");
  REQUIRE(typed("5p3p2mc1+r=") == "7");
  REQUIRE(typed("5plr") == "0");
  REQUIRE(typed("5+3e") == "0");
}

TEST_CASE("what is not possible says so and is left by the next digit", "[sheet]") {
  REQUIRE(typed("1/0=") == "failed");
  REQUIRE(typed("1/0=+%=es") == "failed");
  REQUIRE(typed("1/0=7") == "7");
  REQUIRE(typed("999999999999999999*999999999999999999=") == "failed");
  REQUIRE(typed("999999999999999999+1=") == "failed");
  REQUIRE(typed("1234567890123456789") == "123456789012345678");
  REQUIRE(typed("1.12345678901") == "1.1234567890");
}

TEST_CASE("figures are read strictly", "[sheet]") {
  for (const char* text : {"", "-", ".", ".5", "1,2", "1e5", "--1", "1.2.3", " 1", "0x10", "１"}) {
    INFO(text);
    REQUIRE_FALSE(Figure::parse(text));
  }
  REQUIRE(Figure::parse("010")->to_text() == "10");
  REQUIRE(Figure::parse("-0.50")->to_text() == "-0.5");
  REQUIRE(Figure::parse("5.")->to_text() == "5");
}

TEST_CASE("text has a contrast of 4.5 and shapes of 3 in both schemes", "[sheet]") {
  REQUIRE(sheet::contrast("#000000", "#ffffff") == Approx(21));
  REQUIRE(sheet::contrast("#777777", "#ffffff") == Approx(4.48).margin(0.01));
  for (const auto scheme : {sheet::Scheme::normal, sheet::Scheme::high_contrast}) {
    const double least = scheme == sheet::Scheme::normal ? 4.5 : 7;
    for (const auto& [front, back] : sheet::text_pairs(sheet::colours(scheme))) {
      INFO(front.name().toStdString() << " on " << back.name().toStdString());
      REQUIRE(sheet::contrast(front, back) >= least);
    }
    for (const auto& [front, back] : sheet::shape_pairs(sheet::colours(scheme))) {
      INFO(front.name().toStdString() << " on " << back.name().toStdString());
      REQUIRE(sheet::contrast(front, back) >= 3);
    }
  }
}

TEST_CASE("what the mouse is over does not look chosen", "[sheet]") {
  for (const auto scheme : {sheet::Scheme::normal, sheet::Scheme::high_contrast}) {
    const sheet::Colours& c = sheet::colours(scheme);
    REQUIRE(std::set<QRgb>{c.chosen.rgb(), c.hover.rgb(), c.surface.rgb()}.size() == 3);
  }
}

TEST_CASE("sizes of text go from 100 to 200 in steps, and apply to everything", "[sheet]") {
  sheet::Look look;
  for (int i = 0; i < 9; ++i) look = sheet::bigger(look);
  REQUIRE(look.percent == 200);
  sheet::apply_look(*qApp, look);
  const int large = QApplication::font().pixelSize();
  sheet::apply_look(*qApp, sheet::other_scheme({}));
  REQUIRE(large == 2 * QApplication::font().pixelSize());
  REQUIRE(QApplication::palette().color(QPalette::Window) ==
          sheet::colours(sheet::Scheme::high_contrast).page);
  sheet::apply_look(*qApp, {});
  REQUIRE(sheet::smaller({}).percent == 100);
}
