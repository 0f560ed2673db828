#pragma once
// Finds the heading row of a sheet and which column means what, for banks and rosters alike. People put
// titles above the table, write 答案 as "正确答案（必填）：" and stack 选项 over A B C D; none of that may
// need a manual. One thread at a time.
#include <memory>
#include <optional>
#include <set>

#include "bank/raw_item.hpp"
#include "table/complaints.hpp"
#include "table/sheet.hpp"

namespace examhall::table {

struct HeadingRule {
  std::string_view member;
  std::vector<std::string_view> names;  ///< as folded_heading gives them
  bool required = false;
  /// Two columns of this meaning under different headings are normal (章节 and 知识点): the first is read.
  bool first_wins = false;
};

struct HeadingSchema {
  std::vector<HeadingRule> rules;
  std::vector<std::string_view> ignored;  ///< headings that are known and not read
  bool options = false;                   ///< 选项A, A, Option 1 … mean "options[0]" …

  const HeadingRule* rule(std::string_view member) const;
};

/// Half width, lower case, no white space, no * in front or behind, no colon behind.
std::string folded_heading(std::string_view cell);
/// The member a heading means, a remark in brackets behind it forgiven; "" if it is ignored; nullopt if
/// unknown.
std::optional<std::string> member_of(const HeadingSchema& schema, std::string_view heading);

/// What the columns of one sheet mean.
class SheetColumns {
 public:
  SheetColumns() = default;
  SheetColumns(const HeadingSchema& schema, const Row& headings);

  std::size_t known() const { return index_.size(); }
  bool has(std::string_view member) const { return index_.contains(member); }
  /// Trimmed; empty if there is no such column or nothing in it.
  std::string_view text(const Row& row, std::string_view member) const;
  const Cell* cell(const Row& row, std::string_view member) const;
  /// "F 答案"; only the letter for a column without heading.
  std::string label(std::size_t column) const;
  /// Label of the member's column, "" if there is none.
  std::string label_of(std::string_view member) const;
  bool is_read(std::size_t column) const;
  bool has_heading(std::size_t column) const;
  /// Labels by member, for bank::RawItem.
  bank::Columns labels() const;

  /// Takes a second heading row below the first (A B C D under 选项) if this is one.
  bool take_second_row(const HeadingSchema& schema, const Row& row);
  void report(const HeadingSchema& schema, const base::Place& place, Complaints& complaints) const;

 private:
  std::vector<std::string> headings_{};                      // by column, trimmed
  std::vector<std::optional<std::string>> members_{};        // by column
  std::map<std::string, std::size_t, std::less<>> index_{};  // member → column
};

/// Feeds the rows below the headings of each sheet to data_row.
class HeadedTable : public RowVisitor {
 public:
  HeadedTable(const HeadingSchema& schema, std::string file) : schema_{schema}, file_{std::move(file)} {}
  bool begin_sheet(const std::string& name) final;
  bool row(Row& row) final;
  /// After the last row.
  void finish();
  /// Ids: heading_row_missing, heading_missing, heading_duplicate, cell_without_heading, cell_error;
  /// warnings: heading_unknown, heading_shadowed, cell_without_heading in workbooks.
  Complaints complaints{};
  /// In the order of reading.
  std::vector<std::string> sheets{};

 protected:
  virtual bool wants_sheet(const std::string& name) = 0;
  /// A required member that the sheet itself supplies, as a sheet named 单选题 does the type.
  virtual bool supplies(std::string_view /*member*/) { return false; }
  virtual void begin_data(const SheetColumns& columns) = 0;
  /// `sound` is false if a cell that is read holds an error, which has been reported.
  virtual void data_row(const Row& row, const SheetColumns& columns, bool sound) = 0;

  base::Place place(int row = 0, std::string column = {}) const;
  const std::string& sheet() const { return sheet_; }
  bool is_text() const { return sheet_.empty(); }

 private:
  enum class State { between, looking, below_headings, data, skipping };
  static constexpr int kLastHeadingRow = 20;

  bool look(Row& row);
  bool complete(const SheetColumns& columns);
  void adopt(const Row& row, SheetColumns columns);
  void settle();
  void deliver(const Row& row);
  void complain_missing(int row);
  bool check_cells(const Row& row);

  const HeadingSchema& schema_;
  std::string file_;
  std::string sheet_{};
  State state_ = State::between;
  SheetColumns columns_{};
  SheetColumns best_{};
  int best_row_ = 0;
  int first_row_ = 0;
  std::set<std::size_t> strays_{};
};

/// 说明, 填写说明, 示例, Instructions …: sheets for people.
bool is_instruction_sheet(std::string_view name);

}  // namespace examhall::table
