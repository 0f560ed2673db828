#pragma once
// Plans of rooms as people draw them: a worksheet is a room, a cell is a seat, and in it stands who sits
// there. Reads the drawing only; who is meant is for seat_people.hpp. Blocks on the disk; one thread at a
// time.
#include <filesystem>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "table/sheet.hpp"

namespace examhall::table {

struct PlannedSeat {
  base::Place place{};  ///< the cell
  std::string site{};   ///< 考点; empty if the sheet does not say
  std::string room{};   ///< 考场: what the sheet says, else the sheet's name
  /// From 1, as somebody sees it who faces the front. Aisles count as nothing.
  int row = 0, column = 0;
  std::vector<std::string> lines{};  ///< trimmed, none empty; none at all: nobody sits there
};

struct SeatPlanReading {
  std::vector<PlannedSeat> seats{};  ///< in the order of reading
  base::Problems problems{};
};

/// A .xlsx with a sheet for each room, or a text table of one room, by content. A row with 讲台 says where
/// the front is: above the seats, or below, and then the drawing is turned round; without one it is above.
/// Ids besides those of xlsx.hpp: seat_plan_empty, room_missing, duplicate_room, too_long, unprintable,
/// digits_lost, cell_error.
SeatPlanReading read_seat_plan(const std::filesystem::path& path, const TableLimits& limits = {});

}  // namespace examhall::table
