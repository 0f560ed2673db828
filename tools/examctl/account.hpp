#pragma once
// What the commands about accounts share: which account, who changes it, and how a change is told.
#include <CLI/CLI.hpp>

#include "examctl/deeds.hpp"

namespace examhall::examctl {

void add_login_option(CLI::App& command, std::string& login);

/// By its login, however it is typed. Throws Stop if there is none.
store::Account account_of(Site& site, const std::string& login);
inline store::ChangedBy changed_by(const std::string& by) { return {by, wall_now()}; }

/// One sentence about a change and who made it. `more` goes into the script's answer.
void tell_change(Site& site, const std::string& login, const std::string& by, const base::Text& what,
                 base::Json more = base::Json::object());

/// A batch's code, "*" for all of them, or "#7" if it is no more.
std::string batch_text(Site& site, const std::optional<std::int64_t>& batch);

}  // namespace examhall::examctl
