#pragma once
// What all acts of staff on a running batch have in common on the command line: which batch, whom it concerns,
// who says so. The server decides and records.
#include <CLI/CLI.hpp>

#include "examctl/site.hpp"
#include "hall/staff_act.hpp"

namespace examhall::examctl {

struct ActOptions {
  std::string batch, ticket, room, site, time, by = default_actor(), reason;
  bool all = false;
};

void add_batch_option(CLI::App& command, ActOptions& options);
/// --ticket, --room with or without --site, --site, --all.
void add_scope_options(CLI::App& command, ActOptions& options);

/// Throws Stop unless exactly one scope was given.
hall::StaffAct act_of(const std::string& kind, const ActOptions& options);
/// Leaves it with the server and waits for its decision.
void send_act(Site& site, hall::StaffAct act, const std::string& code);

}  // namespace examhall::examctl
