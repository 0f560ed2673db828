#pragma once
// Where log lines go and what they look like. Messages are "words key=value …" without secrets, ID numbers or
// answers; with format json each becomes one JSON object a line.
#include "config/config.hpp"

namespace examhall {

void set_up_log(const config::Config& config);

}  // namespace examhall
