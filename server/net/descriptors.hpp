#pragma once
// How many connections the operating system lets this process have. Called once, at start.
#include <cstddef>

#include "base/problem.hpp"

namespace examhall::net {

/// Descriptors that databases, logs and listeners may need besides the connections.
inline constexpr std::size_t kReservedDescriptors = 256;

struct DescriptorCheck {
  std::size_t connections;  ///< how many of those wanted there are descriptors for
  base::Problems problems;  ///< a warning descriptor_limit_low if that is fewer
};

/// Raises the soft limit of open files towards what is needed, never beyond the hard one, and has the kernel
/// make its table of them now.
DescriptorCheck make_room_for(std::size_t connections);

}  // namespace examhall::net
