// Staff's acts on a running batch, from the command line: the server decides and records.
#include <fmt/format.h>

#include "examctl/commands.hpp"
#include "examctl/waiting.hpp"
#include "examctl/when.hpp"
#include "hall/staff_act.hpp"

namespace examhall::examctl {
namespace {

struct ActOptions {
  std::string batch, ticket, room, time, by = default_actor(), reason;
  bool all = false;
};

hall::StaffAct act_of(const std::string& kind, const ActOptions& o) {
  hall::StaffAct act{.kind = kind, .scope = "batch", .target = "", .by = o.by, .reason = o.reason};
  if (!o.ticket.empty()) act.scope = "person", act.target = o.ticket;
  if (!o.room.empty()) act.scope = "room", act.target = o.room;
  const int scopes = (o.ticket.empty() ? 0 : 1) + (o.room.empty() ? 0 : 1) + (o.all ? 1 : 0);
  if (scopes != 1) {
    throw Stop{Exit::usage, "scope", {"请在 --ticket、--room、--all 中恰好选一个", "give exactly one of --ticket, --room, --all"}};
  }
  if (kind == "extend") {
    const auto span = parse_span(o.time);
    if (!span) throw Stop{Exit::usage, "time", {"--time 应写成 90s 或 15m", "--time is written 90s or 15m"}};
    act.time = *span;
  }
  return act;
}

void send(Site& site, hall::StaffAct act, const std::string& code) {
  act.batch = site.batch(code).id;
  ask_server(site, {.batch = act.batch, .kind = "staff_act", .body = base::canonical(hall::to_json(act)), .by = act.by,
                    .created_at = wall_now()});
}

void add_one(CLI::App& group, const SiteMaker& site, const std::string& kind, const std::string& help, bool scoped) {
  auto o = std::make_shared<ActOptions>();
  CLI::App* c = group.add_subcommand(kind == "approve_outage" ? "approve-outage" : kind, help);
  c->add_option("batch", o->batch, "批次代码 / code of the batch")->required();
  if (scoped) {
    c->add_option("--ticket", o->ticket, "一名考生 / one candidate");
    c->add_option("--room", o->room, "一个考场 / one room");
    c->add_flag("--all", o->all, "整个批次 / the whole batch");
  } else {
    o->all = true;
  }
  if (kind == "extend") c->add_option("--time", o->time, "延长多久 / by how much")->required();
  c->add_option("--by", o->by)->capture_default_str();
  c->add_option("--reason", o->reason, "原因 / reason")->required();
  c->callback([site, o, kind] { send(site(), act_of(kind, *o), o->batch); });
}

}  // namespace

void add_act_commands(CLI::App& app, const SiteMaker& site) {
  CLI::App* group = app.add_subcommand("act", "对进行中的批次采取措施 / act on a running batch");
  group->require_subcommand(1);
  group->fallthrough();
  add_one(*group, site, "extend", "延长时间 / extend the time", true);
  add_one(*group, site, "pause", "暂停 / pause", true);
  add_one(*group, site, "resume", "恢复 / resume", true);
  add_one(*group, site, "terminate", "终止作答 / terminate", true);
  add_one(*group, site, "reinstate", "撤销终止 / undo a termination", true);
  add_one(*group, site, "approve_outage", "批准故障补时 / approve a proposed compensation", false);
  add_one(*group, site, "finalise", "结果定稿 / make the results final", false);
}

}  // namespace examhall::examctl
