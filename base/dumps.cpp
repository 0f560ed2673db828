#include "base/dumps.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace examhall::base {

void forbid_dumps() {
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
}

}  // namespace examhall::base
