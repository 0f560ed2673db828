// Who of the staff is signed in, and what was changed on an account.
#include <fmt/format.h>

#include "examctl/account.hpp"
#include "examctl/commands.hpp"
#include "examctl/when.hpp"
#include "staff/session.hpp"

namespace examhall::examctl {
namespace {

struct SessionOptions {
  std::string login, by = default_actor();
  bool end = false;
};

bool holds(const store::StaffSession& s, const store::Account& a) {
  return staff::is_signed_in({.signed_in_epoch = s.epoch,
                              .account_epoch = a.epoch,
                              .account_disabled = a.disabled,
                              .last_seen = s.last_seen,
                              .expires_at = s.expires_at},
                             wall_now());
}

void list(Site& site, const SessionOptions& o) {
  std::optional<std::int64_t> only;
  if (!o.login.empty()) only = account_of(site, o.login).id;
  std::vector<std::vector<std::string>> rows;
  base::Json out = base::Json::array();
  for (const store::StaffSession& s : site.catalogue().sessions()) {
    const auto account = site.catalogue().account(s.account);
    if ((only && *only != s.account) || !account || !holds(s, *account)) continue;
    rows.push_back({account->login, account->name, s.address, base::to_utc_text(s.created_at),
                    base::to_utc_text(s.last_seen)});
    out.push_back({{"account", account->login},
                   {"address", s.address},
                   {"signed_in_at", base::to_utc_text(s.created_at)},
                   {"last_seen", base::to_utc_text(s.last_seen)},
                   {"expires_at", base::to_utc_text(s.expires_at)}});
  }
  site.console().table({{"账号", "account"},
                        {"姓名", "name"},
                        {"来自", "from"},
                        {"登录时间", "signed in"},
                        {"最近活动", "last seen"}},
                       rows);
  site.console().answer(out);
}

void end(Site& site, const SessionOptions& o) {
  if (o.login.empty()) {
    throw Stop{Exit::usage, "which_account", {"--end 须指明账号", "--end needs an account"}};
  }
  const store::Account account = account_of(site, o.login);
  (void)site.catalogue().sign_out(account.id, changed_by(o.by));
  tell_change(site, account.login, o.by, {"所有登录已结束", "whoever was signed in no longer is"});
}

void history(Site& site, const SessionOptions& o) {
  const store::Account account = account_of(site, o.login);
  std::vector<std::vector<std::string>> rows;
  base::Json out = base::Json::array();
  for (const store::AccountChange& c : site.catalogue().account_changes(account.id)) {
    rows.push_back({base::to_utc_text(c.at), c.by, c.what, c.detail});
    const auto detail = base::parse_json(c.detail.empty() ? "{}" : c.detail);
    out.push_back({{"at", base::to_utc_text(c.at)},
                   {"by", c.by},
                   {"what", c.what},
                   {"detail", detail ? *detail : base::Json{}}});
  }
  site.console().table({{"时间", "at"}, {"操作人", "by"}, {"事项", "what"}, {"内容", "detail"}}, rows);
  site.console().answer(out);
}

}  // namespace

void add_session_commands(CLI::App& accounts, const SiteMaker& site) {
  auto o = std::make_shared<SessionOptions>();
  CLI::App* s = accounts.add_subcommand("sessions", "谁已登录 / who is signed in");
  s->add_option("account", o->login, "只看一个账号 / of one account");
  s->add_flag("--end", o->end, "结束该账号的所有登录 / end the account's sessions");
  add_by_option(*s, o->by);
  s->callback([site, o] { o->end ? end(site(), *o) : list(site(), *o); });
  CLI::App* h =
      accounts.add_subcommand("history", "账号的变更记录 / what was changed on an account, by whom");
  add_login_option(*h, o->login);
  h->callback([site, o] { history(site(), *o); });
}

}  // namespace examhall::examctl
