#include "load/machine.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <sstream>
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

std::optional<ProcessUse> read_process(int pid, const std::filesystem::path& proc) {
  std::string all, skipped;
  std::getline(std::ifstream{proc / std::to_string(pid) / "stat"}, all);
  const std::size_t name_end = all.rfind(')');
  if (name_end == std::string::npos) return std::nullopt;
  // After the name, which may hold anything: state ppid pgrp session tty tpgid flags minflt cminflt majflt
  // cmajflt utime stime …; rss is the 22nd.
  std::istringstream fields{all.substr(name_end + 1)};
  std::array<double, 22> values{};
  fields >> skipped;
  for (std::size_t i = 1; i < values.size(); ++i) fields >> values[i];
  if (!fields) return std::nullopt;
  return ProcessUse{(values[11] + values[12]) / static_cast<double>(::sysconf(_SC_CLK_TCK)),
                    values[21] * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1U << 20U)};
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
