#include "process_metrics.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>

namespace examhall {
namespace {

long resident_bytes() {
  std::ifstream in{"/proc/self/statm"};
  long total = 0;
  long resident = 0;
  in >> total >> resident;
  return resident * ::sysconf(_SC_PAGESIZE);
}

double seconds(const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; }

}  // namespace

std::string process_metrics(base::Span divergence) {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return fmt::format(
      "# HELP process_resident_memory_bytes Resident memory.\n# TYPE process_resident_memory_bytes gauge\n"
      "process_resident_memory_bytes {}\n"
      "# HELP process_cpu_seconds_total User and system CPU time.\n# TYPE process_cpu_seconds_total counter\n"
      "process_cpu_seconds_total {:.3f}\n"
      "# HELP examhall_clock_divergence_ms Wall clock minus exam time.\n# TYPE examhall_clock_divergence_ms gauge\n"
      "examhall_clock_divergence_ms {}\n",
      resident_bytes(), seconds(usage.ru_utime) + seconds(usage.ru_stime), divergence.count());
}

}  // namespace examhall
