#include <catch2/catch.hpp>

#include <xlsxwriter.h>

#include "table_support.hpp"

using namespace examhall;
using namespace examhall::table;
using namespace examhall::table::test;

namespace {

Texts read(const RawWorkbook& raw) {
  const Folder folder;
  return texts(write_zip(folder.file("a.xlsx"), raw.parts()));
}

}  // namespace

TEST_CASE("a workbook that a spreadsheet library wrote is read as it looks") {
  const Folder folder;
  const auto path = folder.file("a.xlsx");
  lxw_workbook* book = workbook_new(path.c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(book, "单选题");
  lxw_format* date = workbook_add_format(book);
  format_set_num_format(date, "yyyy\"年\"m\"月\"d\"日\"");
  lxw_format* percent = workbook_add_format(book);
  format_set_num_format(percent, "0%");
  lxw_format* bold = workbook_add_format(book);
  format_set_bold(bold);
  worksheet_write_string(sheet, 0, 0, "题干", nullptr);
  worksheet_write_number(sheet, 0, 1, 0.1, nullptr);
  worksheet_write_number(sheet, 2, 0, 45066, date);
  worksheet_write_number(sheet, 2, 2, 0.13, percent);
  worksheet_write_boolean(sheet, 3, 0, 1, nullptr);
  worksheet_write_formula_num(sheet, 3, 1, "=1+2", nullptr, 3);
  worksheet_write_formula_str(sheet, 3, 2, "=\"a\"", nullptr, "a");
  lxw_rich_string_tuple plain{nullptr, const_cast<char*>("富")};
  lxw_rich_string_tuple strong{bold, const_cast<char*>("文本")};
  lxw_rich_string_tuple* runs[] = {&plain, &strong, nullptr};
  worksheet_write_rich_string(sheet, 4, 3, runs, nullptr);
  worksheet_write_string(sheet, 5, 0, "a\nb <&> _x0041_", nullptr);
  workbook_close(book);

  const auto tables = read_tables(path);
  REQUIRE(tables);
  CHECK(tables->at(0).sheet == "单选题");
  CHECK(tables->at(0).rows.at(1).cells.at(0) == Cell{"2023-05-20", CellKind::date});
  const Texts found = texts(path);
  CHECK(found.at(0) == std::pair<int, std::string>{1, "题干|0.1"});
  CHECK(found.at(1) == std::pair<int, std::string>{3, "2023-05-20||13%"});
  CHECK(found.at(2) == std::pair<int, std::string>{4, "TRUE|3|a"});
  CHECK(found.at(3) == std::pair<int, std::string>{5, "|||富文本"});
  CHECK(found.at(4).second.starts_with("a\nb <&> "));
}

TEST_CASE("shared strings join their runs and drop hints for reading aloud") {
  RawWorkbook raw;
  raw.shared_strings = R"(<si><r><t>会</t></r><r><rPr/><t xml:space="preserve">计 </t></r></si>)"
                       R"(<si><t>东京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh><phoneticPr/></si>)";
  raw.rows = R"(<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row>)";
  CHECK(read(raw) == Texts{{2, "|会计 |东京"}});
}

TEST_CASE("inline strings, missing addresses, error cells and dates of old Macs are read") {
  RawWorkbook raw;
  raw.workbook_properties = R"(<workbookPr date1904="1"/>)";
  raw.styles =
      R"(<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>)";
  raw.rows = R"(<row><c t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c><c><v>2</v></c></row>)"
             R"(<row><c t="e"><v>#REF!</v></c><c s="1"><v>43604</v></c><c s="0"><v>43604</v></c></row>)";
  CHECK(read(raw) == Texts{{1, "甲乙|2"}, {2, "#REF!|2023-05-20|43604"}});
  const Folder folder;
  CHECK(read_tables(write_zip(folder.file("a.xlsx"), raw.parts()))->at(0).rows.at(1).cells.at(0).kind ==
        CellKind::error);
}

TEST_CASE("prefixed element names and strict relationships are read") {
  RawWorkbook raw;
  raw.rows = "<row r=\"1\"><c r=\"A1\"><v>5</v></c></row>";
  Parts parts = raw.parts();
  parts[3].second =
      "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row r=\"1\">"
      "<x:c r=\"A1\"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>";
  parts.erase(parts.begin() + 4, parts.end());
  auto& rels = parts[2].second;
  rels.erase(rels.find("<Relationship Id=\"rId2\""));
  rels += "</Relationships>";
  const Folder folder;
  CHECK(texts(write_zip(folder.file("a.xlsx"), parts)) == Texts{{1, "5"}});
}

TEST_CASE("sheets come in the order of their tabs, hidden ones only as a warning") {
  const Folder folder;
  const auto path = folder.file("a.xlsx");
  lxw_workbook* book = workbook_new(path.c_str());
  for (const char* name : {"乙", "甲", "藏"}) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, name);
    worksheet_write_string(sheet, 0, 0, name, nullptr);
    if (std::string{name} == "藏") worksheet_hide(sheet);
  }
  workbook_close(book);
  struct Names final : RowVisitor {
    bool begin_sheet(const std::string& name) override { return found.push_back(name), name != "乙"; }
    bool row(Row& r) override { return found.push_back("row:" + r.cells.at(0).text), true; }
    std::vector<std::string> found{};
  } names;
  const base::Problems problems = read_xlsx(path, {}, names);
  CHECK(names.found == std::vector<std::string>{"乙", "甲", "row:甲"});
  REQUIRE(ids(problems) == Ids{"xlsx_hidden_sheet"});
  CHECK(problems[0].severity == base::Severity::warning);
  CHECK(problems[0].place == base::Place{.file = "a.xlsx", .sheet = "藏"});
}

TEST_CASE("content decides, not the name") {
  const Folder folder;
  RawWorkbook raw;
  raw.rows = "<row r=\"1\"><c r=\"A1\"><v>5</v></c></row>";
  const auto workbook = write_zip(folder.file("a.csv"), raw.parts());
  CHECK(texts(workbook) == Texts{{1, "5"}});
  struct Nothing final : RowVisitor {
    bool begin_sheet(const std::string&) override { return true; }
    bool row(Row&) override { return true; }
  } nothing;
  CHECK(ids(visit_table(workbook, {}, nothing)) == Ids{"file_misnamed"});
  const auto text = folder.write("b.xlsx", "a,b\n1,2\n");
  CHECK(texts(text) == Texts{{1, "a|b"}, {2, "1|2"}});
  CHECK(ids(visit_table(text, {}, nothing)) == Ids{"file_misnamed"});
  CHECK(ids(visit_table(folder.write("c.tsv", "a\tb\n"), {}, nothing)).empty());
}
