#include "hall/tally.hpp"

#include <algorithm>

namespace examhall::hall {

void Tally::begin(base::Instant now) {
  if (singles_.empty() && counted_.empty()) since_ = now;
}

bool Tally::is_single(std::string_view what, base::Instant now) {
  begin(now);
  std::size_t& singles = singles_[std::string{what}];
  if (singles >= (what == exam::kReported ? kReports : kRefusedEntries)) return false;
  ++singles;
  return true;
}

void Tally::count(std::string_view what, std::string_view which, std::uint32_t fence, base::Instant now) {
  begin(now);
  const auto sort = [&](std::string_view name) {
    return std::find_if(counted_.begin(), counted_.end(),
                        [&](const exam::Counted& c) { return c.what == what && c.which == name; });
  };
  auto found = sort(which);
  if (what == exam::kReported && found == counted_.end() && counted_.size() >= kMostSorts)
    found = sort(which = "other");
  if (found == counted_.end()) {
    counted_.push_back({std::string{what}, std::string{which}, 0, 0, since_});
  } else {
    std::rotate(found, found + 1, counted_.end());
  }
  ++counted_.back().count;
  counted_.back().fence = fence;
}

}  // namespace examhall::hall
