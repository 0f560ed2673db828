#pragma once
// What the kinds of items share: reading "answer", lists of options, letters, and the scores that mean the
// same everywhere. Pure; any thread.
#include <string>
#include <string_view>

#include "bank/item_type.hpp"

namespace examhall::bank {

/// The member "answer", as a bank file or a table's cell writes it; null after a complaint.
Json read_answer(Members& members, const ItemType& type, std::size_t options);

/// The members "options" and "keep_order", as they go into an item's content.
Json read_options_content(Members& members);
void write_options(const Item& item, Json& members);
std::size_t option_count(const ItemView& view);

/// "A、B，d" → "ABD": sorted, upper case. Ids of problems: answer_empty, answer_not_letters,
/// answer_repeated, answer_outside_options. With 0 options the bounds are not checked.
base::Result<std::string, Problem> letters_from_cell(std::string_view cell, std::size_t options);
/// True for one letter from A to the last option's.
bool is_letter(const Json& value, std::size_t options);

/// In half width, upper case, without white space at its ends.
std::string folded_cell(std::string_view cell);

Score blank_score();
/// For a response that the type does not accept: it cannot come from our client.
Score unreadable_score();
Score right_score(Points full, std::string rule, Json detail = Json::object());
/// `said` and `key` as people read them.
Score wrong_score(std::string rule, std::string_view said, std::string_view key,
                  Json detail = Json::object());

}  // namespace examhall::bank
