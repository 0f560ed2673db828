// Roles: who may do what, and where.
#include <fmt/format.h>

#include <algorithm>

#include "examctl/account.hpp"
#include "examctl/commands.hpp"
#include "staff/role.hpp"

namespace examhall::examctl {
namespace {

struct GrantOptions {
  std::string login, role, batch, site, room, by = default_actor();
  std::int64_t number = 0;
  bool all_batches = false, all = false;
};

void refuse_grant(base::Problems& problems, const char* id, const char* column, const base::Text& text,
              base::Severity severity = base::Severity::error) {
  problems.push_back({id, {.column = column}, text, severity});
}

void check_text(const std::string& text, const char* option, base::Problems& problems) {
  if (base::is_utf8(text) && !base::has_unprintable(text) && base::trimmed(text) == text &&
      text.size() <= 256)
    return;
  refuse_grant(
      problems, "bad_value", option,
      {"含有不可见字符、首尾空白或过长", "has invisible characters, white space around it, or is too long"});
}

std::optional<std::int64_t> batch_of(Site& site, const GrantOptions& o, base::Problems& problems) {
  if (o.all_batches == !o.batch.empty()) {
    refuse_grant(problems, "batch", "--batch",
             {"请在 --batch 与 --all-batches 中恰好选一个", "give exactly one of --batch and --all-batches"});
    return std::nullopt;
  }
  if (o.all_batches) return std::nullopt;
  if (const auto found = site.catalogue().batch_by_code(o.batch)) return found->id;
  refuse_grant(problems, "no_such_batch", "--batch",
           {"没有这个批次；用 examctl batch list 查看", "there is no such batch; see examctl batch list"});
  return std::nullopt;
}

/// Everything that is wrong with a grant, at once.
store::AccountGrant read_grant(Site& site, const GrantOptions& o, base::Problems& problems) {
  store::AccountGrant grant{0, 0, o.role, batch_of(site, o, problems), o.site, o.room};
  check_text(o.site, "--site", problems);
  check_text(o.room, "--room", problems);
  const auto role = staff::role_from_text(o.role);
  if (!role) {
    refuse_grant(problems, "no_such_role", "--role",
             {"角色为 proctor、chief、office 或 auditor", "a role is proctor, chief, office or auditor"});
    return grant;
  }
  if (const auto wrong = staff::wrong_with({*role, grant.batch.value_or(0), o.site, o.room})) {
    refuse_grant(problems, "bad_grant", "--role", *wrong);
  }
  return grant;
}

std::vector<store::Candidate> people_of(Site& site, const store::AccountGrant& grant) {
  if (grant.batch) return site.catalogue().candidates(*grant.batch);
  std::vector<store::Candidate> out;
  for (const store::Batch& batch : site.catalogue().batches()) {
    const auto more = site.catalogue().candidates(batch.id);
    out.insert(out.end(), more.begin(), more.end());
  }
  return out;
}

/// A mistyped site is no mistake in the grant, but its holder would see nobody.
void warn_of_nobody(Site& site, const store::AccountGrant& grant, base::Problems& problems) {
  if (grant.site.empty()) return;
  const auto people = people_of(site, grant);
  const auto any = [&](auto wanted) { return std::any_of(people.begin(), people.end(), wanted); };
  if (!any([&](const store::Candidate& c) { return c.site == grant.site; })) {
    refuse_grant(problems, "nobody_at_site", "--site",
             {"名单中没有考生在这个考点；请核对写法",
              "no candidate on the roster has this site; check how it is written"},
             base::Severity::warning);
  } else if (!grant.room.empty() &&
             !any([&](const store::Candidate& c) { return c.site == grant.site && c.room == grant.room; })) {
    refuse_grant(problems, "nobody_in_room", "--room",
             {"名单中没有考生在该考点的这个考场；请核对写法",
              "no candidate on the roster has this room at that site; check how it is written"},
             base::Severity::warning);
  }
}

base::Json to_json(Site& site, const store::AccountGrant& g) {
  return {{"grant", g.id},
          {"role", g.role},
          {"batch", batch_text(site, g.batch)},
          {"site", g.site},
          {"room", g.room}};
}

std::string where(const std::string& text) { return text.empty() ? "*" : text; }

base::Text words_of(Site& site, const store::AccountGrant& g) {
  const std::string batch = batch_text(site, g.batch);
  return {fmt::format("{}，批次 {}，考点 {}，考场 {}", g.role, batch, where(g.site), where(g.room)),
          fmt::format("{}, batch {}, site {}, room {}", g.role, batch, where(g.site), where(g.room))};
}

void grant(Site& site, const GrantOptions& o) {
  const store::Account account = account_of(site, o.login);
  base::Problems problems;
  store::AccountGrant grant = read_grant(site, o, problems);
  grant.account = account.id;
  const base::Text summary{"未授权", "nothing was granted"};
  if (!base::has_errors(problems)) warn_of_nobody(site, grant, problems);
  site.console().stop_on(problems, summary);
  const auto added = site.catalogue().add_grant(grant, changed_by(o.by));
  if (!added) {
    problems.clear();
    refuse_grant(problems, "granted_already", "account",
             {"该账号已有完全相同的授权", "the account has exactly this grant already"});
    site.console().stop_on(problems, summary);
  }
  grant.id = *added;
  const base::Text words = words_of(site, grant);
  tell_change(site, account.login, o.by,
              {fmt::format("已授权（第 {} 号）{}", grant.id, words.zh),
               fmt::format("granted (number {}): {}", grant.id, words.en)},
              to_json(site, grant));
}

std::vector<store::AccountGrant> wanted(Site& site, const GrantOptions& o, const store::Account& account) {
  std::vector<store::AccountGrant> out;
  for (const store::AccountGrant& g : site.catalogue().grants(account.id)) {
    if (o.all || g.id == o.number) out.push_back(g);
  }
  if (out.empty()) {
    throw Stop{Exit::not_found,
               "no_such_grant",
               {"该账号没有这一授权；用 examctl account grants 查看编号",
                "the account has no such grant; see its number by examctl account grants"}};
  }
  return out;
}

void revoke(Site& site, const GrantOptions& o) {
  if (o.all == (o.number != 0)) {
    throw Stop{Exit::usage, "which_grant", {"请给出授权编号，或用 --all", "give a grant's number, or --all"}};
  }
  const store::Account account = account_of(site, o.login);
  base::Json gone = base::Json::array();
  base::Text words;
  for (const store::AccountGrant& g : wanted(site, o, account)) {
    const base::Text one = words_of(site, g);
    gone.push_back(to_json(site, g));
    (void)site.catalogue().remove_grant(g.id, changed_by(o.by));
    words.zh += "\n  " + one.zh;
    words.en += "\n  " + one.en;
  }
  tell_change(site, account.login, o.by, {"已收回" + words.zh, "revoked" + words.en}, {{"revoked", gone}});
}

void list(Site& site, const GrantOptions& o) {
  std::optional<std::int64_t> only;
  if (!o.login.empty()) only = account_of(site, o.login).id;
  std::vector<std::vector<std::string>> rows;
  base::Json out = base::Json::array();
  for (const store::AccountGrant& g : only ? site.catalogue().grants(*only) : site.catalogue().grants()) {
    const auto account = site.catalogue().account(g.account);
    rows.push_back({std::to_string(g.id), account->login, account->name, g.role, batch_text(site, g.batch),
                    where(g.site), where(g.room)});
    base::Json json = to_json(site, g);
    json["account"] = account->login;
    out.push_back(std::move(json));
  }
  site.console().table({{"编号", "number"},
                        {"账号", "account"},
                        {"姓名", "name"},
                        {"角色", "role"},
                        {"批次", "batch"},
                        {"考点", "site"},
                        {"考场", "room"}},
                       rows);
  site.console().answer(out);
}

}  // namespace

void add_grant_commands(CLI::App& accounts, const SiteMaker& site) {
  auto o = std::make_shared<GrantOptions>();
  CLI::App* g = accounts.add_subcommand("grant", "授权 / grant a role");
  add_login_option(*g, o->login);
  g->add_option("--role", o->role, "proctor 监考员 | chief 考点主任 | office 考务 | auditor 审计")
      ->required();
  g->add_option("--batch", o->batch, "批次代码 / code of the batch");
  g->add_flag("--all-batches", o->all_batches, "所有批次，包括以后的 / all batches, later ones too");
  g->add_option("--site", o->site, "考点，如名单所写 / site, as in the roster");
  g->add_option("--room", o->room, "考场，如名单所写 / room, as in the roster");
  add_by_option(*g, o->by);
  g->callback([site, o] { grant(site(), *o); });
  CLI::App* r = accounts.add_subcommand("revoke", "收回授权 / take a grant back");
  add_login_option(*r, o->login);
  r->add_option("number", o->number, "授权编号 / number of the grant");
  r->add_flag("--all", o->all, "该账号的全部授权 / all of the account's");
  add_by_option(*r, o->by);
  r->callback([site, o] { revoke(site(), *o); });
  CLI::App* l = accounts.add_subcommand("grants", "列出授权 / list grants");
  l->add_option("account", o->login, "只看一个账号 / of one account");
  l->callback([site, o] { list(site(), *o); });
}

}  // namespace examhall::examctl
