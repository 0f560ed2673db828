#include "table/seat_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "table/complaints.hpp"
#include "table/headings.hpp"
#include "table/roster_cells.hpp"
#include "table/seat_plan_cells.hpp"
#include "table/xlsx.hpp"

namespace examhall::table {
namespace {

constexpr std::size_t kSiteBytes = 200, kRoomBytes = 80, kCellBytes = 600;

std::vector<std::string> lines_of(const std::string& cell) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= cell.size();) {
    const std::size_t end = std::min(cell.find('\n', from), cell.size());
    const std::string_view line = base::trimmed(std::string_view{cell}.substr(from, end - from));
    if (!line.empty()) out.emplace_back(line);
    from = end + 1;
  }
  return out;
}

/// A row or column of 1, 2, 3 … counts the seats and is none.
bool counts_up(const std::vector<const std::string*>& cells) {
  int n = 0;
  for (const std::string* cell : cells) {
    if (*cell != std::to_string(++n)) return false;
  }
  return n > 1;
}

/// One room's drawing, cell by cell, until all of it is known.
class Drawing {
 public:
  struct Spot {
    int row;
    std::size_t column;
    std::string text;
  };

  explicit Drawing(std::string room) : room_{std::move(room)} {}

  std::string site{};
  const std::string& room() const { return room_; }
  void set_room(std::string room) { room_ = std::move(room); }
  void front_is_here() { front_below_ = !spots_.empty(); }
  void add(Spot spot) { spots_.push_back(std::move(spot)); }

  void forget_counts() {
    if (spots_.empty()) return;
    const int top = spots_.front().row;
    forget_if_counting([top](const Spot& s) { return s.row == top; });
    if (spots_.empty()) return;
    const std::size_t left = std::min_element(spots_.begin(), spots_.end(), [](const Spot& a, const Spot& b) {
                               return a.column < b.column;
                             })->column;
    forget_if_counting([left](const Spot& s) { return s.column == left; });
  }

  /// Each spot with its row and column, counted from the front.
  template <class Take>
  void each(const Take& take) const {
    std::set<int> rows;
    std::set<std::size_t> columns;
    for (const Spot& s : spots_) {
      rows.insert(s.row);
      columns.insert(s.column);
    }
    const auto rank = [this](const auto& all, auto of) {
      const auto before = static_cast<int>(std::distance(all.begin(), all.find(of)));
      return front_below_ ? static_cast<int>(all.size()) - before : before + 1;
    };
    std::map<int, int> row_no;
    for (const int row : rows) row_no[row] = rank(rows, row);
    std::map<std::size_t, int> column_no;
    for (const std::size_t column : columns) column_no[column] = rank(columns, column);
    for (const Spot& s : spots_) take(s, row_no[s.row], column_no[s.column]);
  }

 private:
  template <class Among>
  void forget_if_counting(const Among& among) {
    std::vector<const std::string*> cells;
    for (const Spot& s : spots_) {
      if (among(s)) cells.push_back(&s.text);
    }
    if (counts_up(cells)) std::erase_if(spots_, among);
  }

  std::string room_;
  std::vector<Spot> spots_{};  // from above to below, from left to right
  bool front_below_ = false;
};

class SeatPlanReader final : public RowVisitor {
 public:
  explicit SeatPlanReader(std::filesystem::path file) : file_{std::move(file)} {}

  bool begin_sheet(const std::string& name) override {
    settle();
    sheet_ = name;
    if (is_instruction_sheet(name)) return false;
    drawing_.emplace(name.empty() ? file_.stem().string() : name);
    return true;
  }

  bool row(Row& row) override {
    const auto full = std::count_if(row.cells.begin(), row.cells.end(),
                                    [](const Cell& c) { return !base::trimmed(c.text).empty(); });
    const auto titles = [](const Cell& c) { return is_title(c.text); };
    if (full == 1 && std::any_of(row.cells.begin(), row.cells.end(), titles)) return true;
    for (std::size_t i = 0; i < row.cells.size(); ++i) i = take(row, i);
    return true;
  }

  SeatPlanReading finish() {
    settle();
    SeatPlanReading out{std::move(seats_), complaints_.take()};
    if (out.seats.empty() && !base::has_errors(out.problems)) {
      out.problems.push_back({"seat_plan_empty",
                              {.file = file_.filename().string()},
                              {"座位表中没有座位", "there is no seat in the plan"}});
    }
    return out;
  }

