// Several processes as if they were one.
#include "load/outcome.hpp"

#include <algorithm>

namespace examhall::load {

bool as_planned(const Outcome& o) {
  const Figures& f = o.figures;
  return f.unplanned == 0 && f.bad_receipts == 0 && f.finished == f.candidates &&
         f.careless.ended == f.careless.candidates;
}

void add(Outcome& to, const Outcome& other) {
  add(to.figures, other.figures);
  to.seconds = std::max(to.seconds, other.seconds);
  to.cpu.own_seconds += other.cpu.own_seconds;
  to.cpu.own_share += other.cpu.own_share;
  // Of the whole machine, at nearly the same time in all.
  to.cpu.stolen_share = std::max(to.cpu.stolen_share, other.cpu.stolen_share);
  to.cpu.idle_share = std::max(to.cpu.idle_share, other.cpu.idle_share);
  if (!to.server) to.server = other.server;
}

base::Json to_whole_json(const Outcome& o) {
  base::Json out{{"figures", to_whole_json(o.figures)},
                 {"seconds", o.seconds},
                 {"cpu", {o.cpu.own_seconds, o.cpu.own_share, o.cpu.stolen_share, o.cpu.idle_share}}};
  if (o.server) out["server"] = {o.server->cpu_seconds, o.server->seconds, o.server->resident_mb};
  return out;
}

Outcome from_whole_json_of_outcome(const base::Json& json) {
  const auto number = [&](const char* where, std::size_t i) { return json.at(where).at(i).get<double>(); };
  Outcome out;
  out.figures = from_whole_json(json.at("figures"));
  out.seconds = json.at("seconds").get<double>();
  out.cpu = {number("cpu", 0), number("cpu", 1), number("cpu", 2), number("cpu", 3)};
  if (json.contains("server")) out.server = ServerUse{number("server", 0), number("server", 1), number("server", 2)};
  return out;
}

}  // namespace examhall::load
