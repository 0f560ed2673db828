#pragma once
// How people write the values of a question bank's cells, as the members of the bank's JSON format, and back.
// What is not understood is passed on as it stands: the bank's own validation reports it. Pure; any thread.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bank/item_type.hpp"

namespace examhall::table {

/// "较易" → "2"; digits and anything unknown as they are.
std::string difficulty_from_cell(std::string_view cell);
/// "2分" → "2".
std::string points_from_cell(std::string_view cell);
/// "±0.01" → "0.01".
std::string tolerance_from_cell(std::string_view cell);
/// "相对误差" → "relative"; unknown words as they are.
std::string compare_from_cell(std::string_view cell);
std::string compare_to_cell(std::string_view compare, base::Language language);
/// "一半" → "half"; unknown words as they are.
std::string under_selection_from_cell(std::string_view cell);
std::string under_selection_to_cell(std::string_view rule, base::Language language);
/// 是, 对, yes, true, 1, √ → true; 否 … → false; nullopt for anything else.
std::optional<bool> yes_from_cell(std::string_view cell);

/// Names separated by 、 , ; | or line breaks.
std::vector<std::string> names_from_cell(std::string_view cell);

struct Options {
  std::vector<std::string> texts{};
  bool marked = false;    ///< every one began with its own letter: "A.", "B、" …; these were removed
  bool shuffled = false;  ///< every one began with a letter, but not in order
};
/// Options that share a cell, one a line or separated by |, or run on as "A.甲 B.乙".
Options options_from_cell(std::string_view cell);
/// True if every text begins with its own letter.
bool options_are_marked(const std::vector<std::string>& texts);

/// The type that a sheet's name says: "单选题", "一、判断题（初级）". Null if none or several.
const bank::ItemType* type_of_sheet(std::string_view name);

}  // namespace examhall::table
