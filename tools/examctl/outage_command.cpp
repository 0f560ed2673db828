// Giving back an outage for which the rule of the batch wants somebody's word. It is named by when it began:
// of two people who see the same one, neither gives back another.
#include <fmt/format.h>

#include "exam/fold.hpp"
#include "examctl/acting.hpp"
#include "examctl/commands.hpp"
#include "examctl/deeds.hpp"
#include "examctl/when.hpp"

namespace examhall::examctl {
namespace {

std::vector<exam::OutageNoted> waiting(Site& site, std::int64_t batch) {
  exam::FoldedBatch folded;
  site.journal().read_batch(batch, [&](const journal::Event& event) {
    if (event.attempt != 0 || event.kind != "outage_noted") return true;
    if (const auto known = exam::read_batch_event(event.kind, event.body))
      exam::fold_into(folded, *known, event.at);
    return true;
  });
  return exam::proposed_outages(folded);
}

[[noreturn]] void ask_which(Site& site, std::int64_t batch) {
  std::string zh, en;
  for (const exam::OutageNoted& outage : waiting(site, batch)) {
    const std::string from = base::to_utc_text(outage.from);
    const std::int64_t seconds = outage.lost.count() / 1000;
    zh += fmt::format("\n  --outage {}（{} 秒）", from, seconds);
    en += fmt::format("\n  --outage {} ({} s)", from, seconds);
  }
  if (zh.empty()) zh = "无", en = "none";
  throw Stop{Exit::usage,
             "outage",
             {"请用 --outage 指明补回哪一次停机；待批的有：" + zh,
              "say which outage with --outage; there wait: " + en}};
}

void approve(Site& site, const ActOptions& o, const std::string& outage) {
  const store::Batch batch = site.batch(o.batch);
  if (outage.empty()) ask_which(site, batch.id);
  hall::StaffAct act = act_of("approve_outage", o);
  act.outage = parse_when(outage, site.settings(batch).zone, wall_now());
  if (!act.outage)
    throw Stop{Exit::usage, "outage", {"--outage 是停机开始的时间", "--outage is the time when it began"}};
  send_act(site, std::move(act), o.batch);
}

}  // namespace

void add_outage_command(CLI::App& acts, const SiteMaker& site) {
  auto o = std::make_shared<ActOptions>();
  auto outage = std::make_shared<std::string>();
  CLI::App* c = acts.add_subcommand("approve-outage", "批准故障补时 / approve a proposed compensation");
  add_batch_option(*c, *o);
  c->add_option("--outage", *outage,
                "停机何时开始；省略则列出待批的 / when it began; without it, those that wait are listed");
  add_by_option(*c, o->by);
  c->add_option("--reason", o->reason, "原因 / reason")->required();
  o->all = true;
  c->callback([site, o, outage] { approve(site(), *o, *outage); });
}

}  // namespace examhall::examctl
