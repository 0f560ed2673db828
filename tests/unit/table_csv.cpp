#include <catch2/catch.hpp>

#include "table/csv.hpp"
#include "table_support.hpp"

using namespace examhall;
using namespace examhall::table;
using namespace examhall::table::test;

namespace {

Texts read(const std::string& text) {
  const Folder folder;
  return texts(folder.write("a.csv", text));
}

base::Problem problem_of(const std::string& text, const TableLimits& limits = {}) {
  const Folder folder;
  const auto tables = read_tables(folder.write("a.csv", text), limits);
  return tables ? base::Problem{"(read)", {}, {}} : tables.error().at(0);
}

}  // namespace

TEST_CASE("records follow RFC 4180 with any line end") {
  CHECK(read("a,b\r\nc,d\r\n") == Texts{{1, "a|b"}, {2, "c|d"}});
  CHECK(read("a,b\nc,d") == Texts{{1, "a|b"}, {2, "c|d"}});
  CHECK(read("a,b\rc,d\r") == Texts{{1, "a|b"}, {2, "c|d"}});
  CHECK(read("\"a,\"\"x\"\"\",b\n\"l1\r\nl2\rl3\",d\n") == Texts{{1, "a,\"x\"|b"}, {2, "l1\nl2\nl3|d"}});
  CHECK(read("他说\"好\",b\n") == Texts{{1, "他说\"好\"|b"}});
  CHECK(read("a,,c,,\n,,\n\n , \nz,1\n") == Texts{{1, "a||c"}, {5, "z|1"}});
}

TEST_CASE("the delimiter is what makes rows even") {
  CHECK(sniffed_delimiter("题库\na;b;c\n1,5;2,5;3\n") == ';');
  CHECK(sniffed_delimiter("a\tb\tc\nx, y\tz, w\tv\n") == '\t');
  CHECK(sniffed_delimiter("a,b\n\"x;y;z\",w\n") == ',');
  CHECK(sniffed_delimiter("资产，负债，权益\n") == ',');
  CHECK(read("资产，负债,b\n") == Texts{{1, "资产，负债|b"}});
  CHECK(read("sep=;\r\na;b,c\r\n") == Texts{{2, "a|b,c"}});
}

TEST_CASE("a quote that never ends or ends too soon is reported with its row") {
  const base::Problem open = problem_of("a,b\nc,\"d\ne,f\n");
  CHECK(open.id == "csv_quote_unclosed");
  CHECK(open.place == base::Place{.file = "a.csv", .row = 2, .column = "B"});
  const base::Problem after = problem_of("a,b\n\n\"c\" x,d\n");
  CHECK(after.id == "csv_text_after_quote");
  CHECK(after.place == base::Place{.file = "a.csv", .row = 3, .column = "A"});
}

TEST_CASE("limits of text tables hold") {
  TableLimits limits;
  limits.max_rows = 2;
  CHECK(problem_of("a\nb\n\n\n", limits).id == "(read)");
  CHECK(problem_of("a\nb\nc\n", limits).id == "table_too_many_rows");
  limits = {};
  limits.max_columns = 3;
  CHECK(problem_of("a,b,c,,,\n", limits).id == "(read)");
  CHECK(problem_of("a,b,c,d\n", limits).id == "table_too_many_columns");
  CHECK(problem_of(std::string(100'000, ','), limits).id == "table_too_many_columns");
  limits.max_cell_bytes = 4;
  CHECK(problem_of("abcd,1\n", limits).id == "(read)");
  CHECK(problem_of("abcde,1\n", limits).place.column == "A");
  CHECK(problem_of("1,\"abcde\"\n", limits).id == "table_cell_too_long");
  limits = {};
  limits.max_text_bytes = 6;
  CHECK(problem_of("abc,abc\n", limits).id == "(read)");
  CHECK(problem_of("abc,abc\nd\n", limits).id == "table_too_much_text");
  limits = {};
  limits.max_cells = 3;
  CHECK(problem_of("a,,b\n\nc\n", limits).id == "(read)");
  CHECK(problem_of("a,,b\nc,d\n", limits).id == "table_too_many_cells");
  limits.max_file_bytes = 3;
  CHECK(problem_of("abcd", limits).id == "file_too_large");
}

TEST_CASE("exported cells never run as formulas and read back the same") {
  for (const char* text :
       {"=1+1", "+86", "-a", "@x", "＝A1", "'=1", "''=1", "-12.5", "+3", "'a", "", "a=b", "'-1", "\t=1"}) {
    const std::string cell = guarded_cell(text);
    CHECK(unguarded_cell(cell) == text);
    CHECK(std::string{"=@\t"}.find(cell.substr(0, 1) + "") == (cell.empty() ? 0 : std::string::npos));
  }
  CHECK(guarded_cell("=1") == "'=1");
  CHECK(guarded_cell("-12.5") == "-12.5");
  CHECK(csv_record({"a", "x,y", "q\"", "=1\n2"}) == "a,\"x,y\",\"q\"\"\",\"'=1\n2\"\r\n");
}
