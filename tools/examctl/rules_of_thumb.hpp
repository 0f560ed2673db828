#pragma once
// What one candidate costs a server, measured on a 2-core machine and rounded up: docs/operating.md says how.
#include <cstdint>

namespace examhall::examctl {

inline constexpr std::uint64_t kMemoryPerCandidate = 40 * 1024;
inline constexpr std::uint64_t kDiskPerCandidate = 200 * 1024;

}  // namespace examhall::examctl
