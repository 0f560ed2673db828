#pragma once
// Which time a starting server takes up.
#include <filesystem>

#include "base/clock.hpp"
#include "exam/fold.hpp"

namespace examhall {

/// With a batch open, the time in which the last run of this server lived, if the machine has not been started
/// anew since: the wall clock may have been changed meanwhile. Otherwise the wall clock, but never before
/// `last_alive`. Writes the anchor for the next start into `folder`.
base::AnchoredClock take_up_time(const std::filesystem::path& folder, const exam::Fold& fold, base::Instant last_alive);

}  // namespace examhall