 private:
  base::Place place(int row, std::size_t column) const {
    return {file_.filename().string(), sheet_, row, column_letters(column)};
  }

  /// The cell it has come to.
  std::size_t take(const Row& row, std::size_t at) {
    const Cell& cell = row.cells[at];
    const std::string text{base::trimmed(cell.text)};
    if (text.empty() || is_way_mark(text)) return at;
    if (is_front(text)) {
      drawing_->front_is_here();
      return at;
    }
    if (const auto label = label_of(text)) return take_label(row, at, *label);
    if (sound(row, at, kCellBytes)) drawing_->add({row.number, at, text});
    return at;
  }

  std::size_t take_label(const Row& row, std::size_t at, const Label& label) {
    std::string value = label.value;
    while (value.empty() && at + 1 < row.cells.size() && !label_of(base::trimmed(row.cells[at + 1].text)))
      value = base::trimmed(row.cells[++at].text);
    if (!sound(row, at, label.member == "site" ? kSiteBytes : kRoomBytes)) return at;
    if (value.find('\n') != std::string::npos) {
      complaints_.error(place(row.number, at), "unprintable",
                        {"名称中不能换行", "a name cannot have a line break"});
    } else if (label.member == "site") {
      drawing_->site = value;
    } else {
      drawing_->set_room(value);
    }
    return at;
  }

  bool sound(const Row& row, std::size_t at, std::size_t most) {
    const Cell& cell = row.cells[at];
    const base::Place here = place(row.number, at);
    if (cell.kind == CellKind::error) {
      complaints_.error(here, "cell_error",
                        {"单元格是错误值，请改正公式或直接填写",
                         "the cell holds an error: mend the formula, or type the value"});
    } else if (lost_digits(cell)) {
      complaints_.error(here, "digits_lost",
                        {"号码被表格软件当成了数字，末几位已经丢失；请设为文本后重新录入",
                         "the spreadsheet took it for a number and its last digits are lost: format it as "
                         "text and enter it again"});
    } else if (cell.text.size() > most) {
      complaints_.error(
          here, "too_long",
          {fmt::format("超过 {} 字节，请缩短", most), fmt::format("longer than {} bytes: shorten it", most)});
    } else if (base::has_unprintable(cell.text)) {
      complaints_.error(
          here, "unprintable",
          {"含有不可见字符，请删去后重新录入", "holds a character that cannot be seen: type it again"});
    } else {
      return true;
    }
    return false;
  }

  void settle() {
    if (!drawing_) return;
    Drawing drawing = *std::exchange(drawing_, std::nullopt);
    drawing.forget_counts();
    const std::size_t before = seats_.size();
    drawing.each([&](const Drawing::Spot& s, int row, int column) {
      seats_.push_back({place(s.row, s.column), drawing.site, drawing.room(), row, column,
                        is_empty_mark(s.text) ? std::vector<std::string>{} : lines_of(s.text)});
    });
    if (seats_.size() > before) check_room(drawing);
  }

  void check_room(const Drawing& drawing) {
    const base::Place here{file_.filename().string(), sheet_, 0, ""};
    if (drawing.room().empty() || drawing.room().size() > kRoomBytes) {
      complaints_.error(here, "room_missing",
                        {"请在表中写明“考场：名称”（最多 80 字节）",
                         "say which room it is: \"room: name\", up to 80 bytes"});
    } else if (!rooms_.emplace(drawing.site, drawing.room()).second) {
      complaints_.error(
          here, "duplicate_room",
          {"与前面的工作表是同一考场，请合并", "the same room as an earlier sheet: make them one"});
    }
  }

  std::filesystem::path file_;
  std::string sheet_{};
  std::optional<Drawing> drawing_{};
  std::vector<PlannedSeat> seats_{};
  std::set<std::pair<std::string, std::string>> rooms_{};
  Complaints complaints_{};
};

}  // namespace

SeatPlanReading read_seat_plan(const std::filesystem::path& path, const TableLimits& limits) {
  SeatPlanReader reader{path};
  base::Problems problems = visit_table(path, limits, reader);
  if (base::has_errors(problems)) return {{}, std::move(problems)};
  SeatPlanReading out = reader.finish();
  out.problems.insert(out.problems.begin(), problems.begin(), problems.end());
  return out;
}

}  // namespace examhall::table
