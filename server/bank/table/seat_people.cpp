#include "table/seat_people.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "table/complaints.hpp"

namespace examhall::table {
namespace {

constexpr std::size_t kSeatBytes = 40;

/// 李　四 is 李四: names are spaced so that two characters are as wide as three.
std::string folded(std::string_view text) {
  std::string out;
  for (const char c : base::to_half_width(text)) {
    if (c != ' ' && c != '\t') out += c;
  }
  return out;
}

std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> out;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) out.push_back(std::exchange(word, {}));
  };
  for (std::string_view left = line; !left.empty();) {
    std::size_t white = 0;
    for (const std::string_view space : {" ", "\t", "\u00A0", "\u3000"}) {
      if (left.starts_with(space)) white = space.size();
    }
    if (white > 0) end_word();
    if (white == 0) word += left.front();
    left.remove_prefix(std::max<std::size_t>(white, 1));
  }
  end_word();
  return out;
}

using People = std::set<std::size_t>;

/// By everything that they may be called.
class Names {
 public:
  explicit Names(const std::vector<PersonToSeat>& roster) {
    for (std::size_t i = 0; i < roster.size(); ++i) {
      const PersonToSeat& p = roster[i];
      add(persons_, p.ticket, i);
      add(persons_, p.name, i);
      add(institutions_, p.institution, i);
      if (p.institution_name != p.institution) add(institutions_, p.institution_name, i);
    }
  }
  const People* person(const std::string& text) const { return find(persons_, text); }
  const People* institution(const std::string& text) const { return find(institutions_, text); }

 private:
  using Index = std::unordered_map<std::string, People>;
  static void add(Index& index, const std::string& text, std::size_t person) {
    if (!text.empty()) index[folded(text)].insert(person);
  }
  static const People* find(const Index& index, const std::string& text) {
    const auto found = index.find(text);
    return found == index.end() ? nullptr : &found->second;
  }
  Index persons_, institutions_;
};

People both(const People& some, const People& others) {
  People out;
  std::set_intersection(some.begin(), some.end(), others.begin(), others.end(),
                        std::inserter(out, out.end()));
  return out;
}

/// What one cell says.
struct Said {
  std::optional<People> persons;  ///< those who have this ticket and this name
  std::optional<People> institutions;
  std::vector<std::string> rest;
};

void narrow(std::optional<People>& to, const People& by) { to = to ? both(*to, by) : by; }

/// The longest run of words from here on that is known; 1 if not even the first is.
std::size_t take_words(const std::vector<std::string>& words, std::size_t from, const Names& names,
                       Said& out) {
  for (std::size_t count = words.size() - from; count > 0; --count) {
    std::string text;
    for (std::size_t i = from; i < from + count; ++i) text += folded(words[i]);
    if (const People* found = names.person(text)) {
      narrow(out.persons, *found);
      return count;
    }
    if (const People* found = names.institution(text)) {
      narrow(out.institutions, *found);
      return count;
    }
  }
  out.rest.push_back(words[from]);
  return 1;
}

Said understood(const PlannedSeat& seat, const Names& names) {
  Said out;
  for (const std::string& line : seat.lines) {
    const auto words = words_of(line);
    for (std::size_t i = 0; i < words.size();) i += take_words(words, i, names, out);
  }
  return out;
}

/// 7, A07, 3-12, 3排12座, and nothing else: not a ticket with a digit wrong, and no ID number.
bool is_seat_name(const std::string& text) {
  std::size_t digits = 0, longest = 0, letters = 0;
  for (std::string_view left = text; !left.empty();) {
    const char c = left.front();
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    digits = digit ? digits + 1 : 0;
    longest = std::max(longest, digits);
    letters += letter ? 1 : 0;
    std::size_t taken = digit || letter || c == '-' || c == '.' || c == '/' || c == '#' ? 1 : 0;
    for (const std::string_view word : {"第", "排", "座", "号", "列", "行", "位", "机", "组"}) {
      if (left.starts_with(word)) taken = word.size();
    }
    if (taken == 0) return false;
    left.remove_prefix(taken);
  }
  return longest > 0 && longest <= 3 && letters <= 2;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += folded(word);
  return out;
}

class Seating {
 public:
  explicit Seating(const std::vector<PersonToSeat>& roster) : roster_{roster}, names_{roster} {}

  void take(const PlannedSeat& seat) {
    if (seat.lines.empty()) return void(++out_.empty);
    const Said said = understood(seat, names_);
    if (!said.persons && !said.institutions && is_seat_name(joined(said.rest))) return void(++out_.empty);
    if (const auto person = meant(seat, said)) give(seat, *person, said);
  }

