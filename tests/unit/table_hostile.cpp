#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <chrono>

#include "table_support.hpp"

using namespace examhall;
using namespace examhall::table;
using namespace examhall::table::test;

namespace {

const std::string kOneCell = R"(<row r="1"><c r="A1"><v>1</v></c></row>)";

Ids refused(const Parts& parts, const TableLimits& limits = {}) {
  const Folder folder;
  return refusal(write_zip(folder.file("a.xlsx"), parts), limits);
}

Ids refused_rows(const std::string& rows, const TableLimits& limits = {}) {
  return refused(RawWorkbook{.rows = rows}.parts(), limits);
}

std::string utf16(std::string_view ascii) {
  std::string wide;
  for (const char c : ascii) wide.append({c, '\0'});
  return wide;
}

}  // namespace

TEST_CASE("what is not a table is called by its name") {
  const Folder folder;
  const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(512, '\0');
  CHECK(refusal(folder.write("a.xls", ole + utf16("Workbook"))) == Ids{"xls_not_supported"});
  CHECK(refusal(folder.write("a.xlsx", ole + utf16("EncryptedPackage"))) == Ids{"workbook_encrypted"});
  CHECK(refusal(folder.write("a.doc", ole + utf16("WordDocument"))) == Ids{"office_file_not_table"});
  CHECK(refusal(folder.write("b.xls", "\xEF\xBB\xBF <HTML><body><TABLE>")) == Ids{"html_not_table"});
  CHECK(refusal(folder.write("c.xls", "\xFF\xFE" + utf16("<table>"))) == Ids{"html_not_table"});
  CHECK(refusal(folder.write("d.xls", "<?xml version=\"1.0\"?><Workbook/>")) == Ids{"xml_not_table"});
  CHECK(refusal(folder.write("e.pdf", "%PDF-1.7")) == Ids{"pdf_not_table"});
  CHECK(refusal(folder.write("f.csv", "")) == Ids{"file_empty"});
  CHECK(refusal(folder.file("none.xlsx")) == Ids{"file_missing"});
  CHECK(refusal(write_zip(folder.file("g.xlsx"), {{"word/document.xml", "x"}})) == Ids{"zip_not_workbook"});
  CHECK(refusal(write_zip(folder.file("h.xlsx"), {{"a.xlsx", "x"}})) == Ids{"zip_not_workbook"});
  CHECK(refusal(write_zip(folder.file("i.xlsx"), {{"xl/workbook.bin", "x"}})) == Ids{"xlsb_not_supported"});
  CHECK(refusal(folder.write("j.png", "\x89PNG\r\n\x1A\n" + std::string(50, '\0'))) ==
        Ids{"text_charset_unknown"});
}

TEST_CASE("archives cut short or damaged are refused wherever the cut is") {
  const Folder folder;
  RawWorkbook raw{.rows = kOneCell};
  const std::string whole = read_bytes(write_zip(folder.file("a.xlsx"), raw.parts()));
  for (std::size_t length = 4; length < whole.size(); length += 97) {
    CHECK(refusal(folder.write("b.xlsx", whole.substr(0, length))).size() == 1);
  }
  int silent = 0;
  for (std::size_t at = 0; at < whole.size(); at += 31) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
    const auto tables = read_tables(folder.write("c.xlsx", bytes));
    if (tables && !tables->empty() &&
        (tables->at(0).rows.empty() || tables->at(0).rows[0].cells[0].text != "1"))
      ++silent;
  }
  CHECK(silent == 0);
}

