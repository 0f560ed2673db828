// Who of the staff is signed in. A token is a row of its own, because a renewal leaves the old one good until
// the new one is used, and for a moment more.
#include "store/sqlite/catalogue.hpp"

namespace examhall::store::sqlite {
namespace {

constexpr std::string_view kSessions =
    "SELECT s.id, s.account, s.epoch, s.address, s.created_at, s.last_seen, s.expires_at FROM staff_session "
    "s ";

StaffSession session_of(const Statement& row) {
  return {row.integer(0), row.integer(1), row.integer(2), row.text(3), row.time(4), row.time(5), row.time(6)};
}

}  // namespace

base::Result<std::int64_t, Conflict> SqliteCatalogue::add_session(const StaffSession& s,
                                                                  const base::Digest& token) {
  Transaction transaction{connection_};
  auto conflict =
      attempt(Conflict::token_taken, Conflict::account_missing,
              "INSERT INTO staff_session (account, epoch, address, created_at, last_seen, expires_at) "
              "VALUES (?, ?, ?, ?, ?, ?)",
              s.account, s.epoch, s.address, s.created_at, s.last_seen, s.expires_at);
  const std::int64_t id = connection_.last_rowid();
  if (!conflict) {
    conflict = attempt(Conflict::token_taken, Conflict::session_missing,
                       "INSERT INTO staff_token (digest, session, good_until) VALUES (?, ?, ?)", token, id,
                       s.expires_at);
  }
  if (conflict) return base::Failure{*conflict};
  transaction.commit();
  return id;
}

std::optional<StaffSession> SqliteCatalogue::session(const base::Digest& token, base::Instant now) {
  Statement row{connection_, std::string{kSessions} +
                                 "JOIN staff_token t ON t.session = s.id "
                                 "WHERE t.digest = ? AND t.good_until > ? AND s.expires_at > ?"};
  if (!row.select(token, now, now).step()) return std::nullopt;
  return session_of(row);
}

std::optional<StaffSession> SqliteCatalogue::session(std::int64_t id) {
  Statement row{connection_, std::string{kSessions} + "WHERE s.id = ?"};
  if (!row.select(id).step()) return std::nullopt;
  return session_of(row);
}

std::vector<StaffSession> SqliteCatalogue::sessions() {
  std::vector<StaffSession> out;
  Statement rows{connection_, std::string{kSessions} + "ORDER BY s.id"};
  while (rows.step()) out.push_back(session_of(rows));
  return out;
}

void SqliteCatalogue::touch_session(std::int64_t session, base::Instant seen) {
  Statement{connection_, "UPDATE staff_session SET last_seen = max(last_seen, ?) WHERE id = ?"}.run(seen,
                                                                                                    session);
}

Outcome SqliteCatalogue::renew_session(const base::Digest& old, const base::Digest& token,
                                       base::Instant now) {
  const auto conflict = attempt(Conflict::token_taken, Conflict::session_missing,
                                "INSERT INTO staff_token (digest, session, good_until, follows) "
                                "SELECT ?, s.id, s.expires_at, t.digest FROM staff_session s "
                                "JOIN staff_token t ON t.session = s.id "
                                "WHERE t.digest = ? AND t.good_until > ? AND s.expires_at > ?",
                                token, old, now, now);
  if (conflict) return base::Failure{*conflict};
  if (connection_.changes() == 0) return base::Failure{Conflict::session_missing};
  return Done{};
}

void SqliteCatalogue::token_used(const base::Digest& token, base::Instant old_until) {
  if (!exists("SELECT 1 FROM staff_token WHERE digest = ? AND follows IS NOT NULL", token)) return;
  Transaction transaction{connection_};
  Statement{connection_,
            "UPDATE staff_token SET good_until = min(good_until, ?) "
            "WHERE digest = (SELECT follows FROM staff_token WHERE digest = ?)"}
      .run(old_until, token);
  Statement{connection_, "UPDATE staff_token SET follows = NULL WHERE digest = ?"}.run(token);
  transaction.commit();
}

void SqliteCatalogue::end_session(std::int64_t session) {
  Statement{connection_, "DELETE FROM staff_session WHERE id = ?"}.run(session);
}

std::int64_t SqliteCatalogue::remove_old_sessions(base::Instant now, base::Instant seen_before) {
  Transaction transaction{connection_};
  Statement{connection_, "DELETE FROM staff_session WHERE expires_at <= ? OR last_seen < ?"}.run(now,
                                                                                                 seen_before);
  const int removed = connection_.changes();
  Statement{connection_, "DELETE FROM staff_token WHERE good_until <= ?"}.run(now);
  transaction.commit();
  return removed;
}

}  // namespace examhall::store::sqlite