  SeatedPeople finish() {
    check_others();
    out_.problems = complaints_.take();
    return std::move(out_);
  }

 private:
  std::optional<std::size_t> meant(const PlannedSeat& seat, const Said& said) {
    if (!said.persons) return unknown(seat);
    const People people = said.institutions ? both(*said.persons, *said.institutions) : *said.persons;
    if (people.size() == 1)
      return seat_named(seat, said, *people.begin()) ? std::optional{*people.begin()} : unknown(seat);
    if (people.empty()) {
      complaints_.error(seat.place, "seat_person_differs",
                        {"准考证号、姓名、院校不属于同一名考生，请核对",
                         "ticket, name and institution are not of one candidate: check them"});
    } else {
      complaints_.error(
          seat.place, "seat_person_ambiguous",
          {fmt::format("名单中有 {} 人符合，请加写准考证号或院校", people.size()),
           fmt::format("{} on the roster fit: add the ticket or the institution", people.size())});
    }
    return std::nullopt;
  }

  std::nullopt_t unknown(const PlannedSeat& seat) {
    complaints_.error(
        seat.place, "seat_person_unknown",
        {"这里写的不是（或不全是）本批次名单中的准考证号、姓名、院校或座位号，请核对；空座请写“空”",
         "what stands here is not, or not all, a ticket, a name or an institution of this batch's "
         "roster, or a seat's number: check it; for an empty seat write \"empty\""});
    return std::nullopt;
  }

  /// Row and place, or what else stands in the cell: a seat's number, or the very name that their seat has
  /// now.
  std::optional<std::string> seat_named(const PlannedSeat& plan, const Said& said, std::size_t person) const {
    if (said.rest.empty()) return fmt::format("{}-{:02}", plan.row, plan.column);
    const std::string& so_far = roster_[person].seat;
    if (joined(said.rest) == folded(so_far)) return so_far;
    std::string name;
    for (const std::string& word : said.rest) name += word;
    return is_seat_name(joined(said.rest)) && name.size() <= kSeatBytes ? std::optional{name} : std::nullopt;
  }

  void give(const PlannedSeat& plan, std::size_t person, const Said& said) {
    const std::string name = *seat_named(plan, said, person);
    const std::string site = plan.site.empty() ? roster_[person].site : plan.site;
    const bool sits =
        note(persons_, person, plan.place, "seat_person_twice", {"该考生在", "this candidate also sits"});
    const bool free = note(seats_, Key{site, plan.room, base::to_half_width(name)}, plan.place,
                           "duplicate_seat", {"该座位号在", "this seat also stands"});
    if (sits && free) out_.given.push_back({person, site, plan.room, name});
  }

  template <class What>
  bool note(std::map<What, base::Place>& known, const What& what, const base::Place& place, const char* id,
            const base::Text& text) {
    const auto [first, fresh] = known.try_emplace(what, place);
    if (fresh) return true;
    const base::Place& before = first->second;
    const bool same = before.sheet == place.sheet;
    const std::string zh = same ? "" : fmt::format("工作表“{}” ", before.sheet);
    const std::string en = same ? "" : fmt::format(" of sheet \"{}\"", before.sheet);
    complaints_.error(place, id,
                      {fmt::format("{} {}{}{} 已出现，请核对", text.zh, zh, before.column, before.row),
                       fmt::format("{} at {}{}{}: check both", text.en, before.column, before.row, en)});
    return false;
  }

  void check_others() {
    for (std::size_t i = 0; i < roster_.size(); ++i) {
      const PersonToSeat& p = roster_[i];
      if (persons_.contains(i)) continue;
      const auto taken = seats_.find(Key{p.site, p.room, base::to_half_width(p.seat)});
      ++(p.seat.empty() ? out_.left_out : out_.untouched);
      if (p.seat.empty()) {
        continue;
      } else if (taken != seats_.end()) {
        complaints_.error(
            taken->second, "seat_taken",
            {"名单中另一名考生（不在座位表中）已在此座位，请一并编入座位表",
             "another candidate, who is not in the plan, has this seat: put them into the plan"});
      }
    }
  }

  using Key = std::tuple<std::string, std::string, std::string>;  // site, room, seat
  const std::vector<PersonToSeat>& roster_;
  Names names_;
  std::map<std::size_t, base::Place> persons_{};
  std::map<Key, base::Place> seats_{};
  Complaints complaints_{};
  SeatedPeople out_{};
};

}  // namespace

SeatedPeople seat_people(const std::vector<PlannedSeat>& plan, const std::vector<PersonToSeat>& roster) {
  Seating seating{roster};
  for (const PlannedSeat& seat : plan) seating.take(seat);
  return seating.finish();
}

}  // namespace examhall::table
