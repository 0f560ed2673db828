#include "table/roster_table.hpp"

#include <fmt/format.h>

#include <charconv>
#include <unordered_map>

#include "table/roster_cells.hpp"
#include "table/xlsx.hpp"

namespace examhall::table {
namespace {

using base::Text;

class RosterReader final : public HeadedTable {
 public:
  explicit RosterReader(const std::string& file) : HeadedTable{roster_headings(), file} {}
  std::vector<RosterRow> rows{};

 protected:
  bool wants_sheet(const std::string& name) override { return !is_instruction_sheet(name); }
  void begin_data(const SheetColumns& columns) override { columns_ = &columns; }

  void data_row(const Row& row, const SheetColumns&, bool sound) override {
    row_ = &row;
    sound_ = sound;
    RosterRow out{place(row.number)};
    out.name = text("name", 120);
    if (out.name.empty() && columns_->text(row, "name").empty()) complain("name", "missing", kMissing);
    out.institution = text("institution", 200);
    out.site = text("site", 200);
    out.room = text("room", 80);
    out.seat = text("seat", 40);
    out.id_type = text("id_type", 40);
    out.ticket = read_ticket();
    out.id_number = read_id_number(out.id_type);
    out.extra_minutes = read_extra_minutes();
    check_repetitions(out);
    if (sound_) rows.push_back(std::move(out));
  }

 private:
  static inline const Text kMissing{"缺少此项，请补上", "missing: fill it in"};

  void complain(std::string_view member, std::string id, Text text) {
    sound_ = false;
    complaints.error(place(row_->number, columns_->label_of(member)), std::move(id), std::move(text));
  }

  std::string text(std::string_view member, std::size_t max_bytes) {
    const std::string found{columns_->text(*row_, member)};
    if (found.size() > max_bytes) {
      complain(member, "too_long",
               {fmt::format("超过 {} 字节，请缩短", max_bytes),
                fmt::format("longer than {} bytes: shorten it", max_bytes)});
    } else if (base::has_unprintable(found) || found.find_first_of("\n\t") != std::string::npos) {
      complain(member, "unprintable",
               {"含有换行或不可见字符，请删去后重新录入",
                "holds a line break or a character that cannot be seen: type it again"});
    } else {
      return found;
    }
    return {};
  }

  bool complain_of_lost_digits(const char* member) {
    const Cell* cell = columns_->cell(*row_, member);
    if (cell == nullptr || !lost_digits(*cell)) return false;
    complain(member, "digits_lost",
             {"号码被表格软件当成了数字，末几位已经丢失；请先把整列设为“文本”格式，再从原始资料重新录入（只改"
              "格式不能恢复）",
              "the spreadsheet took it for a number and its last digits are lost: format the column as text "
              "first, then "
              "enter the numbers again from their source"});
    return true;
  }

  std::string read_ticket() {
    if (complain_of_lost_digits("ticket")) return {};
    std::string ticket = base::to_half_width(text("ticket", 120));
    if (ticket.size() <= 40 && only_holds(ticket, "-_")) return ticket;
    complain("ticket", "ticket_form",
             {"准考证号只能有字母、数字、连字符和下划线，最多 40 个",
              "a ticket number has up to 40 letters, digits, hyphens and underscores"});
    return {};
  }

  std::string read_id_number(std::string_view id_type) {
    if (complain_of_lost_digits("id_number")) return {};
    const std::string number = normalised_id_number(text("id_number", 120));
    if (number.empty()) {
      if (columns_->text(*row_, "id_number").empty()) complain("id_number", "missing", kMissing);
      return {};
    }
    if (!is_identity_card(id_type)) return read_other_number(number);
    const IdNumberFault fault = id_number_fault(number);
    if (fault == IdNumberFault::none) return number;
    complain("id_number", id_number_fault_name(fault), id_number_fault_text(fault));
    return {};
  }

  std::string read_other_number(const std::string& number) {
    if (number.size() <= 40 && only_holds(number, "-()/")) return number;
    complain("id_number", "id_number_form",
             {"证件号码只能有字母、数字、括号、斜线和连字符，最多 40 个",
              "a document's number has up to 40 letters, digits, brackets, slashes, hyphens"});
    return {};
  }

  int read_extra_minutes() {
    std::string written = base::to_half_width(text("extra_minutes", 40));
    for (const std::string_view unit : {"分钟", "分", "min"}) {
      if (written.ends_with(unit)) written.resize(written.size() - unit.size());
    }
    const std::string_view digits = base::trimmed(written);
    int minutes = 0;
    if (digits.empty()) return 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), minutes);
    if (error == std::errc{} && end == digits.data() + digits.size() && minutes >= 0 && minutes <= 480)
      return minutes;
    complain(
        "extra_minutes", "extra_minutes_range",
        {"加时应为 0 到 480 的整数（分钟）", "the extra time is a whole number of minutes from 0 to 480"});
    return 0;
  }

  using Seen = std::unordered_map<std::string, base::Place>;

  void check_repetition(Seen& seen, const std::string& key, std::string_view member, const char* id,
                        const char* zh, const char* en) {
    const auto [first, fresh] = seen.try_emplace(key, place(row_->number));
    if (fresh) return;
    const base::Place& before = first->second;
    const std::string sheet_zh = before.sheet == sheet() ? "" : fmt::format("工作表“{}”", before.sheet);
    const std::string sheet_en = before.sheet == sheet() ? "" : fmt::format(" of sheet \"{}\"", before.sheet);
    complain(member, id,
             {fmt::format("与{}第 {} 行{}，请核对", sheet_zh, before.row, zh),
              fmt::format("{} row {}{}: check both", en, before.row, sheet_en)});
  }

  void check_repetitions(const RosterRow& row) {
    if (!row.ticket.empty()) {
      check_repetition(tickets_, row.ticket, "ticket", "duplicate_ticket", "的准考证号相同",
                       "the same ticket number as in");
    }
    if (!row.id_number.empty()) {
      check_repetition(id_numbers_, row.id_number, "id_number", "duplicate_id_number", "的证件号码相同",
                       "the same ID number as in");
    }
    if (row.seat.empty()) return;
    const std::string seat = row.site + '\n' + row.room + '\n' + base::to_half_width(row.seat);
    check_repetition(seats_, seat, "seat", "duplicate_seat", "的考场和座位号相同",
                     "the same seat of the same room as in");
  }

  const SheetColumns* columns_ = nullptr;
  const Row* row_ = nullptr;
  bool sound_ = true;
  Seen tickets_{};
  Seen id_numbers_{};
  Seen seats_{};
};

}  // namespace

RosterReading read_roster_table(const std::filesystem::path& path, const TableLimits& limits) {
  const std::string file = path.filename().string();
  RosterReader reader{file};
  base::Problems problems = visit_table(path, limits, reader);
  if (base::has_errors(problems)) return {{}, std::move(problems)};
  reader.finish();
  const bool nothing = reader.rows.empty();
  for (base::Problem& p : reader.complaints.take()) problems.push_back(std::move(p));
  if (nothing && !base::has_errors(problems)) {
    problems.push_back({"roster_empty", {.file = file}, {"名单中没有考生", "there is nobody on the list"}});
  }
  return {std::move(reader.rows), std::move(problems)};
}

}  // namespace examhall::table
