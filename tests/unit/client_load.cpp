#include <unistd.h>

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <set>

#include "load/options.hpp"
#include "load/outcome.hpp"
#include "load/places.hpp"

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

namespace {

std::vector<Ticket> tickets(std::size_t count) {
  std::vector<Ticket> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back({"T" + std::to_string(i), "C"});
  return out;
}

/// What read_options makes of these words, after those that every run needs.
std::variant<Options, int> options_of(std::vector<std::string> words) {
  words.insert(words.begin(), {"examhall-load", "--tickets", "/dev/null", "--server", "localhost:8443",
                               "--ca", "/dev/null"});
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  return read_options(static_cast<int>(argv.size()), argv.data());
}

Figures figures_from(std::uint32_t first) {
  Figures f;
  for (std::uint32_t i = 0; i < 100; ++i) f.ack.add(Micros{first + 2 * i});
  f.careless.ack.add(Micros{first});
  f.candidates = f.finished = 10;
  f.acked = 100;
  f.errors["not_saved"] = first;
  f.careless.slips["stale"] = 1;
  f.hostile.breaches["flood"] = first;
  f.series.push_back({'a', base::from_millis(first), Micros{first}});
  return f;
}

}  // namespace

TEST_CASE("shares of careless and hostile are exact and spread over the list, and the first is honest") {
  const auto places = seat_all(tickets(100), 0.29, 0.1);
  CHECK(count(places, Manner::careless) == 29);
  CHECK(count(places, Manner::hostile) == 10);
  CHECK(places.front().manner == Manner::honest);
  for (std::size_t from = 0; from < 100; from += 20)
    CHECK(count({places.begin() + static_cast<std::ptrdiff_t>(from),
                 places.begin() + static_cast<std::ptrdiff_t>(from) + 20},
                Manner::hostile) == 2);
  CHECK(count(seat_all(tickets(7), 0, 0), Manner::honest) == 7);
  CHECK(count(seat_all(tickets(7), 1, 0), Manner::careless) == 7);
  CHECK(count(seat_all(tickets(7), 0, 1), Manner::hostile) == 7);
  CHECK(count(seat_all(tickets(8), 0.5, 0.5), Manner::honest) == 0);
}

TEST_CASE("every place is dealt to one process, each has its share, and the order at the door stays") {
  const auto places = seat_all(tickets(103), 0.25, 0.25);
  const auto parts = deal(places, 4);
  std::set<std::uint64_t> seen;
  for (const auto& part : parts) {
    CHECK(part.size() >= 25);
    CHECK(count(part, Manner::hostile) >= 6);
    CHECK(count(part, Manner::careless) >= 6);
    for (std::size_t i = 0; i < part.size(); ++i) {
      CHECK(seen.insert(part[i].number).second);
      CHECK(part[i].ticket.number == "T" + std::to_string(part[i].number));
      if (i > 0) CHECK(part[i - 1].number < part[i].number);
    }
  }
  CHECK(seen.size() == 103);
  CHECK(deal(places, 1).front().size() == 103);
}

TEST_CASE("what several processes measured adds up to what one would have measured") {
  Figures whole = figures_from(1);
  for (std::uint32_t i = 0; i < 100; ++i) whole.ack.add(Micros{2 + 2 * i});
  Outcome sum, one{figures_from(1), 10, {3, 0.3, 0.1, 0.5}, ServerUse{4, 10, 200}},
      other{figures_from(2), 12, {5, 0.5, 0.2, 0.4}, {}};
  for (const Outcome* part : {&one, &other})
    add(sum, from_whole_json_of_outcome(base::Json::from_cbor(base::Json::to_cbor(to_whole_json(*part)))));
  CHECK(sum.figures.ack.count() == 200);
  for (const double q : {0.0, 0.5, 0.9, 0.99, 0.999, 1.0})
    CHECK(sum.figures.ack.quantile(q) == whole.ack.quantile(q));
  CHECK(sum.figures.candidates == 20);
  CHECK(sum.figures.acked == 200);
  CHECK(sum.figures.errors == Counts{{"not_saved", 3}});
  CHECK(sum.figures.careless.slips == Counts{{"stale", 2}});
  CHECK(sum.figures.careless.ack.count() == 2);
  CHECK(sum.figures.hostile.breaches == Counts{{"flood", 3}});
  REQUIRE(sum.figures.series.size() == 2);
  CHECK(sum.figures.series[1].at == base::from_millis(2));
  CHECK(sum.seconds == 12);
  CHECK(sum.cpu.own_seconds == 8);
  REQUIRE(sum.server);
  CHECK(sum.server->resident_mb == 200);
  CHECK(as_planned(sum));
  CHECK_THROWS_AS(from_whole_json_of_outcome(base::Json::object()), base::Json::exception);
}

