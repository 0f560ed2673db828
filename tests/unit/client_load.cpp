#include <catch2/catch.hpp>

#include "load/distribution.hpp"
#include "load/machine.hpp"
#include "load/options.hpp"
#include "load/tickets.hpp"

using namespace examhall;
using namespace examhall::load;
using namespace std::chrono_literals;

TEST_CASE("quantiles are nearest ranks and the maximum is never lost") {
  Distribution d;
  CHECK(d.quantile(0.5) == 0us);
  for (int i = 1000; i >= 1; --i) d.add(Micros{i});
  CHECK(d.quantile(0.5) == 500us);
  CHECK(d.quantile(0.99) == 990us);
  CHECK(d.quantile(0.999) == 999us);
  CHECK(d.longest() == 1000us);
  d.add(2h);
  d.add(-5us);
  CHECK(d.count() == 1002);
  CHECK(d.longest() == Micros{4'294'967'295});
  CHECK(d.quantile(0.0) == 0us);
  CHECK(d.to_json()["count"] == 1002);
}

TEST_CASE("tickets are read in both languages, with quotes and a byte order mark, other columns ignored") {
  const auto zh = parse_tickets(
      "\xEF\xBB\xBF姓名,准考证号,登录码\r\n\"张, 三\",T1,AB-1\r\n李四, T2 ,\"C\"\"D\"\r\n\r\n", "t.csv");
  REQUIRE(zh);
  REQUIRE(zh->size() == 2);
  CHECK((*zh)[0].number == "T1");
  CHECK((*zh)[0].code == "AB-1");
  CHECK((*zh)[1].number == "T2");
  CHECK((*zh)[1].code == "C\"D");
  for (const char* heading : {"ticket,access_code", "Ticket,Access Code", "TICKET,access-code"}) {
    const auto en = parse_tickets(std::string{heading} + "\nT1,X", "t.csv");
    REQUIRE(en);
    CHECK(en->size() == 1);
  }
}

TEST_CASE("what is wrong with a list of tickets is said") {
  const auto no_columns = parse_tickets("a,b\n1,2\n", "t.csv");
  REQUIRE_FALSE(no_columns);
  CHECK(no_columns.error().size() == 2);
  const auto empty_cells = parse_tickets("ticket,access_code\nT1\n,X\nT3,Y\n", "t.csv");
  REQUIRE_FALSE(empty_cells);
  REQUIRE(empty_cells.error().size() == 2);
  CHECK(empty_cells.error()[0].place.row == 2);
  CHECK(empty_cells.error()[1].place.row == 3);
  CHECK_FALSE(parse_tickets("", "t.csv"));
}

TEST_CASE("durations and ranges") {
  CHECK(parse_duration("20s") == 20s);
  CHECK(parse_duration("500ms") == 500ms);
  CHECK(parse_duration("1.5m") == 90s);
  CHECK(parse_duration("3") == 3s);
  for (const char* bad : {"", "s", "1h", "1.2.3", ".", "-1s", "1 s"}) CHECK_FALSE(parse_duration(bad));
  CHECK(parse_range("1000..3000") == std::pair<base::Span, base::Span>{1s, 3s});
  CHECK(parse_range("0..0"));
  for (const char* bad : {"", "1", "3..1", "a..b", "..", "1..", "-1..2"}) CHECK_FALSE(parse_range(bad));
}

TEST_CASE("processor shares are of the time between") {
  const CpuTimes before{1, 1, 10, 100, 200}, after{2, 2, 20, 150, 300};
  const CpuUse use = between(before, after, 4s);
  CHECK(use.own_seconds == Approx(2));
  CHECK(use.own_share == Approx(0.5));
  CHECK(use.stolen_share == Approx(0.1));
  CHECK(use.idle_share == Approx(0.5));
  CHECK(read_cpu_times().all > 0);
}
