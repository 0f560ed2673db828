// The XML within a workbook: a sound archive around parts that are the input's, in this order and separated
// by the byte 1: the sheet's rows, shared strings, styles, the workbook's own members, what stands before the
// sheet.
#include "table/bank_table.hpp"
#include "table/xlsx.hpp"
#include "table_support.hpp"
#include "target.hpp"

#include <zip.h>

namespace workbook_target {

using namespace examhall;

// Stored, not deflated: the fuzzer's time is for the reader.
std::string archive_of(const table::test::Parts& parts) {
  zip_source_t* const memory = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(memory);
  zip_t* const zip = zip_open_from_source(memory, ZIP_TRUNCATE, nullptr);
  for (const auto& [name, content] : parts) {
    const auto index =
        zip_file_add(zip, name.c_str(), zip_source_buffer(zip, content.data(), content.size(), 0), 0);
    zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
  }
  fuzz::require(zip_close(zip) == 0, "an archive can be made");
  zip_stat_t about;
  fuzz::require(zip_source_open(memory) == 0 && zip_source_stat(memory, &about) == 0, "and looked at");
  std::string bytes(about.size, '\0');
  fuzz::require(zip_source_read(memory, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()),
                "and read");
  zip_source_close(memory);
  zip_source_free(memory);
  return bytes;
}

void run(std::string_view input) {
  table::test::RawWorkbook raw;
  for (std::string* part :
       {&raw.rows, &raw.shared_strings, &raw.styles, &raw.workbook_properties, &raw.sheet_prologue})
    *part = fuzz::next_part(input, '\1');
  const auto file = fuzz::as_file(archive_of(raw.parts()));
  if (const auto tables = table::read_tables(file)) {
    for (const auto& table : *tables) {
      for (const auto& row : table.rows) {
        fuzz::require(row.number >= 1 && !row.cells.empty() && !row.cells.back().text.empty(),
                      "a row has cells");
        for (const auto& cell : row.cells) fuzz::require(base::is_utf8(cell.text), "a cell is UTF-8");
      }
    }
  }
  table::read_bank_table(file, {.header = {.id = "t", .title = "t"}, .image_folder = "/nonexistent"});
}

std::vector<std::string> seeds() {
  return {
      R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>题干</t></is></c></row><row><c><v>1.5E3</v></c><c s="1"><v>45066</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>x</v></c></row>)"
      "\1<si><t>题型</t></si><si><r><t xml:space=\"preserve\"> "
      "a</t></r><r><rPr><b/></rPr><t>_x000D_b</t></r><rPh><t>z</t></rPh></si>"
      "\1<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m\"/></numFmts><cellXfs><xf "
      "numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"10\"/></cellXfs>"
      "\1<workbookPr date1904=\"1\"/>\1<!-- c -->",
      R"(<row r="1"><c r="A1" t="inlineStr"><is><t>题型</t></is></c><c r="B1" t="inlineStr"><is><t>题目</t></is></c><c r="C1" t="inlineStr"><is><t>答案</t></is></c><c r="D1" t="inlineStr"><is><t>分值</t></is></c></row><row r="3" hidden="1"><c r="A3" t="inlineStr"><is><t>判断题</t></is></c><c r="B3" t="inlineStr"><is><t>对吗</t></is></c><c r="C3" t="b"><v>1</v></c><c r="D3" s="2"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells><sheetData>)"
      "\1\1<cellXfs><xf numFmtId=\"14\"/></cellXfs>\1\1",
      "\1\1\1\1<!DOCTYPE a [<!ENTITY b \"c\">]>"};
}

const fuzz::Registration registration{{"workbook", run, seeds}};

}  // namespace workbook_target
