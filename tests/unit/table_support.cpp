#include "table_support.hpp"

#include <zip.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace examhall::table::test {

Folder::Folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "examhall-table-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder for tests");
  path_ = pattern;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path Folder::write(const std::string& name, const std::string& bytes) const {
  std::ofstream{file(name), std::ios::binary} << bytes;
  return file(name);
}

std::filesystem::path write_zip(const std::filesystem::path& path, const Parts& parts) {
  zip_t* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  for (const auto& [name, content] : parts) {
    zip_source_t* source = zip_source_buffer(zip, content.data(), content.size(), 0);
    if (zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0)
      throw std::runtime_error("zip_file_add");
  }
  if (zip_close(zip) != 0) throw std::runtime_error("zip_close");
  return path;
}

std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

void patch(const std::filesystem::path& path, const std::string& from, const std::string& to) {
  std::string bytes = read_bytes(path);
  if (from.size() != to.size()) throw std::logic_error("patch changes the length");
  std::size_t count = 0;
  for (std::size_t at = bytes.find(from); at != std::string::npos; at = bytes.find(from, at + to.size())) {
    bytes.replace(at, to.size(), to);
    ++count;
  }
  if (count == 0) throw std::logic_error("patch finds nothing: " + from);
  std::ofstream{path, std::ios::binary} << bytes;
}

Parts RawWorkbook::parts() const {
  const std::string xml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
  const std::string ns = R"( xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main")";
  const std::string rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string rels =
      R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
  return {
      {"_rels/.rels", xml + rels + R"(<Relationship Id="rId1" Type=")" + rel +
                          R"(/officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
      {"xl/workbook.xml",
       xml + "<workbook" + ns + " xmlns:r=\"" + rel + "\">" + workbook_properties +
           R"(<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels",
       xml + rels + R"(<Relationship Id="rId1" Type=")" + rel +
           R"(/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type=")" + rel +
           R"(/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type=")" + rel +
           R"(/styles" Target="/xl/styles.xml"/></Relationships>)"},
      {"xl/worksheets/sheet1.xml",
       xml + sheet_prologue + "<worksheet" + ns + "><sheetData>" + rows + "</sheetData></worksheet>"},
      {"xl/sharedStrings.xml", xml + "<sst" + ns + ">" + shared_strings + "</sst>"},
      {"xl/styles.xml", xml + "<styleSheet" + ns + ">" + styles + "</styleSheet>"},
  };
}

std::vector<std::string> ids(const base::Problems& problems) {
  std::vector<std::string> result;
  for (const base::Problem& p : problems) result.push_back(p.id);
  return result;
}

std::vector<std::pair<int, std::string>> texts(const std::filesystem::path& path, const TableLimits& limits) {
  const auto tables = read_tables(path, limits);
  if (!tables) throw std::runtime_error(base::to_line(tables.error().front(), base::Language::en));
  std::vector<std::pair<int, std::string>> result;
  for (const Row& row : tables->at(0).rows) {
    std::string line;
    for (const Cell& cell : row.cells) line += (&cell == &row.cells.front() ? "" : "|") + cell.text;
    result.emplace_back(row.number, line);
  }
  return result;
}

std::vector<std::string> refusal(const std::filesystem::path& path, const TableLimits& limits) {
  const auto tables = read_tables(path, limits);
  if (tables) return {"(it was read)"};
  for (const base::Problem& p : tables.error()) {
    if (p.text.zh.empty() || p.text.en.empty()) return {"(a text is missing)"};
  }
  return ids(tables.error());
}

}  // namespace examhall::table::test
