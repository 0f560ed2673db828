#pragma once
// The plans of a batch's rooms as a workbook: to hang on the door, and to move people about in. What it
// writes, read_seat_plan reads back as it was. One thread at a time.
#include <filesystem>

#include "table/seat_people.hpp"

namespace examhall::table {

/// A sheet for each room, and one for those without a seat, which is not read back. "3-12", "B07" and
/// "3排12座" are row and place; in a room where a seat says neither, or two stand on one spot, they stand ten
/// to a row in the order of their names, as in the console. Throws std::runtime_error.
void write_seat_plan_xlsx(const std::filesystem::path& path, const std::string& title,
                          const std::vector<PersonToSeat>& roster, base::Language language);

}  // namespace examhall::table
