#include "examctl/acting.hpp"

#include "examctl/waiting.hpp"

namespace examhall::examctl {

void add_batch_option(CLI::App& command, ActOptions& o) {
  command.add_option("batch", o.batch, "批次代码 / code of the batch")->required();
}

void add_scope_options(CLI::App& command, ActOptions& o) {
  command.add_option("--ticket,--person", o.ticket, "一名考生 / one candidate");
  command.add_option("--room", o.room, "一个考场 / one room");
  command.add_option("--site", o.site, "一个考点；与 --room 同用时指该考点的考场 / one site; with --room, the room of that site");
  command.add_flag("--all", o.all, "整个批次 / the whole batch");
}

hall::StaffAct act_of(const std::string& kind, const ActOptions& o) {
  hall::StaffAct act{.kind = kind, .scope = "batch", .target = "", .by = o.by, .reason = o.reason};
  if (!o.ticket.empty()) act.scope = "person", act.target = o.ticket;
  if (!o.site.empty()) act.scope = "site", act.target = o.site;
  if (!o.room.empty()) act.scope = "room", act.target = o.room;
  if (!o.room.empty() && !o.site.empty()) act.site = o.site;
  const bool placed = !o.room.empty() || !o.site.empty();
  const int scopes = (o.ticket.empty() ? 0 : 1) + (placed ? 1 : 0) + (o.all ? 1 : 0);
  if (scopes != 1) {
    throw Stop{Exit::usage, "scope",
               {"请在 --ticket、--room/--site、--all 中恰好选一种", "give exactly one of --ticket, --room/--site, --all"}};
  }
  return act;
}

void send_act(Site& site, hall::StaffAct act, const std::string& code) {
  act.batch = site.batch(code).id;
  ask_server(site, {.batch = act.batch, .kind = "staff_act", .body = base::canonical(hall::to_json(act)), .by = act.by,
                    .created_at = wall_now()});
}

}  // namespace examhall::examctl
