#pragma once
// Numbers of Chinese identity cards (GB 11643-1999): 17 digits that hold the birth date, and a check
// character by ISO 7064 MOD 11-2. Pure; any thread.
#include <string>
#include <string_view>

namespace examhall::table {

enum class IdNumberFault { none, length, characters, birth_date, check_character };

/// Half width, upper case, without white space.
std::string normalised_id_number(std::string_view written);
/// Of a normalised number.
IdNumberFault id_number_fault(std::string_view number);
/// The check character that belongs to 17 digits.
char id_number_check(std::string_view digits17);

}  // namespace examhall::table
