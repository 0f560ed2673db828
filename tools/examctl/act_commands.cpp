// Staff's acts on a running batch, from the command line: the server decides and records.
#include "examctl/acting.hpp"
#include "examctl/commands.hpp"
#include "examctl/deeds.hpp"
#include "examctl/when.hpp"

namespace examhall::examctl {
namespace {

hall::StaffAct timed_act_of(const std::string& kind, const ActOptions& o) {
  hall::StaffAct act = act_of(kind, o);
  if (kind != "extend") return act;
  const auto span = parse_span(o.time);
  if (!span) throw Stop{Exit::usage, "time", {"--time 应写成 90s 或 15m", "--time is written 90s or 15m"}};
  act.time = *span;
  return act;
}

void add_one(CLI::App& group, const SiteMaker& site, const std::string& kind, const std::string& help, bool scoped) {
  auto o = std::make_shared<ActOptions>();
  CLI::App* c = group.add_subcommand(kind, help);
  add_batch_option(*c, *o);
  if (scoped) {
    add_scope_options(*c, *o);
  } else {
    o->all = true;
  }
  if (kind == "extend") c->add_option("--time", o->time, "延长多久 / by how much")->required();
  add_by_option(*c, o->by);
  c->add_option("--reason", o->reason, "原因 / reason")->required();
  c->callback([site, o, kind] { send_act(site(), timed_act_of(kind, *o), o->batch); });
}

/// The second person's yes or no to what was asked for.
void add_decision(CLI::App& group, const SiteMaker& site, const std::string& kind, const std::string& help) {
  auto o = std::make_shared<ActOptions>();
  auto request = std::make_shared<std::int64_t>();
  CLI::App* c = group.add_subcommand(kind, help);
  add_batch_option(*c, *o);
  c->add_option("request", *request, "请求的编号 / number of the request")->required();
  add_by_option(*c, o->by);
  c->add_option("--reason", o->reason, "原因 / reason")->required();
  c->callback([site, o, request, kind] {
    o->all = true;
    hall::StaffAct act = act_of(kind, *o);
    act.target = std::to_string(*request);
    send_act(site(), act, o->batch);
  });
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
  add_outage_command(*group, site);
  add_decision(*group, site, "approve", "批准他人提出的补时 / approve time that somebody else asked for");
  add_decision(*group, site, "decline", "不批准 / decline it");
  add_one(*group, site, "finalise", "结果定稿 / make the results final", false);
}

}  // namespace examhall::examctl
