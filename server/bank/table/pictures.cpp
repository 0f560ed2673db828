#include "table/pictures.hpp"

#include <fmt/format.h>

#include <charconv>

#include "table/workbook_parts.hpp"

namespace examhall::table {
namespace {

class DrawingReader final : public XmlVisitor {
 public:
  int pictures = 0;
  int first_row = 0;

  void open(std::string_view element, const Attributes&) override {
    if (element == "from") row_.clear();
    in_row_ = element == "row" && row_.empty();
    if (element != "pic" || ++pictures > 1) return;
    int zero_based = 0;
    std::from_chars(row_.data(), row_.data() + row_.size(), zero_based);
    first_row = std::min(std::max(zero_based, 0), 1'048'575) + 1;
  }
  void close(std::string_view) override { in_row_ = false; }
  void characters(std::string_view text) override {
    // an anchor's "from" holds the row of the upper edge, its "to" the lower one
    if (in_row_ && row_.size() + text.size() < 16) row_ += text;
  }

 private:
  bool in_row_ = false;
  std::string row_{};
};

}  // namespace

std::optional<base::Problem> find_pictures(Archive& archive, const std::string& sheet_part,
                                           const std::string& sheet) {
  const auto drawing = related_part(archive, sheet_part, "drawing");
  if (!drawing) return drawing.error();
  if (drawing->empty() || !archive.has(*drawing)) return std::nullopt;
  DrawingReader reader;
  if (auto problem = parse_part(archive, *drawing, reader)) return problem;
  if (reader.pictures == 0) return std::nullopt;
  return base::Problem{
      "pictures_not_read",
      {.file = archive.place().file, .sheet = sheet, .row = reader.first_row},
      {fmt::format("表中插入了 {} 张图片，浮动的图片不会导入；请把图片另存为文件，在“图片”列填写文件名",
                   reader.pictures),
       fmt::format(
           "{} pictures float over the sheet and are not imported: save them as files and name those in the "
           "column Images",
           reader.pictures)},
      base::Severity::warning};
}

}  // namespace examhall::table
