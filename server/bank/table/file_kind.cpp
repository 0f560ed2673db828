#include "table/file_kind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <fstream>

#include "base/file.hpp"

namespace examhall::table {
namespace {

using base::Failure;
using base::Place;
using base::Problem;

Problem save_as(const char* id, const Place& place, const char* zh, const char* en) {
  return {
      id,
      place,
      {fmt::format("{}，不能直接读取；请用 Excel 或 WPS 打开，另存为“Excel 工作簿 (*.xlsx)”后再导入", zh),
       fmt::format("{}, which cannot be read: open it in Excel or WPS, save it as an Excel workbook (*.xlsx) "
                   "and import that",
                   en)}};
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string as_utf16(std::string_view ascii) {
  std::string wide;
  for (const char c : ascii) wide.append({c, '\0'});
  return wide;
}

// The directory of an OLE container names its streams in UTF-16.
Problem inside_ole(std::string_view bytes, const Place& place) {
  const auto holds = [&](std::string_view name) {
    return bytes.find(as_utf16(name)) != std::string_view::npos;
  };
  if (holds("EncryptedPackage")) {
    return {
        "workbook_encrypted",
        place,
        {"工作簿设有打开密码，无法读取；请在 Excel 中打开，取消密码（文件→信息→保护工作簿）并保存后再导入",
         "the workbook is protected by a password: open it in Excel, remove the password (File, Info, "
         "Protect "
         "Workbook), save it and import it again"}};
  }
  if (holds("Workbook") || holds("Book")) {
    return save_as("xls_not_supported", place, "文件是旧版 Excel 97-2003 工作簿（.xls）",
                   "the file is an old Excel 97-2003 workbook (.xls)");
  }
  return save_as("office_file_not_table", place, "文件是旧版 Office 文档，不是电子表格",
                 "the file is an old Office document and not a spreadsheet");
}

// The first local headers of an archive name its parts: enough to tell what kind of archive it is.
std::optional<Problem> inside_zip(std::string_view bytes, const Place& place) {
  const auto holds = [&](std::string_view name) { return bytes.find(name) != std::string_view::npos; };
  if (holds("xl/workbook.bin")) {
    return save_as("xlsb_not_supported", place, "文件是二进制工作簿（.xlsb）",
                   "the file is a binary workbook (.xlsb)");
  }
  if (holds("xl/workbook.xml")) return std::nullopt;  // whatever else may be embedded in it
  if (holds("application/vnd.oasis.opendocument")) {
    return save_as("ods_not_supported", place, "文件是 OpenDocument 文档（.ods 等）",
                   "the file is an OpenDocument file (.ods and the like)");
  }
  if (holds("word/document.xml") || holds("ppt/presentation.xml")) {
    return Problem{
        "zip_not_workbook",
        place,
        {"文件是 Word 或 PowerPoint 文档，不是表格；请把内容整理到模板表格中再导入",
         "the file is a Word or PowerPoint document and not a table: put its content into the template"}};
  }
  return std::nullopt;
}

std::optional<Problem> inside_text(std::string_view bytes, const Place& place) {
  std::string head{bytes.substr(0, 8192)};
  head.erase(std::remove(head.begin(), head.end(), '\0'), head.end());  // UTF-16 markup is markup too
  head = lower(std::move(head));
  const std::size_t first = head.find_first_not_of("\xEF\xBB\xBF\xFF\xFE \t\r\n");
  if (first == std::string::npos || head[first] != '<') return std::nullopt;
  if (head.find("<html") != std::string::npos || head.find("<table") != std::string::npos ||
      head.find("<!doctype html") != std::string::npos) {
    return save_as("html_not_table", place, "文件其实是网页（HTML），只是名字像表格",
                   "the file is really a web page (HTML)");
  }
  if (head.find("<?xml") == std::string::npos) return std::nullopt;
  return save_as("xml_not_table", place, "文件其实是 XML（例如“XML 电子表格 2003”）",
                 "the file is really XML (such as \"XML Spreadsheet 2003\")");
}

std::optional<Problem> misnamed(FileKind kind, const std::filesystem::path& path, const Place& place) {
  const std::string extension = lower(path.extension().string());
  const bool workbook_name =
      extension == ".xlsx" || extension == ".xlsm" || extension == ".xls" || extension == ".et";
  if ((kind == FileKind::xlsx) == workbook_name || extension.empty()) return std::nullopt;
  const bool workbook = kind == FileKind::xlsx;
  return Problem{
      "file_misnamed",
      place,
      {fmt::format("文件名以 {} 结尾，内容其实是{}，已按实际内容读取；请改正文件名", extension,
                   workbook ? "工作簿（.xlsx）" : "文本表格（CSV）"),
       fmt::format("the name ends in {}, but the content is {} and was read as such: rename the file",
                   extension, workbook ? "a workbook (.xlsx)" : "a text table (CSV)")},
      base::Severity::warning};
}

}  // namespace

Place place_of(const std::filesystem::path& path) { return Place{.file = path.filename().string()}; }

base::Result<TableFile, Problem> table_file_kind(const std::filesystem::path& path,
                                                 const TableLimits& limits) {
  const Place place = place_of(path);
  auto read = base::read_file(path, limits.max_file_bytes);
  if (!read) {
    Problem problem = read.error();
    problem.place = place;
    return Failure{problem};
  }
  const std::string_view bytes{*read};
  if (bytes.empty()) {
    return Failure{
        Problem{"file_empty",
                place,
                {"文件是空的，请确认保存或上传是否完整", "the file is empty: check that it was saved"}}};
  }
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return Failure{inside_ole(bytes, place)};
  if (bytes.starts_with("%PDF-")) {
    return Failure{Problem{"pdf_not_table",
                           place,
                           {"文件是 PDF，不是表格；请使用原来的 Excel 文件",
                            "the file is a PDF: use the workbook it was made from"}}};
  }
  const bool zip = bytes.starts_with(std::string_view{"PK\x03\x04", 4}) ||
                   bytes.starts_with(std::string_view{"PK\x05\x06", 4});
  if (auto problem = zip ? inside_zip(bytes, place) : inside_text(bytes, place)) return Failure{*problem};
  const FileKind kind = zip ? FileKind::xlsx : FileKind::text;
  return TableFile{kind, misnamed(kind, path, place)};
}

}  // namespace examhall::table
