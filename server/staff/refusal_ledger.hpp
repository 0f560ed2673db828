#pragma once
// Bounds what those who are turned away can have written: of a minute the first few are written one by one,
// the rest is counted by place and written once when the minute is over. Pure; one thread.
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace examhall::staff {

class RefusalLedger {
 public:
  struct Sum {
    std::string place;  ///< empty: of more places than are kept apart
    base::Instant since{};
    std::map<std::string, std::uint64_t, std::less<>> counts;  ///< by why
  };

  /// Whether this one is to be written by itself. Else it is counted.
  bool is_single(std::string_view place, std::string_view why, base::Instant now);
  /// Counted, whether or not there would be room.
  void count(std::string_view place, std::string_view why, base::Instant now);
  /// Of a minute that is over; empties the ledger then.
  std::vector<Sum> due(base::Instant now);
  /// Whatever was counted until now.
  std::vector<Sum> close();

  static constexpr base::Span kMinute = std::chrono::minutes{1};
  static constexpr std::size_t kSinglesOfPlace = 5;
  static constexpr std::size_t kSinglesInAll = 30;
  static constexpr std::size_t kMostPlaces = 100;

 private:
  struct Place {
    std::size_t singles = 0;
    std::map<std::string, std::uint64_t, std::less<>> counts;
  };
  Place& at(std::string_view place, base::Instant now);

  base::Instant since_{};
  std::map<std::string, Place, std::less<>> places_;  // empty while nobody was turned away
  std::size_t singles_ = 0;
};

}  // namespace examhall::staff
