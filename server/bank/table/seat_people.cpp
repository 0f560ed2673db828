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

bool has_digit(const std::string& text) {
  return base::to_half_width(text).find_first_of("0123456789") != std::string::npos;
}

/// 7, A07, 3-12, 3排12座: a seat's number, when nothing says whose it is.
bool is_seat_number(const std::string& text) {
  std::size_t digits = 0, longest = 0;
  for (const char c : base::to_half_width(text)) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    longest = std::max(longest, digits);
  }
  return longest > 0 && longest <= 3 && text.size() <= 18;
}

class Seating {
 public:
  explicit Seating(const std::vector<PersonToSeat>& roster) : roster_{roster}, names_{roster} {}

  void take(const PlannedSeat& seat) {
    if (seat.lines.empty()) return void(++out_.empty);
    const Said said = understood(seat, names_);
    if (!said.persons && !said.institutions && said.rest.size() == 1 && is_seat_number(said.rest[0]))
      return void(++out_.empty);
    if (const auto person = meant(seat, said)) give(seat, *person, said);
  }

  SeatedPeople finish() {
    check_others();
    out_.problems = complaints_.take();
    return std::move(out_);
  }

 private:
  std::optional<std::size_t> meant(const PlannedSeat& seat, const Said& said) {
    const bool odd = said.rest.size() > 1 || (said.rest.size() == 1 && !has_digit(said.rest[0]));
    if (!said.persons || odd) {
      complaints_.error(seat.place, "seat_person_unknown",
                        {"这里写的不是（或不全是）本批次名单中的准考证号、姓名或院校，请核对；空座请写“空”",
                         "what stands here is not, or not all, a ticket, a name or an institution of this "
                         "batch's roster: check it; for an empty seat write \"empty\""});
      return std::nullopt;
    }
    const People people = said.institutions ? both(*said.persons, *said.institutions) : *said.persons;
    if (people.size() == 1) return *people.begin();
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

  void give(const PlannedSeat& plan, std::size_t person, const Said& said) {
    const std::string name =
        said.rest.empty() ? fmt::format("{}-{:02}", plan.row, plan.column) : said.rest[0];
    if (name.size() > kSeatBytes) {
      return complaints_.error(
          plan.place, "too_long",
          {"座位号超过 40 字节，请缩短", "the seat's name is longer than 40 bytes: shorten it"});
    }
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
    complaints_.error(
        place, id,
        {fmt::format("{}工作表“{}” {}{} 已出现，请核对", text.zh, before.sheet, before.column, before.row),
         fmt::format("{} at {}{} of sheet \"{}\": check both", text.en, before.column, before.row,
                     before.sheet)});
    return false;
  }

  void check_others() {
    for (std::size_t i = 0; i < roster_.size(); ++i) {
      const PersonToSeat& p = roster_[i];
      if (persons_.contains(i)) continue;
      const auto taken = seats_.find(Key{p.site, p.room, base::to_half_width(p.seat)});
      if (p.seat.empty()) {
        ++out_.left_out;
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
