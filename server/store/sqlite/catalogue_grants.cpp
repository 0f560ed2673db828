// Which account has which role, and where.
#include "base/json.hpp"
#include "store/sqlite/catalogue.hpp"

namespace examhall::store::sqlite {
namespace {

constexpr std::string_view kGrants = "SELECT id, account, role, batch, site, room FROM account_grant ";

AccountGrant grant_of(const Statement& row) {
  AccountGrant g{row.integer(0), row.integer(1), row.text(2), std::nullopt, row.text(4), row.text(5)};
  if (!row.is_null(3)) g.batch = row.integer(3);
  return g;
}

std::vector<AccountGrant> grants_of(Statement& rows) {
  std::vector<AccountGrant> out;
  while (rows.step()) out.push_back(grant_of(rows));
  return out;
}

std::string detail_of(const AccountGrant& g) {
  return base::canonical({{"grant", g.id},
                          {"role", g.role},
                          {"batch", g.batch.value_or(0)},
                          {"site", g.site},
                          {"room", g.room}});
}

}  // namespace

base::Result<std::int64_t, Conflict> SqliteCatalogue::add_grant(const AccountGrant& grant,
                                                                const ChangedBy& by) {
  Transaction transaction{connection_};
  if (!exists("SELECT 1 FROM account WHERE id = ?", grant.account)) {
    return base::Failure{Conflict::account_missing};
  }
  const auto conflict =
      attempt(Conflict::grant_taken, Conflict::batch_missing,
              "INSERT INTO account_grant (account, role, batch, site, room) VALUES (?, ?, ?, ?, ?)",
              grant.account, grant.role, grant.batch, grant.site, grant.room);
  if (conflict) return base::Failure{*conflict};
  AccountGrant added = grant;
  added.id = connection_.last_rowid();
  note(added.account, "granted", detail_of(added), by);
  transaction.commit();
  return added.id;
}

std::vector<AccountGrant> SqliteCatalogue::grants(std::int64_t account) {
  Statement rows{connection_, std::string{kGrants} + "WHERE account = ? ORDER BY id"};
  return grants_of(rows.select(account));
}

std::vector<AccountGrant> SqliteCatalogue::grants() {
  Statement rows{connection_, std::string{kGrants} + "ORDER BY id"};
  return grants_of(rows);
}

Outcome SqliteCatalogue::remove_grant(std::int64_t grant, const ChangedBy& by) {
  Transaction transaction{connection_};
  Statement row{connection_, std::string{kGrants} + "WHERE id = ?"};
  if (!row.select(grant).step()) return base::Failure{Conflict::grant_missing};
  const AccountGrant removed = grant_of(row);
  row.rewind();
  Statement{connection_, "DELETE FROM account_grant WHERE id = ?"}.run(grant);
  note(removed.account, "revoked", detail_of(removed), by);
  transaction.commit();
  return Done{};
}

}  // namespace examhall::store::sqlite
