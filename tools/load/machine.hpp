#pragma once
// What the load generator itself cost and whether this machine was its own: a figure measured on a starved
// machine says nothing about a server. Linux.
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace examhall::load {

struct CpuTimes {
  double user = 0, system = 0;                  ///< of this process, seconds
  std::uint64_t stolen = 0, idle = 0, all = 0;  ///< of the machine, ticks (/proc/stat)
};
CpuTimes read_cpu_times();

struct CpuUse {
  double own_seconds = 0;
  double own_share = 0;     ///< of one processor
  double stolen_share = 0;  ///< of the machine's time, taken by others on the same host
  double idle_share = 0;
};
CpuUse between(const CpuTimes& before, const CpuTimes& after, std::chrono::duration<double> elapsed);

/// What another process has used: the server, on the same machine.
struct ProcessUse {
  double cpu_seconds = 0;  ///< since it was started
  double resident_mb = 0;  ///< now
};
/// nullopt if there is no such process. `proc` is where the system tells (proc(5)).
std::optional<ProcessUse> read_process(int pid, const std::filesystem::path& proc = "/proc");

/// Raises the soft limit of open files to the hard one. Returns the limit that holds now.
std::uint64_t raise_open_files();

}  // namespace examhall::load
