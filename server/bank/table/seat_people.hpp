#pragma once
// Who is meant by what stands in the cells of a room's plan, and which seat they get. Problems never quote a
// cell: people write ID numbers into anything. Pure; any thread.
#include <string>
#include <vector>

#include "table/seat_plan.hpp"

namespace examhall::table {

/// One of the batch's roster.
struct PersonToSeat {
  std::string ticket{};  ///< may not have been drawn yet
  std::string name{};
  std::string institution{}, institution_name{};
  std::string site{}, room{}, seat{};  ///< so far
};

struct GivenSeat {
  std::size_t person = 0;  ///< place in the roster that was given
  std::string site{}, room{}, seat{};
};

struct SeatedPeople {
  std::vector<GivenSeat> given{};
  std::size_t empty = 0;     ///< seats with nobody on them
  std::size_t left_out = 0;  ///< of the roster: not in the plan, and without a seat so far
  std::size_t untouched = 0;  ///< not in the plan, and keep the seat that they have
  base::Problems problems{};
};

/// A cell names somebody by ticket, by name, or by several of ticket, name and institution, which then must
/// all fit; in which order, and on how many lines, does not matter. What is left over and holds a digit is
/// the seat's name; without one it is row and column, "3-05". The site is the plan's, else the one that the
/// roster has. Whoever is not in the plan keeps their place. Ids: seat_person_unknown, seat_person_ambiguous,
/// seat_person_differs, seat_person_twice, duplicate_seat, seat_taken.
SeatedPeople seat_people(const std::vector<PlannedSeat>& plan, const std::vector<PersonToSeat>& roster);

}  // namespace examhall::table
