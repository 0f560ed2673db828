#include "load/machine.hpp"

#include <sys/resource.h>

#include <array>
#include <fstream>
#include <string>

namespace examhall::load {
namespace {

double seconds(const timeval& t) {
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
}

}  // namespace

CpuTimes read_cpu_times() {
  CpuTimes out;
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  out.user = seconds(use.ru_utime);
  out.system = seconds(use.ru_stime);
  // "cpu user nice system idle iowait irq softirq steal …" (proc(5)).
  std::ifstream stat{"/proc/stat"};
  std::string name;
  std::array<std::uint64_t, 8> t{};
  stat >> name;
  for (std::uint64_t& value : t) stat >> value;
  for (const std::uint64_t value : t) out.all += value;
  out.idle = t[3] + t[4];
  out.stolen = t[7];
  return out;
}

CpuUse between(const CpuTimes& before, const CpuTimes& after, std::chrono::duration<double> elapsed) {
  CpuUse out;
  out.own_seconds = after.user + after.system - before.user - before.system;
  if (elapsed.count() > 0) out.own_share = out.own_seconds / elapsed.count();
  const auto all = static_cast<double>(after.all - before.all);
  if (all <= 0) return out;
  out.stolen_share = static_cast<double>(after.stolen - before.stolen) / all;
  out.idle_share = static_cast<double>(after.idle - before.idle) / all;
  return out;
}

std::uint64_t raise_open_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur;
}

}  // namespace examhall::load
