#pragma once
// Keeps a process that holds secrets out of core dumps, and out of reach of other processes of the same user.

namespace examhall::base {

/// No core dump of this process from now on, no tracing by others than root (prctl(2), PR_SET_DUMPABLE).
void forbid_dumps();

}  // namespace examhall::base
