#include "table/sheet_part.hpp"

#include <fmt/format.h>

#include <charconv>

#include "table/cell_number.hpp"

namespace examhall::table {
namespace {

using base::Problem;

constexpr int kLastRow = 1'048'576;
constexpr std::size_t kColumns = 16'384;

std::optional<int> integer(std::string_view text) {
  int value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || stop != end || error != std::errc{}) return std::nullopt;
  return value;
}

class SheetReader final : public XmlVisitor {
 public:
  SheetReader(base::Place place, const CellContext& context, RowBudget& budget, RowVisitor& visitor)
      : place_{std::move(place)}, context_{context}, budget_{budget}, visitor_{visitor} {}

  void open(std::string_view element, const Attributes& a) override {
    if (element == "c") {
      open_cell(a);
    } else if (element == "v" || element == "t") {
      collecting_ = in_cell_ && !in_phonetic_;
    } else if (element == "rPh") {
      in_phonetic_ = true;
    } else if (element == "row") {
      open_row(a);
    }
  }

  void close(std::string_view element) override {
    if (element == "v" || element == "t") {
      collecting_ = false;
    } else if (element == "c") {
      close_cell();
    } else if (element == "rPh") {
      in_phonetic_ = false;
    } else if (element == "row") {
      close_row();
    } else if (element == "sheetData") {
      stop();
    }
  }

  void characters(std::string_view text) override {
    if (!collecting_) return;
    if (text_.size() + text.size() > context_.limits.max_cell_bytes) {
      return fail_here(RowBudget::cell_too_long(context_.limits.max_cell_bytes));
    }
    text_ += text;
  }

 private:
  void open_row(const Attributes& a) {
    const std::string_view r = a.value("r");
    const auto number = r.empty() ? std::optional{row_.number + 1} : integer(r);
    if (!number || *number <= row_.number || *number > kLastRow) return bad_cell(r);
    row_.number = *number;
    row_.cells.clear();
    next_column_ = 0;
  }

  void open_cell(const Attributes& a) {
    const std::string_view r = a.value("r");
    const auto address = r.empty() ? std::optional{CellAddress{next_column_, row_.number}} : parse_address(r);
    if (!address || address->column < next_column_ || address->row != row_.number) return bad_cell(r);
    const auto style = a.value("s").empty() ? std::optional{0} : integer(a.value("s"));
    if (!style || *style < 0) return bad_cell(r);
    column_ = address->column;
    next_column_ = column_ + 1;
    style_ = static_cast<std::size_t>(*style);
    type_ = a.value("t");
    text_.clear();
    in_cell_ = true;
  }

  void close_cell() {
    in_cell_ = false;
    if (text_.empty()) return;
    auto cell = cell_value();
    if (!cell) return bad_cell(column_letters(column_) + std::to_string(row_.number));
    if (base::trimmed(cell->text).empty()) return;
    if (column_ >= static_cast<std::size_t>(context_.limits.max_columns)) {
      return fail_here(RowBudget::too_many_columns(context_.limits.max_columns));
    }
    if (row_.cells.capacity() < 32) row_.cells.reserve(32);
    row_.cells.resize(column_);
    row_.cells.push_back(std::move(*cell));
  }

  std::optional<Cell> cell_value() {
    if (type_ == "s") {
      const auto index = integer(text_);
      const auto text =
          index && *index >= 0 ? context_.strings.at(static_cast<std::size_t>(*index)) : std::nullopt;
      if (!text || text->size() > context_.limits.max_cell_bytes) return std::nullopt;
      return Cell{decoded_cell_text(*text)};
    }
    if (type_ == "inlineStr" || type_ == "str" || type_ == "d") {
      return Cell{decoded_cell_text(text_), type_ == "d" ? CellKind::date : CellKind::text};
    }
    if (type_ == "b") return Cell{text_ == "1" || text_ == "true" ? "TRUE" : "FALSE", CellKind::boolean};
    if (type_ == "e") return Cell{text_, CellKind::error};
    if (!type_.empty() && type_ != "n") return std::nullopt;
    const CellFormat format = style_ < context_.formats.size() ? context_.formats[style_] : CellFormat{};
    return number_cell(base::trimmed(text_), format, context_.date_1904);
  }

  void close_row() {
    if (row_.cells.empty()) return;
    if (auto problem = budget_.spend(row_)) return fail_here(std::move(*problem));
    if (!visitor_.row(row_)) stop();
  }

  void fail_here(Problem problem) {
    problem.place = place_;
    problem.place.row = row_.number;
    if (in_cell_ || problem.id == "table_too_many_columns") problem.place.column = column_letters(column_);
    fail(std::move(problem));
  }

  void bad_cell(std::string_view address) {
    Problem problem{
        "xlsx_bad_cell",
        place_,
        {fmt::format("单元格“{}”的内部数据不合规范，文件可能已损坏；请用 Excel 或 WPS 另存一份再导入",
                     address.substr(0, 32)),
         fmt::format(
             "the inner form of cell \"{}\" is broken: save a fresh copy with Excel or WPS and import that",
             address.substr(0, 32))}};
    problem.place.row = row_.number;
    fail(std::move(problem));
  }

  base::Place place_;
  const CellContext& context_;
  RowBudget& budget_;
  RowVisitor& visitor_;
  Row row_{};
  std::size_t next_column_ = 0;
  std::size_t column_ = 0;
  std::size_t style_ = 0;
  std::string type_{};
  std::string text_{};
  bool in_cell_ = false;
  bool in_phonetic_ = false;
  bool collecting_ = false;
};

}  // namespace

std::optional<CellAddress> parse_address(std::string_view text) {
  std::size_t column = 0;
  std::size_t letters = 0;
  for (; letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z' && letters < 4; ++letters) {
    column = column * 26 + static_cast<std::size_t>(text[letters] - 'A' + 1);
  }
  const auto row = integer(text.substr(letters));
  if (letters == 0 || column > kColumns || !row || *row < 1 || *row > kLastRow) return std::nullopt;
  return CellAddress{column - 1, *row};
}

std::optional<Problem> read_sheet_part(Archive& archive, const std::string& part, const std::string& sheet,
                                       const CellContext& context, RowBudget& budget, RowVisitor& visitor) {
  SheetReader reader{{.file = archive.place().file, .sheet = sheet}, context, budget, visitor};
  return parse_part(archive, part, reader);
}

}  // namespace examhall::table
