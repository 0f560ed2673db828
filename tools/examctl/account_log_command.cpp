// The record of the console's door, of the accounts and of what staff did, as the journal holds it.
#include <fmt/format.h>

#include "examctl/account.hpp"
#include "examctl/account_log.hpp"
#include "examctl/commands.hpp"
#include "examctl/event_words.hpp"
#include "examctl/when.hpp"
#include "staff/login.hpp"

namespace examhall::examctl {
namespace {

struct LogOptions {
  std::string account, batch, since, until, zone = "Asia/Shanghai";
};

base::Instant instant(const std::string& text, const std::string& zone, const char* option) {
  const auto when = parse_when(text, zone, wall_now());
  if (when) return *when;
  throw Stop{Exit::usage,
             "bad_value",
             {fmt::format("{} 应写成“2023-05-20 09:30”（--zone 的时区）", option),
              fmt::format("{}: write \"2023-05-20 09:30\" (in the zone of --zone)", option)}};
}

LogFilter filter_of(const LogOptions& o) {
  LogFilter filter;
  if (!o.account.empty()) filter.account = staff::normalised_login(o.account);
  filter.batch = o.batch;
  if (!o.since.empty()) filter.since = instant(o.since, o.zone, "--since");
  if (!o.until.empty()) filter.until = instant(o.until, o.zone, "--until");
  return filter;
}

std::string what_of(const LogEntry& e, base::Language language) {
  if (e.kind != "staff_did") return e.what;
  return deed_name(e.what).in(language) + (e.detail == "{}" ? "" : " " + e.detail);
}

void show(Site& site, const AccountLog& log, const std::string& zone) {
  std::vector<std::vector<std::string>> rows;
  base::Json out = base::Json::array();
  for (const LogEntry& e : log.entries) {
    rows.push_back({local_text(e.at, zone), std::to_string(e.seq),
                    event_name(e.kind).in(site.console().language()), e.account, e.address, e.by, e.batch,
                    what_of(e, site.console().language())});
    out.push_back({{"seq", e.seq},
                   {"at", base::to_utc_text(e.at)},
                   {"kind", e.kind},
                   {"account", e.account},
                   {"address", e.address},
                   {"by", e.by},
                   {"session", e.session},
                   {"batch", e.batch},
                   {"what", e.what},
                   {"body", e.body}});
  }
  site.console().table({{"时间", "at"},
                        {"序号", "seq"},
                        {"事项", "event"},
                        {"账号", "account"},
                        {"来自", "from"},
                        {"操作人", "by"},
                        {"批次", "batch"},
                        {"内容", "what"}},
                       rows);
  site.console().answer(out);
}

// What an altered journal says of an account is no record of it.
void require_whole(const AccountLog& log) {
  if (!log.broken_at) return;
  throw Stop{
      Exit::refused,
      "journal_broken",
      {fmt::format("日志的链在第 {} 号事件处断开，不予显示；见 examctl doctor", *log.broken_at),
       fmt::format("the journal's chain breaks at event {}: not shown; see examctl doctor", *log.broken_at)}};
}

void log(Site& site, const LogOptions& o) {
  if (!zone_exists(o.zone)) {
    throw Stop{Exit::usage, "bad_value", {"没有这个时区", "there is no such time zone"}};
  }
  const LogFilter filter = filter_of(o);
  const AccountLog read = read_account_log(site.journal(), filter);
  require_whole(read);
  show(site, read, o.zone);
  site.console().say({fmt::format("时间为 {}；日志的链完整，共 {} 号事件", o.zone, read.events),
                      fmt::format("times in {}; the journal's chain holds, {} events", o.zone, read.events)});
}

}  // namespace

void add_log_command(CLI::App& accounts, const SiteMaker& site) {
  auto o = std::make_shared<LogOptions>();
  CLI::App* l = accounts.add_subcommand(
      "log", "登录、拒绝、越权、账号变更与考务工作，出自日志 / sign-ins, refusals, changes, work of staff, from the journal");
  l->add_option("account", o->account, "只看一个账号 / of one account");
  l->add_option("--batch", o->batch, "只看一个批次 / of one batch");
  l->add_option("--since", o->since, "起（含） / from then on");
  l->add_option("--until", o->until, "止（不含） / before");
  l->add_option("--zone", o->zone, "时区 / time zone")->capture_default_str();
  l->callback([site, o] { log(site(), *o); });
}

}  // namespace examhall::examctl
