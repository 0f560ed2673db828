#pragma once
// The two time types of the whole project. Every instant is UTC in whole milliseconds: that is the
// precision at which deadlines are decided, stored and shown.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace examhall::base {

using Span = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Span>;

constexpr std::int64_t to_millis(Instant t) { return t.time_since_epoch().count(); }
constexpr Instant from_millis(std::int64_t ms) { return Instant{Span{ms}}; }

/// "2023-05-20T01:30:00.000Z": the form of every instant in files and logs.
std::string to_utc_text(Instant t);

/// Reads the form that to_utc_text writes; the fraction may be missing. nullopt if it is anything else.
std::optional<Instant> parse_utc_text(std::string_view text);

}  // namespace examhall::base
