#pragma once
// Bounds what one candidate, or whoever holds their ticket, can have written: of a minute the first few of a
// sort are events of their own, the rest is counted and written once when the minute is over. Pure; one
// thread.
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "exam/attempt.hpp"

namespace examhall::hall {

class Tally {
 public:
  /// Whether this one is to be written by itself. Else count it.
  bool is_single(std::string_view what, base::Instant now);
  void count(std::string_view what, std::string_view which, std::uint32_t fence, base::Instant now);
  bool is_over(base::Instant now) const { return now - since_ >= kMinute; }
  /// What was counted, in the order in which each came last.
  std::vector<exam::Counted> close() { return std::exchange(counted_, {}); }

  static constexpr base::Span kMinute = std::chrono::minutes{1};
  static constexpr std::size_t kRefusedEntries = 5;
  static constexpr std::size_t kReports = 30;
  static constexpr std::size_t kMostSorts = 16;  ///< of reports, kept apart: their words may be anything

 private:
  void begin(base::Instant now);

  base::Instant since_{};
  std::map<std::string, std::size_t, std::less<>> singles_;
  std::vector<exam::Counted> counted_;
};

}  // namespace examhall::hall
