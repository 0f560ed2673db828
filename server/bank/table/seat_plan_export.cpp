#include "table/seat_plan_export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "table/headings.hpp"
#include "table/workbook_writer.hpp"

namespace examhall::table {
namespace {

using base::Language;
using Person = const PersonToSeat*;

constexpr int kAcross = 10, kMostRows = 30;
constexpr int kFirstRow = 3;  // below title, place, front

struct Spot {
  int row = 0, column = 0;  // from 1
  auto operator<=>(const Spot&) const = default;
};

/// One or two digits at the front; they are taken off.
std::optional<int> take_number(std::string_view& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const auto digits = end - text.data();
  if (error != std::errc{} || digits > 2 || value < 1 || value > kMostRows) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(digits));
  return value;
}

bool take_any(std::string_view& text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (!text.starts_with(word)) continue;
    text.remove_prefix(word.size());
    return true;
  }
  return false;
}

/// The console's rule: hall/plan.ts.
std::optional<Spot> spot_of(std::string_view seat) {
  std::optional<int> row;
  const char letter = seat.empty() ? ' ' : static_cast<char>(seat[0] | 0x20);
  if (letter >= 'a' && letter <= 'z') {
    row = letter - 'a' + 1;
    seat.remove_prefix(1);
    take_any(seat, {"-", "."});
  } else {
    row = take_number(seat);
    if (!row || !take_any(seat, {"-", "排", ".", "/"})) return std::nullopt;
  }
  const auto column = take_number(seat);
  if (!column || seat.find_first_of("0123456789") != std::string_view::npos) return std::nullopt;
  return Spot{*row, *column};
}

/// 2 before 10.
bool by_name(Person a, Person b) {
  const auto key = [](const std::string& seat) {
    const std::size_t digits = seat.find_first_of("0123456789");
    std::string padded = seat;
    if (digits == std::string::npos) return padded;
    const std::size_t end = std::min(seat.find_first_not_of("0123456789", digits), seat.size());
    padded.insert(digits, 12 - std::min<std::size_t>(12, end - digits), '0');
    return padded;
  };
  return key(a->seat) < key(b->seat);
}

std::map<Spot, Person> laid_out(std::vector<Person> people) {
  std::map<Spot, Person> out;
  for (Person p : people) {
    const auto spot = spot_of(p->seat);
    if (!spot || !out.emplace(*spot, p).second) break;
  }
  if (out.size() == people.size()) return out;
  out.clear();
  std::sort(people.begin(), people.end(), by_name);
  int at = 0;
  for (Person p : people) {
    out[{at / kAcross + 1, at % kAcross + 1}] = p;
    ++at;
  }
  return out;
}

/// What a sheet may be called: 31 characters, and not these.
class SheetNames {
 public:
  std::string fresh(const std::string& room) {
    std::string name;
    for (const char c : room)
      name += std::string_view{"[]:*?/\\'"}.find(c) == std::string_view::npos ? c : '_';
    while (base::code_points(name) > 24) shorten(name);
    if (name.empty() || is_instruction_sheet(name)) name += "_";
    const std::string stem = name;
    for (int n = 2; !taken_.insert(lower(name)).second; ++n) name = fmt::format("{} ({})", stem, n);
    return name;
  }

 private:
  static void shorten(std::string& text) {
    while ((static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) text.pop_back();
    text.pop_back();
  }
  static std::string lower(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    return text;
  }
  std::set<std::string> taken_{};
};

std::string cell_of(const PersonToSeat& p) {
  return fmt::format("{}\n{}\n{}", p.seat, p.name, p.ticket.empty() ? p.institution : p.ticket);
}

struct Rooms {
  std::map<std::pair<std::string, std::string>, std::vector<Person>> seated{};  // by site and room
  std::vector<Person> without{};
};

Rooms rooms_of(const std::vector<PersonToSeat>& roster) {
  Rooms out;
  for (const PersonToSeat& p : roster) {
    if (p.room.empty() || p.seat.empty()) {
      out.without.push_back(&p);
    } else {
      out.seated[{p.site, p.room}].push_back(&p);
    }
  }
  return out;
}

void write_room(WorkbookWriter& writer, lxw_worksheet* sheet, const std::string& title,
                const std::vector<Person>& people, bool zh) {
  writer.title(sheet, 0, 0, fmt::format("{} {}", title, zh ? "座位表" : "seating plan"));
  const std::string& site = people[0]->site;
  if (!site.empty()) writer.text(sheet, 1, 0, fmt::format("{}{}", zh ? "考点：" : "site: ", site));
  writer.text(sheet, 1, 2, fmt::format("{}{}", zh ? "考场：" : "room: ", people[0]->room));
  const auto spots = laid_out(people);
  int across = 1;
  for (const auto& [spot, person] : spots) across = std::max(across, spot.column);
  writer.text(sheet, 2, (across - 1) / 2, zh ? "讲台" : "front");
  worksheet_set_column(sheet, 0, static_cast<lxw_col_t>(across - 1), 18, nullptr);
  for (const auto& [spot, person] : spots) {
    worksheet_set_row(sheet, static_cast<lxw_row_t>(spot.row - 1 + kFirstRow), 52, nullptr);
    writer.text(sheet, spot.row - 1 + kFirstRow, spot.column - 1, cell_of(*person));
  }
  worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 1);
}

void write_without(WorkbookWriter& writer, const std::vector<Person>& people, bool zh) {
  lxw_worksheet* sheet = writer.add_sheet(zh ? "未排座位说明" : "without a seat, readme");
  writer.headings(sheet,
                  zh ? std::vector<std::string>{"准考证号", "姓名", "院校", "考点", "考场"}
                     : std::vector<std::string>{"ticket", "name", "institution", "site", "room"},
                  {20, 16, 24, 20, 16});
  int line = 0;
  for (const Person p : people) {
    int column = 0;
    ++line;
    for (const std::string* text : {&p->ticket, &p->name, &p->institution, &p->site, &p->room})
      writer.text(sheet, line, column++, *text);
  }
}

}  // namespace

void write_seat_plan_xlsx(const std::filesystem::path& path, const std::string& title,
                          const std::vector<PersonToSeat>& roster, Language language) {
  const bool zh = language == Language::zh;
  const Rooms rooms = rooms_of(roster);
  WorkbookWriter writer{path};
  SheetNames names;
  for (const auto& [place, people] : rooms.seated)
    write_room(writer, writer.add_sheet(names.fresh(place.second)), title, people, zh);
  if (!rooms.without.empty() || rooms.seated.empty()) write_without(writer, rooms.without, zh);
  writer.finish();
}

}  // namespace examhall::table
