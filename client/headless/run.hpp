#pragma once
// One headless sitting from start to exit code. Blocks until it is over.
#include "client/headless/options.hpp"

namespace examhall::client {

ExitCode run_headless(const HeadlessOptions& options);

}  // namespace examhall::client
