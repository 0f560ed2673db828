#pragma once
// Where a stored score sheet differs from the one computed again: the item, and both values. Pure.
#include "evidence/report.hpp"

namespace examhall::evidence {

/// Both are the text of sheets; `stated` may be anything.
void report_sheet_difference(const std::string& ticket, const std::string& stated,
                             const std::string& computed, Check& check);

}  // namespace examhall::evidence
