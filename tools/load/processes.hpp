#pragma once
// One crowd in several processes of this program: each has its own files, its own thread and its own
// processor, and leaves its outcome whole, so that what is added up is what one process would have measured.
// Linux.
#include "load/options.hpp"
#include "load/outcome.hpp"
#include "load/places.hpp"

namespace examhall::load {

/// Blocks until all are done. Before it no thread may have been started. Throws std::runtime_error if a
/// process ended without an outcome.
Outcome run_crowds(const Options& options, const std::vector<Place>& places);

}  // namespace examhall::load
