#pragma once
// Turns the window's losing and getting back the keyboard into reports for the proctors. An input method's
// list or a window manager that thinks for a moment is no absence: only what lasts is told. Pure.
#include <optional>
#include <string>

#include "base/time.hpp"

namespace examhall::window {

struct FocusReport {
  std::string kind;    ///< focus_lost, focus_gained
  std::string detail;  ///< English, for the proctors' record
};

class FocusWatch {
 public:
  static constexpr base::Span kShortest{500};

  void lost(base::Instant now);
  std::optional<FocusReport> gained(base::Instant now);
  /// To be asked at due().
  std::optional<FocusReport> tick(base::Instant now);
  std::optional<base::Instant> due() const;
  /// Nobody is watched any more.
  void reset() { *this = {}; }

 private:
  std::optional<base::Instant> away_since_;
  bool told_ = false;
};

}  // namespace examhall::window
