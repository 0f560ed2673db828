#pragma once
// Pictures that float over a sheet belong to no cell and are not imported: whoever put them there is told.
// One thread at a time.
#include "table/archive.hpp"

namespace examhall::table {

/// A warning (pictures_not_read) at the row of the first picture, a problem if the drawing is damaged, or
/// nullopt.
std::optional<base::Problem> find_pictures(Archive& archive, const std::string& sheet_part,
                                           const std::string& sheet);

}  // namespace examhall::table
