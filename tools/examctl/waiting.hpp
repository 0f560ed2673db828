#pragma once
// Asking the running server for something through the catalogue, and waiting for its answer.
#include "examctl/site.hpp"

namespace examhall::examctl {

/// Leaves the request and waits for its decision, some seconds at most. Prints what came of it. Throws Stop:
/// refused with the server's reason, or no_answer if no server is running (the request stays waiting).
void ask_server(Site& site, store::Request request);

}  // namespace examhall::examctl
