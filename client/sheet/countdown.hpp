#pragma once
// What is said of the time that is left. It is the server's: while that is not known, the page says so, and
// no second is shown that is not there. Pure; the window's thread.
#include <array>

#include "client/sheet/words.hpp"

namespace examhall::sheet {

/// The big figure.
Told time_in_words(const client::ExamState& state, base::Instant now);

/// How long until the figure changes.
base::Span until_next_second(std::optional<base::Span> left);

/// Says once, when the time that is left sinks past them, that 15 and that 5 minutes are left.
class Warnings {
 public:
  static constexpr std::array<base::Span, 2> kMarks{std::chrono::minutes{15}, std::chrono::minutes{5}};
  /// Minutes left, to be told now. A time that jumps past both marks is one warning.
  std::optional<int> at(std::optional<base::Span> left);

 private:
  std::optional<base::Span> before_;
  std::array<bool, 2> told_{};
};

}  // namespace examhall::sheet
