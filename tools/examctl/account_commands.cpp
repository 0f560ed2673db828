// Accounts of proctors and other staff. A password is never an argument; what is drawn is shown once and kept
// nowhere.
#include <fmt/format.h>

#include <algorithm>

#include "base/cipher.hpp"
#include "base/dumps.hpp"
#include "examctl/account.hpp"
#include "examctl/commands.hpp"
#include "examctl/passphrase.hpp"
#include "staff/login.hpp"
#include "staff/password.hpp"
#include "staff/totp.hpp"

namespace examhall::examctl {
namespace {

constexpr std::size_t kLongestName = 64;

struct AccountOptions {
  std::string login, name, password_file, by = default_actor();
  bool draw = false, remove = false;
};

void refuse_account(base::Problems& problems, const char* id, const char* column, const base::Text& text) {
  problems.push_back({id, {.column = column}, text});
}

void check_login(Site& site, const std::string& login, base::Problems& problems) {
  if (const auto wrong = staff::wrong_with_login(login)) {
    refuse_account(problems, "bad_login", "account", *wrong);
  } else if (site.catalogue().account_by_login(login)) {
    refuse_account(problems, "login_taken", "account",
             {"已有这个账号", "there is an account of this name already"});
  }
}

void check_name(const std::string& name, base::Problems& problems) {
  if (!base::is_utf8(name) || base::trimmed(name).empty() || base::has_unprintable(name) ||
      name.find_first_of("\t\r\n") != std::string::npos || base::code_points(name) > kLongestName) {
    refuse_account(problems, "bad_name", "--name",
             {fmt::format("姓名为 1 至 {} 个可见字符", kLongestName),
              fmt::format("a name has 1 to {} visible characters", kLongestName)});
  }
}

Passphrase new_password(const AccountOptions& o) {
  if (o.draw) return Passphrase{std::string{staff::draw_password().view()}};
  return read_new_password(o.password_file);
}

void check_password(const Passphrase& password, const std::string& login, const std::string& name,
                    base::Problems& problems) {
  for (base::Problem& p : staff::wrong_with_password(password.text(), login, name)) {
    p.place.column = "password";
    problems.push_back(std::move(p));
  }
}

/// Said after the change is on disk: a password that nobody can use is shown to nobody.
base::Text with_drawn(base::Text text, const AccountOptions& o, const Passphrase& password) {
  if (!o.draw) return text;
  text.zh += fmt::format("；口令 {}（只显示这一次）", password.text());
  text.en += fmt::format("; the password is {} (shown this once)", password.text());
  return text;
}

base::Json drawn_json(const AccountOptions& o, const Passphrase& password) {
  return o.draw ? base::Json{{"password", password.text()}} : base::Json::object();
}

void add(Site& site, const AccountOptions& o) {
  base::forbid_dumps();
  store::Account account;
  account.login = staff::normalised_login(o.login);
  account.name = std::string{base::trimmed(o.name)};
  base::Problems problems;
  check_login(site, account.login, problems);
  check_name(o.name, problems);
  const base::Text summary{"账号未建立", "the account was not added"};
  const bool somebody_types = !o.draw && o.password_file.empty();
  if (somebody_types) site.console().stop_on(problems, summary);
  const Passphrase password = new_password(o);
  check_password(password, account.login, account.name, problems);
  site.console().stop_on(problems, summary);
  account.password = staff::hash_password(password.text());
  if (!site.catalogue().add_account(account, changed_by(o.by))) {
    refuse_account(problems, "login_taken", "account",
             {"已有这个账号", "there is an account of this name already"});
    site.console().stop_on(problems, summary);
  }
  tell_change(site, account.login, o.by,
              with_drawn({"已建立，尚无任何权限；下一步：examctl account grant",
                          "added; it may do nothing yet, next: examctl account grant"},
                         o, password),
              drawn_json(o, password));
}

void set_password(Site& site, const AccountOptions& o) {
  base::forbid_dumps();
  const store::Account account = account_of(site, o.login);
  const Passphrase password = new_password(o);
  base::Problems problems;
  check_password(password, account.login, account.name, problems);
  site.console().stop_on(problems, {"口令未更改", "the password was not changed"});
  (void)site.catalogue().set_password(account.id, staff::hash_password(password.text()), changed_by(o.by));
  tell_change(
      site, account.login, o.by,
      with_drawn({"口令已更改，原有登录已失效", "password changed; whoever was signed in no longer is"}, o,
                 password),
      drawn_json(o, password));
}

void set_totp(Site& site, const AccountOptions& o) {
  base::forbid_dumps();
  const store::Account account = account_of(site, o.login);
  if (o.remove) {
    (void)site.catalogue().set_totp(account.id, "", changed_by(o.by));
    return tell_change(
        site, account.login, o.by,
        {"第二验证因素已取消，原有登录已失效", "second factor removed; whoever was signed in no longer is"});
  }
  const base::Cipher cipher = base::Cipher::load(site.config().id_number_key());
  const base::Bytes secret = staff::draw_totp_secret();
  (void)site.catalogue().set_totp(account.id, staff::seal_totp(cipher, account.login, secret),
                                  changed_by(o.by));
  const std::string uri = staff::totp_uri(secret, account.login);
  const std::string text = staff::totp_text(secret);
  tell_change(
      site, account.login, o.by,
      {fmt::format("登录从现在起还需六位动态码，原有登录已失效；以下只显示这一次：\n  {}\n  {}", uri, text),
       fmt::format(
           "signing in takes a six-digit code from now on; whoever was signed in no longer is. Shown this "
           "once:\n  {}\n  {}",
           uri, text)},
      {{"uri", uri}, {"secret", text}});
}

void set_disabled(Site& site, const AccountOptions& o, bool disabled) {
  const store::Account account = account_of(site, o.login);
  (void)site.catalogue().set_disabled(account.id, disabled, changed_by(o.by));
  tell_change(site, account.login, o.by,
              disabled ? base::Text{"已停用，原有登录已失效", "disabled; whoever was signed in no longer is"}
                       : base::Text{"已启用", "enabled"},
              {{"disabled", disabled}});
}

void list(Site& site) {
  const auto grants = site.catalogue().grants();
  std::vector<std::vector<std::string>> rows;
  base::Json out = base::Json::array();
  for (const store::Account& a : site.catalogue().accounts()) {
    const auto held =
        std::count_if(grants.begin(), grants.end(), [&](const auto& g) { return g.account == a.id; });
    const bool second = !a.totp_sealed.empty();
    rows.push_back({a.login, a.name, second ? "√" : "—", a.disabled ? "×" : "√", std::to_string(held)});
    out.push_back({{"account", a.login},
                   {"name", a.name},
                   {"second_factor", second},
                   {"disabled", a.disabled},
                   {"grants", held},
                   {"created_at", base::to_utc_text(a.created_at)}});
  }
  site.console().table(
      {{"账号", "account"}, {"姓名", "name"}, {"动态码", "code"}, {"可用", "enabled"}, {"授权数", "grants"}},
      rows);
  site.console().answer(out);
}

void add_password_options(CLI::App& command, AccountOptions& o) {
  auto* file =
      command.add_option("--password-file", o.password_file,
                         "口令文件的第一行，- 为标准输入 / first line of a file, - for standard input");
  command.add_flag("--draw", o.draw, "由系统生成，只显示一次 / draw one, show it once")->excludes(file);
}

CLI::App* add_change(CLI::App& group, const std::string& name, const std::string& help, AccountOptions& o) {
  CLI::App* c = group.add_subcommand(name, help);
  add_login_option(*c, o.login);
  add_by_option(*c, o.by);
  return c;
}

}  // namespace

void add_account_commands(CLI::App& app, const SiteMaker& site) {
  CLI::App* group =
      app.add_subcommand("account", "监考与考务人员账号 / accounts of proctors and other staff");
  group->require_subcommand(1);
  group->fallthrough();
  auto o = std::make_shared<AccountOptions>();
  CLI::App* a = add_change(*group, "add", "新建 / add one", *o);
  a->add_option("--name", o->name, "姓名，别人看到的 / name, as others see it")->required();
  add_password_options(*a, *o);
  a->callback([site, o] { add(site(), *o); });
  group->add_subcommand("list", "列出 / list them")->callback([site] { list(site()); });
  CLI::App* p = add_change(*group, "password", "更改口令 / change the password", *o);
  add_password_options(*p, *o);
  p->callback([site, o] { set_password(site(), *o); });
  CLI::App* t = add_change(*group, "totp", "设置动态码（第二验证因素）/ set up codes, the second factor", *o);
  t->add_flag("--remove", o->remove, "取消 / do without it again");
  t->callback([site, o] { set_totp(site(), *o); });
  add_change(*group, "disable", "停用 / disable", *o)->callback([site, o] {
    set_disabled(site(), *o, true);
  });
  add_change(*group, "enable", "启用 / enable", *o)->callback([site, o] { set_disabled(site(), *o, false); });
  add_grant_commands(*group, site);
  add_log_command(*group, site);
  add_session_commands(*group, site);
}

}  // namespace examhall::examctl