TEST_CASE("bombs are refused by what they inflate to") {
  RawWorkbook raw{.rows = kOneCell + std::string(std::size_t{40} << 20U, ' ')};
  CHECK(refused(raw.parts()) == Ids{"xlsx_too_large"});  // by its ratio
  TableLimits limits;
  limits.max_part_bytes = 100'000;
  CHECK(refused(RawWorkbook{.rows = kOneCell + std::string(200'000, ' ')}.parts(), limits) ==
        Ids{"xlsx_too_large"});
  limits = {};
  limits.max_total_bytes = 100'000;
  RawWorkbook two{.rows = kOneCell + std::string(60'000, ' '), .shared_strings = std::string(60'000, ' ')};
  CHECK(refused(two.parts(), limits) == Ids{"xlsx_too_large"});
}

TEST_CASE("a bomb that lies about its size is still refused") {
  const Folder folder;
  const std::size_t size = std::size_t{40} << 20U;
  RawWorkbook raw{.rows = kOneCell};
  Parts parts = raw.parts();
  parts[3].second.resize(size, ' ');
  const auto path = write_zip(folder.file("a.xlsx"), parts);
  std::string real(4, '\0');
  for (std::size_t i = 0; i < 4; ++i) real[i] = static_cast<char>((size >> (8 * i)) & 0xFFU);
  patch(path, real, std::string{"\x64\0\0\0", 4});
  const auto started = std::chrono::steady_clock::now();
  CHECK(refusal(path).size() == 1);
  CHECK(std::chrono::steady_clock::now() - started < std::chrono::seconds{5});
}

TEST_CASE("the archive's list of parts is checked before anything is read") {
  const Folder folder;
  Parts parts = RawWorkbook{.rows = kOneCell}.parts();
  for (int i = 0; i < 60; ++i) parts.emplace_back(fmt::format("xl/media/{}.png", i), "x");
  TableLimits limits;
  CHECK(texts(write_zip(folder.file("a.xlsx"), parts), limits) == Texts{{1, "1"}});
  limits.max_entries = 60;
  CHECK(refused(parts, limits) == Ids{"xlsx_too_many_parts"});

  const auto twice = folder.file("b.xlsx");
  parts = RawWorkbook{.rows = kOneCell}.parts();
  parts.emplace_back("xl/worksheets/sheet9.xml", "<worksheet/>");
  write_zip(twice, parts);
  patch(twice, "sheet9.xml", "SHEET1.xml");
  CHECK(refusal(twice) == Ids{"xlsx_duplicate_part"});

  for (const char* name : {"../../etc/passwd", "/etc/passwd", "xl\\..\\..\\a", "C:\\a", "a/.."}) {
    parts.back().first = name;
    CHECK(refused(parts) == Ids{"xlsx_bad_part_name"});
  }
}

TEST_CASE("relationships cannot lead out of the workbook or to nothing") {
  Parts parts = RawWorkbook{.rows = kOneCell}.parts();
  const auto with_target = [&](const std::string& target, const std::string& more = {}) {
    Parts changed = parts;
    std::string& rels = changed[2].second;
    const std::string old = "\"worksheets/sheet1.xml\"";
    rels.replace(rels.find(old), old.size(), "\"" + target + "\"" + more);
    return refused(changed);
  };
  CHECK(with_target("../../../etc/passwd") == Ids{"xlsx_bad_part_name"});
  CHECK(with_target("worksheets/none.xml") == Ids{"xlsx_damaged"});
  CHECK(with_target("http://example.org/a.xml", " TargetMode=\"External\"") == Ids{"xlsx_damaged"});
  CHECK(with_target("../xl/./worksheets//sheet1.xml") == Ids{"(it was read)"});
}

TEST_CASE("no DTD, no entities") {
  RawWorkbook raw{.rows = kOneCell};
  raw.sheet_prologue = R"(<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>)";
  CHECK(refused(raw.parts()) == Ids{"xlsx_dtd"});
  raw.sheet_prologue = R"(<!DOCTYPE a SYSTEM "file:///etc/passwd">)";
  CHECK(refused(raw.parts()) == Ids{"xlsx_dtd"});
  CHECK(refused_rows("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>&b;</v></c></row>") == Ids{"xlsx_damaged"});
}

TEST_CASE("depth and tokens are bounded") {
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<a>";
  CHECK(refused_rows(deep) == Ids{"xlsx_xml_bounds"});
  CHECK(refused_rows("<row r=\"" + std::string(1'000'000, '1') + "\"/>") == Ids{"xlsx_xml_bounds"});
  CHECK(refused_rows("<row><c></row>") == Ids{"xlsx_damaged"});
}

TEST_CASE("a million empty rows and far cells cost nothing") {
  std::string rows = kOneCell;
  for (int i = 2; i < 300'000; ++i) rows += fmt::format("<row r=\"{}\"><c r=\"A{}\" s=\"1\"/></row>", i, i);
  rows += R"(<row r="1048576"><c r="A1048576" t="str"><v> </v></c><c r="XFD1048576" s="1"/></row>)";
  const Folder folder;
  TableLimits limits;
  limits.max_rows = 1;
  CHECK(texts(write_zip(folder.file("a.xlsx"), RawWorkbook{.rows = rows}.parts()), limits) ==
        Texts{{1, "1"}});

  const auto far = read_tables(
      write_zip(folder.file("b.xlsx"),
                RawWorkbook{.rows = R"(<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>)"}.parts()));
  REQUIRE_FALSE(far);
  CHECK(far.error().at(0).id == "table_too_many_columns");
  CHECK(far.error().at(0).place == base::Place{"b.xlsx", "Sheet1", 1048576, "XFD"});
}

TEST_CASE("cells that no spreadsheet program writes are refused") {
  const auto cell = [](const std::string& c) { return refused_rows("<row r=\"1\">" + c + "</row>"); };
  CHECK(cell(R"(<c r="A1" t="s"><v>0</v></c>)") == Ids{"xlsx_bad_cell"});  // there is no such string
  CHECK(cell(R"(<c r="A1" t="s"><v>-1</v></c>)") == Ids{"xlsx_bad_cell"});
  CHECK(cell(R"(<c r="A1" t="s"><v>99999999999</v></c>)") == Ids{"xlsx_bad_cell"});
  CHECK(cell(R"(<c r="A1"><v>12x</v></c>)") == Ids{"xlsx_bad_cell"});
  CHECK(cell(R"(<c r="A1" t="zz"><v>1</v></c>)") == Ids{"xlsx_bad_cell"});
  CHECK(cell(R"(<c r="A1" s="-1"><v>1</v></c>)") == Ids{"xlsx_bad_cell"});
  CHECK(cell(R"(<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>)") == Ids{"xlsx_bad_cell"});
  CHECK(cell(R"(<c r="A2"><v>1</v></c>)") == Ids{"xlsx_bad_cell"});
  CHECK(refused_rows(kOneCell + kOneCell) == Ids{"xlsx_bad_cell"});
  CHECK(refused_rows("<row r=\"0\"/>") == Ids{"xlsx_bad_cell"});
  CHECK(refused_rows("<row r=\"1048577\"/>") == Ids{"xlsx_bad_cell"});
}

TEST_CASE("shared strings cannot be blown up") {
  RawWorkbook raw{.rows = kOneCell};
  for (int i = 0; i < 1000; ++i) raw.shared_strings += "<si><t>abc</t></si>";
  TableLimits limits;
  limits.max_shared_strings = 999;
  CHECK(refused(raw.parts(), limits) == Ids{"xlsx_shared_strings_too_large"});
  limits = {};
  limits.max_shared_bytes = 2999;
  CHECK(refused(raw.parts(), limits) == Ids{"xlsx_shared_strings_too_large"});

  // one long text, named by very many cells
  raw.shared_strings = "<si><t>" + std::string(30'000, 'x') + "</t></si>";
  raw.rows.clear();
  for (int i = 1; i <= 5000; ++i)
    raw.rows += fmt::format("<row r=\"{}\"><c r=\"A{}\" t=\"s\"><v>0</v></c></row>", i, i);
  CHECK(refused(raw.parts()) == Ids{"table_too_much_text"});
  raw.shared_strings = "<si><t>" + std::string(200'000, 'x') + "</t></si>";
  CHECK(refused(raw.parts()) == Ids{"xlsx_bad_cell"});
}
