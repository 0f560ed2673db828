// Batches: planning and rescheduling.
#include <fmt/format.h>

#include "exam/settings_json.hpp"
#include "examctl/commands.hpp"
#include "examctl/deeds.hpp"
#include "examctl/waiting.hpp"
#include "examctl/when.hpp"
#include "hall/staff_act.hpp"

namespace examhall::examctl {
namespace {

struct BatchOptions {
  std::string code, title, certificate, level, zone = "Asia/Shanghai", start, end, paper, by = default_actor();
  int number = 1;
  std::string entry_before = "30m", late_after, hand_in_after = "0s", no_hand_in_last = "0s", attempt_time, grace = "2s";
  std::string navigation = "free", outage = "automatic", outage_limit = "30m";
  int attempts = 1;
  bool fixed_items = false, fixed_options = false;
};

void refuse_option(base::Problems& problems, const char* option, const base::Text& text) {
  problems.push_back({"bad_value", {.column = option}, text});
}

base::Span span(const std::string& text, const char* option, base::Problems& problems) {
  const auto value = parse_span(text);
  if (!value) refuse_option(problems, option, {"应写成 90s、15m 或 2h", "write 90s, 15m or 2h"});
  return value.value_or(base::Span{0});
}

std::optional<base::Span> optional_span(const std::string& text, const char* option, base::Problems& problems) {
  if (text.empty()) return std::nullopt;
  return span(text, option, problems);
}

base::Instant instant(const std::string& text, const std::string& zone, const char* option, base::Problems& problems) {
  const auto value = parse_when(text, zone, wall_now());
  if (!value) {
    refuse_option(problems, option, {"应写成“2023-05-20 09:30”（批次时区）或 +30s", "write \"2023-05-20 09:30\" (in the batch's zone) or +30s"});
  }
  return value.value_or(base::Instant{});
}

exam::Rules rules_of(const BatchOptions& o, base::Problems& problems) {
  exam::Rules r;
  r.entry_before = span(o.entry_before, "--entry-before", problems);
  r.late_entry_after = optional_span(o.late_after, "--late-entry-after", problems);
  r.hand_in_after = span(o.hand_in_after, "--hand-in-after", problems);
  r.no_hand_in_last = span(o.no_hand_in_last, "--no-hand-in-last", problems);
  r.attempt_time = optional_span(o.attempt_time, "--attempt-time", problems);
  r.grace = span(o.grace, "--grace", problems);
  r.outage_limit = span(o.outage_limit, "--outage-limit", problems);
  r.attempts_allowed = o.attempts;
  r.shuffle_items = !o.fixed_items;
  r.shuffle_options = !o.fixed_options;
  r.navigation = o.navigation == "forward-only" ? exam::Navigation::forward_only : exam::Navigation::free;
  r.outage = o.outage == "none"       ? exam::OutageRule::none
             : o.outage == "proposed" ? exam::OutageRule::proposed
                                      : exam::OutageRule::automatic;
  return r;
}

// A paper may be named by the first characters of its hash, as examctl paper list shows them.
store::PaperHeading find_paper(Site& site, const std::string& prefix) {
  std::vector<store::PaperHeading> found;
  for (const store::PaperHeading& p : site.catalogue().papers()) {
    if (prefix.size() >= 6 && base::to_hex(p.hash).starts_with(prefix)) found.push_back(p);
  }
  if (found.size() == 1) return found.front();
  throw Stop{Exit::not_found, "no_such_paper",
             {fmt::format("没有（或不止一份）以 {} 开头的试卷；用 examctl paper list 查看，至少给出 6 位", prefix),
              fmt::format("no paper, or more than one, starts with {}; see examctl paper list, give 6 characters or more", prefix)}};
}

void say_how_safe(Site& site, store::PaperState state) {
  switch (state) {
    case store::PaperState::clear:
      return site.console().say({"注意：试卷以明文存放，能读数据目录的人都能看到；只宜用于模拟和演示",
                                 "mind: the paper is stored in the clear, for anyone who can read the data folder; fit for mocks and demonstrations only"});
    case store::PaperState::sealed:
      return site.console().say({"试卷已密封：开考前须由两名保管员执行 examctl paper release",
                                 "the paper is sealed: two custodians must run examctl paper release before the start"});
    case store::PaperState::opened:
      return site.console().say({"注意：该试卷已在别的批次启封，此后以明文存放；本批次仍须两名保管员放行",
                                 "mind: this paper was opened for another batch and is stored in the clear since; two custodians must release it for this batch too"});
  }
}

void add_batch(Site& site, const BatchOptions& o) {
  base::Problems problems;
  exam::Batch b;
  b.code = o.code;
  b.title = o.title;
  b.certificate = o.certificate;
  b.level = o.level;
  b.number = o.number;
  b.zone = o.zone;
  if (!zone_exists(o.zone)) refuse_option(problems, "--zone", {"没有这个时区，如 Asia/Shanghai", "no such time zone; like Asia/Shanghai"});
  b.window = {instant(o.start, o.zone, "--start", problems), instant(o.end, o.zone, "--end", problems)};
  b.rules = rules_of(o, problems);
  if (!base::has_errors(problems)) exam::check(b, {}, problems);
  site.console().stop_on(problems, {"批次未添加", "the batch was not added"});
  const store::PaperHeading paper = find_paper(site, o.paper);
  b.paper = base::to_hex(paper.hash);
  b.sealed = paper.state != store::PaperState::clear;
  std::int64_t id = 0;
  const auto add = [&]() -> std::optional<store::Deed> {
    const auto added = site.catalogue().add_batch(
        {.code = b.code, .settings = base::canonical(exam::to_json(b)), .paper = paper.hash, .status = "scheduled"});
    if (!added) return std::nullopt;
    id = *added;
    return deed(o.by, "batch_added", b.code, {{"id", id}, {"paper", b.paper}});
  };
  if (!site.catalogue().on_record(add)) {
    throw Stop{Exit::refused, "code_taken", {fmt::format("批次代码 {} 已存在", b.code), fmt::format("there is a batch {} already", b.code)}};
  }
  site.console().say({fmt::format("已添加批次 {}：{} 至 {}（{}），试卷 {}", b.code, local_text(b.window.start, b.zone),
                                  local_text(b.window.end, b.zone), b.zone, b.paper.substr(0, 12)),
                      fmt::format("batch {} added: {} to {} ({}), paper {}", b.code, local_text(b.window.start, b.zone),
                                  local_text(b.window.end, b.zone), b.zone, b.paper.substr(0, 12))});
  say_how_safe(site, paper.state);
  site.console().answer({{"batch", b.code}, {"id", id}, {"sealed", b.sealed}, {"start", base::to_utc_text(b.window.start)}, {"end", base::to_utc_text(b.window.end)}});
}

void list_batches(Site& site) {
  std::vector<std::vector<std::string>> rows;
  base::Json list = base::Json::array();
  for (const store::Batch& row : site.catalogue().batches()) {
    const exam::Batch b = site.settings(row);
    const std::size_t enrolled = site.catalogue().candidates(row.id).size();
    rows.push_back({b.code, b.title, b.level, local_text(b.window.start, b.zone), local_text(b.window.end, b.zone),
                    std::to_string(enrolled), row.status, b.paper.substr(0, 12)});
    list.push_back({{"batch", b.code}, {"title", b.title}, {"level", b.level}, {"start", base::to_utc_text(b.window.start)},
                    {"end", base::to_utc_text(b.window.end)}, {"enrolled", enrolled}, {"status", row.status}, {"paper", b.paper}});
  }
  site.console().table({{"批次", "batch"}, {"名称", "title"}, {"级别", "level"}, {"开始", "start"}, {"结束", "end"},
                        {"报名", "enrolled"}, {"状态", "status"}, {"试卷", "paper"}}, rows);
  site.console().answer(list);
}

void reschedule(Site& site, const std::string& code, const std::string& start, const std::string& end,
                const std::string& by, const std::string& reason) {
  const store::Batch row = site.batch(code);
  exam::Batch b = site.settings(row);
  base::Problems problems;
  hall::StaffAct act{.kind = "reschedule", .batch = row.id, .scope = "batch", .target = "", .by = by, .reason = reason};
  act.start = start.empty() ? b.window.start : instant(start, b.zone, "--start", problems);
  act.end = end.empty() ? b.window.end : instant(end, b.zone, "--end", problems);
  site.console().stop_on(problems, {"未改期", "not rescheduled"});
  ask_server(site, {.batch = row.id, .kind = "staff_act", .body = base::canonical(hall::to_json(act)), .by = by, .created_at = wall_now()});
}

void add_rule_options(CLI::App& c, BatchOptions& o) {
  c.add_option("--entry-before", o.entry_before, "提前入场 / entry opens before the start")->capture_default_str();
  c.add_option("--late-entry-after", o.late_after, "迟到多久不得入场 / late entry refused after");
  c.add_option("--hand-in-after", o.hand_in_after, "开考多久后可交卷 / earliest hand-in")->capture_default_str();
  c.add_option("--no-hand-in-last", o.no_hand_in_last, "最后多久不可交卷 / no hand-in in the last")->capture_default_str();
  c.add_option("--attempt-time", o.attempt_time, "单次作答时长 / time for one attempt");
  c.add_option("--grace", o.grace, "截止宽限 / grace for answers in flight")->capture_default_str();
  c.add_option("--attempts", o.attempts, "允许次数 / attempts allowed")->capture_default_str();
  c.add_option("--navigation", o.navigation)->check(CLI::IsMember({"free", "forward-only"}))->capture_default_str();
  c.add_option("--outage", o.outage, "故障补时 / outage compensation")->check(CLI::IsMember({"automatic", "proposed", "none"}))->capture_default_str();
  c.add_option("--outage-limit", o.outage_limit, "补时上限 / its limit")->capture_default_str();
  c.add_flag("--fixed-items", o.fixed_items, "题目不乱序 / do not shuffle items");
  c.add_flag("--fixed-options", o.fixed_options, "选项不乱序 / do not shuffle options");
}

}  // namespace

void add_batch_commands(CLI::App& app, const SiteMaker& site) {
  CLI::App* group = app.add_subcommand("batch", "批次 / batches");
  group->require_subcommand(1);
  group->fallthrough();

  auto o = std::make_shared<BatchOptions>();
  CLI::App* add = group->add_subcommand("add", "添加批次 / add a batch");
  add->add_option("--code", o->code, "代码 / code, unique")->required();
  add->add_option("--title", o->title, "名称 / title")->required();
  add->add_option("--certificate", o->certificate, "证书 / certificate")->required();
  add->add_option("--level", o->level, "级别 / level")->required();
  add->add_option("--number", o->number, "批次序号 / number")->capture_default_str();
  add->add_option("--zone", o->zone, "时区 / time zone")->capture_default_str();
  add->add_option("--start", o->start, "开始 / start")->required();
  add->add_option("--end", o->end, "结束 / end")->required();
  add->add_option("--paper", o->paper, "试卷 / paper")->required();
  add_rule_options(*add, *o);
  add_by_option(*add, o->by);
  add->callback([site, o] { add_batch(site(), *o); });

  group->add_subcommand("list", "列出批次 / list batches")->callback([site] { list_batches(site()); });

  struct Change {
    std::string code, start, end, by = default_actor(), reason;
  };
  auto c = std::make_shared<Change>();
  CLI::App* move = group->add_subcommand("reschedule", "改期，由服务器裁决 / reschedule; the server decides");
  move->add_option("batch", c->code)->required();
  move->add_option("--start", c->start);
  move->add_option("--end", c->end);
  add_by_option(*move, c->by);
  move->add_option("--reason", c->reason)->required();
  move->callback([site, c] { reschedule(site(), c->code, c->start, c->end, c->by, c->reason); });
}

}  // namespace examhall::examctl
