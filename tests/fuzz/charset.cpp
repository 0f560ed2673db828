// Guessing what charset a text is in, and the text as delimited rows.
#include "table/charset.hpp"
#include "base/text.hpp"
#include "table/csv.hpp"
#include "target.hpp"

namespace charset_target {

using namespace examhall;

struct Collector : table::RowVisitor {
  std::vector<table::Row> rows;
  bool begin_sheet(const std::string&) override { return true; }
  bool row(table::Row& row) override {
    fuzz::require(rows.empty() || rows.back().number < row.number, "rows come in order");
    rows.push_back(row);
    return true;
  }
};

// Written as one record and read back it is the same row: exports rely on it.
void same_row(const table::Row& row) {
  if (row.cells.size() >= static_cast<std::size_t>(table::TableLimits{}.max_columns)) return;  // no room for one more
  std::vector<std::string> cells;
  for (const table::Cell& cell : row.cells) cells.push_back(cell.text);
  cells.emplace_back("x");
  Collector again;
  const auto text = "sep=,\r\n" + table::csv_record(cells);
  fuzz::require(!table::read_csv(text, {}, {}, again) && again.rows.size() == 1, "a record is one row");
  for (std::size_t i = 0; i < cells.size(); ++i)
    fuzz::require(again.rows[0].cells.at(i).text == cells[i], "a cell written again is the same");
}

void run(std::string_view input) {
  const auto decoded = table::decode_text(std::string{input}, {});
  if (!decoded) return;
  fuzz::require(base::is_utf8(decoded->text), "what was decoded is UTF-8");
  const auto again = table::decode_text(table::encode_text(decoded->text, decoded->charset), {});
  fuzz::require(again && (again->text == decoded->text || decoded->charset == table::Charset::gb18030),
                "a text encoded again is the same");
  Collector all;
  if (table::read_csv(decoded->text, {}, {}, all)) return;
  for (const table::Row& row : all.rows) same_row(row);
}

std::vector<std::string> seeds() {
  const std::string text = "姓名,准考证号\r\n甲某,001\r\n\"a,\"\"b\"\n,=1+1\r\n";
  std::vector<std::string> out{text, "sep=;\na;b\n'=c;-1\n", "a\tb\r\n\"x\ny\"\tz\n"};
  for (const auto charset :
       {table::Charset::utf8, table::Charset::utf16le, table::Charset::utf16be, table::Charset::gb18030})
    out.push_back(table::encode_text(text, charset));
  return out;
}

const fuzz::Registration registration{{"charset", run, seeds}};

}  // namespace charset_target