TEST_CASE("figures of the careless and the hostile stand beside those of the honest and never among them") {
  Outcome o{figures_from(1), 1, {}, {}};
  const auto alone = to_json(o);
  CHECK_FALSE(alone.contains("careless"));
  CHECK_FALSE(alone.contains("hostile"));
  CHECK_FALSE(alone.contains("server"));
  o.figures.careless.candidates = 3;
  o.figures.careless.ended = 2;
  o.figures.hostile.candidates = 2;
  o.figures.careless.ack.add(1h);
  o.figures.careless.errors["login_refused"] = 7;
  const auto mixed = to_json(o);
  CHECK(mixed["ms"] == alone["ms"]);
  CHECK(mixed["errors"] == alone["errors"]);
  CHECK(mixed["careless"]["errors"]["login_refused"] == 7);
  CHECK(mixed["hostile"]["breaches"]["flood"] == 1);
  CHECK_FALSE(as_planned(o));  // one of the careless never came to an end
  o.figures.careless.ended = 3;
  CHECK(as_planned(o));
}

TEST_CASE("the new options are read, and what cannot be is refused") {
  const auto o = std::get<Options>(
      options_of({"--careless", "0.2", "--hostile", "0.1", "--processes", "4", "--server-pid", "77"}));
  CHECK(o.careless == Approx(0.2));
  CHECK(o.hostile == Approx(0.1));
  CHECK(o.processes == 4);
  CHECK(o.server_pid == 77);
  const auto plain = std::get<Options>(options_of({}));
  CHECK(plain.processes == 1);
  CHECK_FALSE(plain.server_pid);
  const std::vector<std::vector<std::string>> wrong{
      {"--careless", "1.1"}, {"--hostile", "-0.1"}, {"--careless", "0.6", "--hostile", "0.6"},
      {"--hostile", "1"},    {"--processes", "0"},  {"--processes", "65"},
      {"--server-pid", "-3"}};
  for (const auto& words : wrong) CHECK(std::get<int>(options_of(words)) == 2);
  CHECK(std::get<Options>(options_of({"--hostile", "1", "--stop-after", "1m"})).hostile == 1);
}

TEST_CASE("a process's use is read whatever its name is") {
  const auto folder = std::filesystem::temp_directory_path() / ("load-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder / "7");
  const long ticks = ::sysconf(_SC_CLK_TCK), page = ::sysconf(_SC_PAGESIZE);
  std::ofstream{folder / "7" / "stat"} << "7 (a ) b) S 1 7 7 0 -1 0 10 0 0 0 " << 3 * ticks << ' ' << ticks
                                       << " 0 0 20 0 9 0 100 999 " << (5 << 20) / page << " 1 2 3";
  const auto use = read_process(7, folder);
  REQUIRE(use);
  CHECK(use->cpu_seconds == Approx(4));
  CHECK(use->resident_mb == Approx(5));
  CHECK_FALSE(read_process(8, folder));
  std::ofstream{folder / "7" / "stat"} << "7 (short) S 1";
  CHECK_FALSE(read_process(7, folder));
  std::filesystem::remove_all(folder);
  const auto own = read_process(::getpid());
  REQUIRE(own);
  CHECK(own->resident_mb > 1);
}
