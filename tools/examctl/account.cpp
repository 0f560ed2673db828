#include "examctl/account.hpp"

#include <fmt/format.h>

#include "staff/login.hpp"

namespace examhall::examctl {

void add_login_option(CLI::App& command, std::string& login) {
  command.add_option("account", login, "账号 / the account")->required();
}

store::Account account_of(Site& site, const std::string& login) {
  auto found = site.catalogue().account_by_login(staff::normalised_login(login));
  if (found) return *std::move(found);
  const std::string shown = base::to_utf8_lossy(login);
  throw Stop{Exit::not_found,
             "no_such_account",
             {fmt::format("没有账号 {}；用 examctl account list 查看", shown),
              fmt::format("there is no account {}; see examctl account list", shown)}};
}

void tell_change(Site& site, const std::string& login, const std::string& by, const base::Text& what,
                 base::Json more) {
  site.console().say({fmt::format("账号 {}（操作人 {}）：{}", login, by, what.zh),
                      fmt::format("account {} (by {}): {}", login, by, what.en)});
  more["account"] = login;
  more["by"] = by;
  site.console().answer(more);
}

std::string batch_text(Site& site, const std::optional<std::int64_t>& batch) {
  if (!batch) return "*";
  const auto row = site.catalogue().batch(*batch);
  return row ? row->code : fmt::format("#{}", *batch);
}

}  // namespace examhall::examctl
