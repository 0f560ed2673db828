#pragma once
// Times as staff write them.
#include <optional>
#include <string>

#include "base/time.hpp"

namespace examhall::examctl {

/// "2023-05-20 09:30", also with seconds and with a T, in the zone of the batch; "+90s", "+15m", "+2h" from
/// `now`; or UTC with a Z. nullopt for anything else, and for a time that the zone skips or has twice.
std::optional<base::Instant> parse_when(const std::string& text, const std::string& zone, base::Instant now);

/// "90s", "15m", "2h", "500ms". nullopt for anything else.
std::optional<base::Span> parse_span(const std::string& text);

bool zone_exists(const std::string& zone);

/// "2023-05-20 09:30:00" in the zone.
std::string local_text(base::Instant t, const std::string& zone);

}  // namespace examhall::examctl
