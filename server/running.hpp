#pragma once
// Wires the parts and runs until SIGTERM or SIGINT.
#include "config/config.hpp"

namespace examhall {

/// The program's exit status. Throws what makes a start impossible.
int run(const config::Config& config);

}  // namespace examhall
