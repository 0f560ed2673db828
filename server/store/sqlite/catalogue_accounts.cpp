// Accounts of staff, and the record of who changed them.
#include "store/sqlite/catalogue.hpp"

namespace examhall::store::sqlite {
namespace {

constexpr std::string_view kAccounts =
    "SELECT id, login, name, password, totp_sealed, totp_step, disabled, epoch, created_at FROM account ";

Account account_of(const Statement& row) {
  Account a;
  a.id = row.integer(0);
  a.login = row.text(1);
  a.name = row.text(2);
  a.password = row.text(3);
  a.totp_sealed = row.text(4);
  a.totp_step = row.integer(5);
  a.disabled = row.integer(6) != 0;
  a.epoch = row.integer(7);
  a.created_at = row.time(8);
  return a;
}

}  // namespace

void SqliteCatalogue::note(std::int64_t account, std::string_view what, std::string_view detail,
                           const ChangedBy& by) {
  Statement{connection_,
            "INSERT INTO account_change (account, at, by_whom, what, detail) VALUES (?, ?, ?, ?, ?)"}
      .run(account, by.at, by.who, what, detail);
}

template <class... Values>
Outcome SqliteCatalogue::change_account(std::int64_t account, std::string_view what, const ChangedBy& by,
                                        const char* sql, const Values&... values) {
  Transaction transaction{connection_};
  Statement{connection_, sql}.run(values..., account);
  if (connection_.changes() == 0) return base::Failure{Conflict::account_missing};
  note(account, what, "", by);
  transaction.commit();
  return Done{};
}

base::Result<std::int64_t, Conflict> SqliteCatalogue::add_account(const Account& a, const ChangedBy& by) {
  Transaction transaction{connection_};
  const auto conflict = attempt(
      Conflict::login_taken, Conflict::login_taken,
      "INSERT INTO account (login, name, password, totp_sealed, totp_step, disabled, epoch, created_at) "
      "VALUES (?, ?, ?, ?, ?, 0, 1, ?)",
      a.login, a.name, a.password, Blob{a.totp_sealed}, a.totp_step, by.at);
  if (conflict) return base::Failure{*conflict};
  const std::int64_t id = connection_.last_rowid();
  note(id, "added", "", by);
  transaction.commit();
  return id;
}

std::vector<Account> SqliteCatalogue::accounts() {
  std::vector<Account> out;
  Statement rows{connection_, std::string{kAccounts} + "ORDER BY login"};
  while (rows.step()) out.push_back(account_of(rows));
  return out;
}

std::optional<Account> SqliteCatalogue::account(std::int64_t id) {
  Statement row{connection_, std::string{kAccounts} + "WHERE id = ?"};
  if (!row.select(id).step()) return std::nullopt;
  return account_of(row);
}

std::optional<Account> SqliteCatalogue::account_by_login(std::string_view login) {
  Statement row{connection_, std::string{kAccounts} + "WHERE login = ?"};
  if (!row.select(login).step()) return std::nullopt;
  return account_of(row);
}

Outcome SqliteCatalogue::set_password(std::int64_t account, std::string_view hash, const ChangedBy& by) {
  return change_account(account, "password", by,
                        "UPDATE account SET password = ?, epoch = epoch + 1 WHERE id = ?", hash);
}

// A step that the old secret has used says nothing of the new one.
Outcome SqliteCatalogue::set_totp(std::int64_t account, std::string_view sealed, const ChangedBy& by) {
  return change_account(account, sealed.empty() ? "totp_removed" : "totp_set", by,
                        "UPDATE account SET totp_sealed = ?, totp_step = 0, epoch = epoch + 1 WHERE id = ?",
                        Blob{sealed});
}

Outcome SqliteCatalogue::sign_out(std::int64_t account, const ChangedBy& by) {
  return change_account(account, "signed_out", by, "UPDATE account SET epoch = epoch + 1 WHERE id = ?");
}

Outcome SqliteCatalogue::set_disabled(std::int64_t account, bool disabled, const ChangedBy& by) {
  if (!disabled) {
    return change_account(account, "enabled", by, "UPDATE account SET disabled = 0 WHERE id = ?");
  }
  return change_account(account, "disabled", by,
                        "UPDATE account SET epoch = epoch + (1 - disabled), disabled = 1 WHERE id = ?");
}

bool SqliteCatalogue::replace_hash(std::int64_t account, std::string_view old, std::string_view hash) {
  Statement{connection_, "UPDATE account SET password = ? WHERE id = ? AND password = ?"}.run(hash, account,
                                                                                              old);
  return connection_.changes() == 1;
}

bool SqliteCatalogue::accept_totp_step(std::int64_t account, std::int64_t step) {
  Statement{connection_, "UPDATE account SET totp_step = ?1 WHERE id = ?2 AND totp_step < ?1"}.run(step,
                                                                                                   account);
  return connection_.changes() == 1;
}

std::vector<AccountChange> SqliteCatalogue::account_changes(std::int64_t account) {
  std::vector<AccountChange> out;
  Statement rows{
      connection_,
      "SELECT account, at, by_whom, what, detail FROM account_change WHERE account = ? ORDER BY id"};
  rows.select(account);
  while (rows.step()) {
    out.push_back({rows.integer(0), rows.time(1), rows.text(2), rows.text(3), rows.text(4)});
  }
  return out;
}

std::vector<NumberedChange> SqliteCatalogue::account_changes_after(std::int64_t id, std::size_t at_most) {
  std::vector<NumberedChange> out;
  Statement rows{connection_,
                 "SELECT c.id, a.login, c.account, c.at, c.by_whom, c.what, c.detail FROM account_change c "
                 "JOIN account a ON a.id = c.account WHERE c.id > ? ORDER BY c.id LIMIT ?"};
  rows.select(id, static_cast<std::int64_t>(at_most));
  while (rows.step()) {
    out.push_back({rows.integer(0),
                   rows.text(1),
                   {rows.integer(2), rows.time(3), rows.text(4), rows.text(5), rows.text(6)}});
  }
  return out;
}

}  // namespace examhall::store::sqlite
