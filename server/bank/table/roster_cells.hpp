#pragma once
// The columns of a roster and how their cells are judged one by one. Pure; any thread.
#include "table/gb11643.hpp"
#include "table/headings.hpp"

namespace examhall::table {

const HeadingSchema& roster_headings();

/// 4.40101E+17, or so many digits in a number cell that the spreadsheet has zeroed the last ones.
bool lost_digits(const Cell& cell);

const char* id_number_fault_name(IdNumberFault fault);
base::Text id_number_fault_text(IdNumberFault fault);

/// No 证件类型 at all means the resident identity card.
bool is_identity_card(std::string_view id_type);
/// ASCII letters, digits and the characters of `more`.
bool only_holds(std::string_view text, std::string_view more);

}  // namespace examhall::table
