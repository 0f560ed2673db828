#include "table/workbook_parts.hpp"

#include <fmt/format.h>

#include <set>

namespace examhall::table {
namespace {

using base::Problem;

struct Relationship {
  std::string type;  // the last segment of its URI: transitional and strict files differ in the rest
  std::string part;  // empty: not a part of this archive
};
using Relationships = std::map<std::string, Relationship, std::less<>>;

std::string folder_of(std::string_view part) { return std::string{part.substr(0, part.rfind('/') + 1)}; }

// A target as a part's name; nullopt if it climbs out of the archive.
std::optional<std::string> resolved(std::string_view folder, std::string_view target) {
  std::string path =
      target.starts_with('/') ? std::string{target.substr(1)} : std::string{folder}.append(target);
  std::vector<std::string> kept;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string segment = path.substr(at, end - at);
    at = end + 1;
    if (segment.empty() || segment == ".") continue;
    if (segment != "..") {
      kept.push_back(segment);
    } else if (kept.empty()) {
      return std::nullopt;
    } else {
      kept.pop_back();
    }
  }
  return fmt::format("{}", fmt::join(kept, "/"));
}

class RelationshipReader final : public XmlVisitor {
 public:
  RelationshipReader(std::string folder, const base::Place& place)
      : folder_{std::move(folder)}, place_{place} {}
  Relationships found{};

  void open(std::string_view element, const Attributes& a) override {
    if (element != "Relationship") return;
    const std::string_view type = a.value("Type");
    Relationship relationship{std::string{type.substr(type.rfind('/') + 1)}, {}};
    if (a.value("TargetMode") != "External") {
      auto part = resolved(folder_, a.value("Target"));
      if (!part) return fail(climbs_out(a.value("Target")));
      relationship.part = std::move(*part);
    }
    if (found.size() >= 4096 || !found.try_emplace(std::string{a.value("Id")}, relationship).second) {
      fail(damaged_workbook(place_, "Relationship"));
    }
  }

 private:
  Problem climbs_out(std::string_view target) const {
    return {
        "xlsx_bad_part_name",
        place_,
        {fmt::format("工作簿内部引用了文件以外的路径“{}”，已拒绝读取；请用 Excel 或 WPS 另存一份再导入",
                     target.substr(0, 100)),
         fmt::format("the workbook refers to \"{}\", outside of itself: save a fresh copy with Excel or WPS",
                     target.substr(0, 100))}};
  }
  std::string folder_;
  const base::Place& place_;
};

base::Result<Relationships, Problem> relationships_of(Archive& archive, std::string_view part) {
  const std::string folder = folder_of(part);
  const std::string rels = folder + "_rels/" + std::string{part.substr(folder.size())} + ".rels";
  RelationshipReader reader{folder, archive.place()};
  if (!archive.has(rels)) return Relationships{};
  if (auto problem = parse_part(archive, rels, reader)) return base::Failure{*problem};
  return std::move(reader.found);
}

std::string part_of_type(const Relationships& relationships, std::string_view type) {
  for (const auto& [id, relationship] : relationships) {
    if (relationship.type == type) return relationship.part;
  }
  return {};
}

class WorkbookReader final : public XmlVisitor {
 public:
  WorkbookReader(const Relationships& relationships, const TableLimits& limits, const base::Place& place)
      : relationships_{relationships}, limits_{limits}, place_{place} {}
  WorkbookParts parts{};

  void open(std::string_view element, const Attributes& a) override {
    if (element == "workbookPr") {
      parts.date_1904 = a.value("date1904") == "1" || a.value("date1904") == "true";
    } else if (element == "sheet") {
      add_sheet(a);
    }
  }

 private:
  void add_sheet(const Attributes& a) {
    const auto found = relationships_.find(a.value("id"));
    if (found == relationships_.end()) return fail(damaged_workbook(place_, a.value("name")));
    if (found->second.type != "worksheet") return;
    if (found->second.part.empty() || !seen_.insert(found->second.part).second) {
      return fail(damaged_workbook(place_, a.value("name")));
    }
    const std::string_view state = a.value("state");
    parts.sheets.push_back(
        {std::string{a.value("name")}, found->second.part, !state.empty() && state != "visible"});
    if (parts.sheets.size() > static_cast<std::size_t>(limits_.max_sheets)) fail(too_many_sheets());
  }
  Problem too_many_sheets() const {
    return {"xlsx_too_many_sheets",
            place_,
            {fmt::format("工作簿的工作表超过 {} 张，请拆成几个文件", limits_.max_sheets),
             fmt::format("the workbook has more than {} sheets: split it", limits_.max_sheets)}};
  }

  const Relationships& relationships_;
  const TableLimits& limits_;
  const base::Place& place_;
  std::set<std::string> seen_{};
};

Problem not_a_workbook(const base::Place& place) {
  return {"zip_not_workbook",
          place,
          {"文件是压缩包，但其中没有工作簿；如果里面装着表格，请先解压，再导入其中的 .xlsx 文件",
           "the file is an archive without a workbook in it: if tables are packed inside, unpack it and "
           "import those"}};
}

}  // namespace

base::Result<std::string, Problem> related_part(Archive& archive, std::string_view part,
                                                std::string_view type) {
  const auto relationships = relationships_of(archive, part);
  if (!relationships) return base::Failure{relationships.error()};
  return part_of_type(*relationships, type);
}

base::Result<WorkbookParts, Problem> read_workbook_parts(Archive& archive, const TableLimits& limits) {
  const auto root = relationships_of(archive, "");
  if (!root) return base::Failure{root.error()};
  std::string workbook = part_of_type(*root, "officeDocument");
  if (workbook.empty()) workbook = "xl/workbook.xml";
  if (!archive.has(workbook)) return base::Failure{not_a_workbook(archive.place())};
  const auto relationships = relationships_of(archive, workbook);
  if (!relationships) return base::Failure{relationships.error()};
  WorkbookReader reader{*relationships, limits, archive.place()};
  if (auto problem = parse_part(archive, workbook, reader)) return base::Failure{*problem};
  reader.parts.shared_strings = part_of_type(*relationships, "sharedStrings");
  reader.parts.styles = part_of_type(*relationships, "styles");
  return std::move(reader.parts);
}

}  // namespace examhall::table
