#include "table/styles.hpp"

#include <charconv>
#include <map>

namespace examhall::table {
namespace {

int integer_or_zero(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

class StyleReader final : public XmlVisitor {
 public:
  explicit StyleReader(const base::Place& place) : place_{place} {}
  std::vector<CellFormat> formats{};

  void open(std::string_view element, const Attributes& a) override {
    if (element == "numFmt") {
      custom_[integer_or_zero(a.value("numFmtId"))] = custom_format(a.value("formatCode"));
    } else if (element == "cellXfs") {
      in_cell_styles_ = true;
    } else if (element == "xf" && in_cell_styles_) {
      formats.push_back(format(integer_or_zero(a.value("numFmtId"))));
    }
    if (formats.size() > kMaxStyles || custom_.size() > kMaxStyles) fail(damaged_workbook(place_, "styles"));
  }
  void close(std::string_view element) override {
    if (element == "cellXfs") in_cell_styles_ = false;
  }

 private:
  static constexpr std::size_t kMaxStyles = 65'536;  // Excel's own limit is 64,000

  CellFormat format(int number) const {
    const auto found = custom_.find(number);
    return found == custom_.end() ? built_in_format(number) : found->second;
  }
  const base::Place& place_;
  std::map<int, CellFormat> custom_{};
  bool in_cell_styles_ = false;
};

}  // namespace

base::Result<std::vector<CellFormat>, base::Problem> read_styles(Archive& archive, const std::string& part) {
  StyleReader reader{archive.place()};
  if (part.empty() || !archive.has(part)) return std::vector<CellFormat>{};
  if (auto problem = parse_part(archive, part, reader)) return base::Failure{*problem};
  return std::move(reader.formats);
}

}  // namespace examhall::table
