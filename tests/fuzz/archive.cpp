// A workbook's archive as plain bytes: headers that lie, parts that are cut, sizes that do not fit.
#include <filesystem>
#include <fstream>

#include "table/xlsx.hpp"
#include "table_support.hpp"
#include "target.hpp"

namespace archive_target {

using namespace examhall;

void run(std::string_view input) {
  const auto tables = table::read_tables(fuzz::as_file(input));
  if (tables) return;
  fuzz::require(!tables.error().empty() && !tables.error().front().id.empty(), "a refusal says why");
}

std::vector<std::string> seeds() {
  const table::test::Folder folder;
  table::test::RawWorkbook raw{.rows = R"(<row r="1"><c r="A1" t="s"><v>0</v></c></row>)",
                               .shared_strings = "<si><t>a</t></si>"};
  const std::string whole =
      table::test::read_bytes(table::test::write_zip(folder.file("a.xlsx"), raw.parts()));
  return {whole,
          whole.substr(0, whole.size() / 2),
          "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(64, '\0'),
          "<?xml version=\"1.0\"?><Workbook/>",
          "%PDF-1.7",
          "PK\5\6" + std::string(18, '\0')};
}

const fuzz::Registration registration{{"archive", run, seeds}};

}  // namespace archive_target
