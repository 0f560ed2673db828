#include "table/bank_row.hpp"

#include <fmt/format.h>

#include <array>

namespace examhall::table {
namespace {

using base::Json;

constexpr std::array<std::string_view, bank::kMaxOptions> kOptionMembers{
    "options[0]", "options[1]", "options[2]", "options[3]", "options[4]",
    "options[5]", "options[6]", "options[7]", "options[8]", "options[9]"};

class RowReader {
 public:
  RowReader(const Row& row, const SheetColumns& columns, bank::RawItem& item, Complaints& complaints)
      : row_{row}, columns_{columns}, item_{item}, complaints_{complaints} {}

  void read(const bank::ItemType* sheet_type) {
    read_type(sheet_type);
    for (const char* member : {"id", "topic", "text", "answer", "explanation", "unit", "decimals"})
      copy(member);
    convert("difficulty", difficulty_from_cell);
    convert("points", points_from_cell);
    convert("per_option", points_from_cell);
    convert("under_selection", under_selection_from_cell);
    convert("compare", compare_from_cell);
    read_tolerance();
    read_keep_order();
    read_images();
    read_options();
    warn_of_dates();
  }

 private:
  std::string_view text(std::string_view member) const { return columns_.text(row_, member); }

  void copy(const char* member) {
    if (const auto t = text(member); !t.empty()) item_.members[member] = std::string{t};
  }

  void convert(const char* member, std::string (*from_cell)(std::string_view)) {
    if (const auto t = text(member); !t.empty()) item_.members[member] = from_cell(t);
  }

  void read_type(const bank::ItemType* sheet_type) {
    const auto written = text("type");
    if (!written.empty()) {
      item_.members["type"] = std::string{written};
    } else if (sheet_type != nullptr) {
      item_.members["type"] = std::string{sheet_type->name()};
    }
    type_ = written.empty() ? sheet_type : bank::find_item_type_by_label(written);
  }

  // A tolerance decides how numbers are compared, unless there is a column that says so.
  void read_tolerance() {
    const std::string tolerance = tolerance_from_cell(text("tolerance"));
    const bool none = tolerance.empty() || tolerance == "0";
    if (!none) item_.members["tolerance"] = tolerance;
    if (item_.members.contains("compare")) return;
    if (!none) item_.members["compare"] = tolerance.ends_with('%') ? "relative" : "absolute";
    if (none && item_.members.contains("decimals")) item_.members["compare"] = "decimals";
  }

  void read_keep_order() {
    const auto written = text("keep_order");
    if (written.empty()) return;
    const auto yes = yes_from_cell(written);
    if (!yes) item_.members["keep_order"] = std::string{written};
    if (yes && *yes) item_.members["keep_order"] = true;
  }

  void read_images() {
    for (const std::string& name : names_from_cell(text("images"))) item_.members["images"].push_back(name);
  }

  void read_options() {
    std::vector<std::string> texts = options_by_column();
    if (const auto together = text("options"); !together.empty()) {
      if (!texts.empty()) return complain_twice();
      Options options = options_from_cell(together);
      if (options.shuffled) complain_order();
      texts = std::move(options.texts);
    } else if (texts.size() > 1 && options_are_marked(texts)) {
      complaints_.warning(
          item_.at("options[0]"), "options_marked",
          {"选项内容以“A.”等字母开头；考试界面会自动显示字母，建议删去",
           "the options begin with their letters, which the exam shows by itself: better remove them"});
    }
    if (type_ != nullptr && type_->name() == "true_false" && take_words_as_answer(texts)) return;
    if (!texts.empty()) item_.members["options"] = texts;
  }

  std::vector<std::string> options_by_column() const {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < bank::kMaxOptions; ++i) {
      const auto t = text(kOptionMembers[i]);
      if (t.empty()) continue;
      texts.resize(i);
      texts.emplace_back(t);
    }
    return texts;
  }

  // A true/false question laid out as a choice: A 正确, B 错误, answer A.
  bool take_words_as_answer(const std::vector<std::string>& texts) {
    if (texts.size() != 2) return false;
    const auto first = type_->answer_from_cell(texts[0], 0);
    const auto second = type_->answer_from_cell(texts[1], 0);
    if (!first || !second || *first == *second) return false;
    const std::string letter = folded_heading(text("answer"));
    if (letter == "a") item_.members["answer"] = texts[0];
    if (letter == "b") item_.members["answer"] = texts[1];
    return true;
  }

  void complain_twice() {
    complaints_.error(
        item_.at("options"), "options_twice",
        {"“选项”列和“选项A”等列都有内容，请只用一种写法",
         "both the column of all options and those of single options are filled: use one of them"});
  }

  void complain_order() {
    complaints_.error(item_.at("options"), "options_out_of_order",
                      {"选项的字母没有按 A、B、C 的顺序排列，请调整顺序，并核对答案",
                       "the options' letters do not run A, B, C: put them in order and check the answer"});
  }

  void warn_of_dates() {
    for (std::size_t i = 0; i < row_.cells.size(); ++i) {
      if (row_.cells[i].kind != CellKind::date || !columns_.is_read(i)) continue;
      base::Place place = item_.place;
      place.column = columns_.label(i);
      complaints_.warning(
          place, "cell_is_date",
          {fmt::format("单元格是日期，按 {} 读取；如果原意不是日期（如 1-2），请设为文本格式后重新输入",
                       row_.cells[i].text),
           fmt::format("the cell is a date and was read as {}: if that is not meant (as for 1-2), "
                       "format it as text and type it again",
                       row_.cells[i].text)});
    }
  }

  const Row& row_;
  const SheetColumns& columns_;
  bank::RawItem& item_;
  Complaints& complaints_;
  const bank::ItemType* type_ = nullptr;
};

}  // namespace

bank::RawItem raw_item(const Row& row, const SheetColumns& columns,
                       std::shared_ptr<const bank::Columns> labels, const bank::ItemType* sheet_type,
                       const base::Place& place, Complaints& complaints) {
  bank::RawItem item{Json::object(), place, std::move(labels)};
  RowReader{row, columns, item, complaints}.read(sheet_type);
  return item;
}

}  // namespace examhall::table
