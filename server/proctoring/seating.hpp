#pragma once
// Who sits where in one batch: found by ticket, and by place. Grants are asked of places and not of people:
// ten thousand candidates sit in a few hundred rooms. Hall's executor only.
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "hall/seat.hpp"

namespace examhall::proctoring {

/// Where somebody sits; either may be empty.
struct Place {
  std::string site, room;
  auto operator<=>(const Place&) const = default;
};

class Seating {
 public:
  /// Of a place, from 0: given once, and for good.
  using PlaceNo = std::uint32_t;

  /// This seat is new, or somebody else's, or somewhere else than before. True: where nobody sat, somebody
  /// does.
  bool note(const hall::Seat& seat);

  /// nullptr: nobody in this batch has this ticket.
  const hall::Seat* find(const std::string& ticket) const;
  PlaceNo number_of(const std::string& site, const std::string& room);
  /// Where this seat was when it was last noted; nullopt: it never was.
  std::optional<PlaceNo> place_of(const hall::Seat& seat) const;

  std::size_t places() const { return places_.size(); }
  const Place& place(PlaceNo no) const { return *places_[no]; }
  bool is_taken(PlaceNo no) const { return taken_[no] > 0; }

 private:
  struct Known {
    std::string ticket;
    PlaceNo place = 0;
  };
  void rename(const hall::Seat& seat, Known& known);

  std::unordered_map<const hall::Seat*, Known> seats_;
  std::unordered_map<std::string, const hall::Seat*> by_ticket_;
  std::map<Place, PlaceNo> numbers_;
  std::vector<const Place*> places_;  // by number
  std::vector<std::uint32_t> taken_;  // seats, by number
};

/// Which places of one batch somebody sees: asked once for each.
class Sight {
 public:
  using Covers = std::function<bool(const Place&)>;
  explicit Sight(Covers covers) : covers_{std::move(covers)} {}

  bool sees(const Seating& seating, Seating::PlaceNo place);
  /// Whether anybody sits where it sees.
  bool sees_somebody(const Seating& seating);

 private:
  Covers covers_;
  std::vector<bool> seen_;  // by number, as far as it was asked
};

}  // namespace examhall::proctoring
