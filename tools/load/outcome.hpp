#pragma once
// What a run came to: made by one process, or added up from several, and shown to people and to programs.
// Pure.
#include "load/figures.hpp"
#include "load/machine.hpp"

namespace examhall::load {

/// Of the server, while the run lasted.
struct ServerUse {
  double cpu_seconds = 0, seconds = 0;
  double resident_mb = 0;  ///< the most that was seen
};

struct Outcome {
  Figures figures;
  double seconds = 0;  ///< the longest process
  CpuUse cpu;          ///< own_…: of all processes together
  std::optional<ServerUse> server;
};

/// Everybody who was waited for ended as planned. The hostile are not waited for.
bool as_planned(const Outcome& outcome);

void add(Outcome& to, const Outcome& other);
base::Json to_whole_json(const Outcome& outcome);
Outcome from_whole_json_of_outcome(const base::Json& json);

/// The table for people.
std::string to_text(const Outcome& outcome);
/// Without the single measurements.
base::Json to_json(const Outcome& outcome);
/// CSV of every single measurement that was kept.
std::string series(const Outcome& outcome);

}  // namespace examhall::load
