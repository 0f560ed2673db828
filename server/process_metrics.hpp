#pragma once
// What the process itself uses, for /metrics.
#include <string>

#include "base/time.hpp"

namespace examhall {

/// `divergence`: wall clock minus exam time.
std::string process_metrics(base::Span divergence);

}  // namespace examhall
