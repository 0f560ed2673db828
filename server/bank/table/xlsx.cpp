#include "table/xlsx.hpp"

#include "base/file.hpp"
#include "table/charset.hpp"
#include "table/csv.hpp"
#include "table/file_kind.hpp"
#include "table/pictures.hpp"
#include "table/sheet_part.hpp"
#include "table/styles.hpp"
#include "table/workbook_parts.hpp"

namespace examhall::table {
namespace {

using base::Problem;
using base::Problems;

Problem hidden_sheet(const base::Place& file, const std::string& sheet) {
  return {"xlsx_hidden_sheet",
          {.file = file.file, .sheet = sheet},
          {"工作表是隐藏的，没有读取；如需导入，请取消隐藏",
           "the sheet is hidden and was not read: unhide it to import it"},
          base::Severity::warning};
}

Problems visit_text(const std::filesystem::path& path, const TableLimits& limits, RowVisitor& visitor) {
  const base::Place place = place_of(path);
  auto bytes = base::read_file(path, limits.max_file_bytes);
  if (!bytes) return {bytes.error()};
  auto text = decode_text(*std::move(bytes), place);
  if (!text) return {text.error()};
  if (auto problem = read_csv(text->text, place, limits, visitor)) return {*problem};
  return {};
}

class Collector final : public RowVisitor {
 public:
  explicit Collector(std::string file) : file_{std::move(file)} {}
  bool begin_sheet(const std::string& name) override {
    tables.push_back({file_, name, {}});
    return true;
  }
  bool row(Row& row) override {
    tables.back().rows.push_back({row.number, std::move(row.cells)});
    return true;
  }
  std::vector<Table> tables{};

 private:
  std::string file_;
};

}  // namespace

Problems read_xlsx(const std::filesystem::path& path, const TableLimits& limits, RowVisitor& visitor) {
  auto archive = Archive::open(path, limits);
  if (!archive) return {archive.error()};
  const auto parts = read_workbook_parts(*archive, limits);
  if (!parts) return {parts.error()};
  const auto strings = SharedStrings::read(*archive, parts->shared_strings, limits);
  if (!strings) return {strings.error()};
  const auto formats = read_styles(*archive, parts->styles);
  if (!formats) return {formats.error()};
  const CellContext context{*strings, *formats, parts->date_1904, limits};
  RowBudget budget{limits};
  Problems problems;
  for (const SheetPart& sheet : parts->sheets) {
    if (sheet.hidden) {
      problems.push_back(hidden_sheet(archive->place(), sheet.name));
    } else if (visitor.begin_sheet(sheet.name)) {
      auto problem = read_sheet_part(*archive, sheet.part, sheet.name, context, budget, visitor);
      if (problem) return {*problem};
      if (auto pictures = find_pictures(*archive, sheet.part, sheet.name)) problems.push_back(*pictures);
    }
  }
  return problems;
}

Problems visit_table(const std::filesystem::path& path, const TableLimits& limits, RowVisitor& visitor) {
  const auto file = table_file_kind(path, limits);
  if (!file) return {file.error()};
  Problems problems =
      file->kind == FileKind::xlsx ? read_xlsx(path, limits, visitor) : visit_text(path, limits, visitor);
  if (file->misnamed) problems.insert(problems.begin(), *file->misnamed);
  return problems;
}

base::Result<std::vector<Table>, Problems> read_tables(const std::filesystem::path& path,
                                                       const TableLimits& limits) {
  Collector collector{path.filename().string()};
  Problems problems = visit_table(path, limits, collector);
  if (base::has_errors(problems)) return base::Failure{std::move(problems)};
  return std::move(collector.tables);
}

}  // namespace examhall::table
