// Who sits a batch.
#include "store/sqlite/catalogue.hpp"

namespace examhall::store::sqlite {
namespace {

constexpr std::string_view kCandidates =
    "SELECT attempt, batch, ticket, name, institution, site, room, seat, id_number_sealed, id_number_masked, "
    "access_code, seed, extra_seconds FROM candidate ";

Candidate candidate_of(const Statement& row) {
  Candidate c;
  c.attempt = row.integer(0);
  c.batch = row.integer(1);
  c.ticket = row.text(2);
  c.name = row.text(3);
  c.institution = row.text(4);
  c.site = row.text(5);
  c.room = row.text(6);
  c.seat = row.text(7);
  c.id_number_sealed = row.text(8);
  c.id_number_masked = row.text(9);
  if (!row.is_null(10)) c.access_code = row.digest(10);
  c.seed = row.integer(11);
  c.extra_time = std::chrono::seconds{row.integer(12)};
  return c;
}

std::optional<std::string_view> unless_empty(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return text;
}

/// Which constraint of the candidate table was violated.
Conflict conflict_of(const SqliteError& error) {
  if (is_dangling(error)) return Conflict::institution_missing;
  if (!is_taken(error)) throw error;
  return error.extended_code() == SQLITE_CONSTRAINT_UNIQUE ? Conflict::ticket_taken : Conflict::attempt_taken;
}

}  // namespace

base::Result<std::vector<std::int64_t>, RowConflict> SqliteCatalogue::add_candidates(
    std::int64_t batch, std::span<const Candidate> candidates) {
  Transaction transaction{connection_};
  if (!exists("SELECT 1 FROM batch WHERE id = ?", batch)) {
    return base::Failure{RowConflict{0, Conflict::batch_missing}};
  }
  Statement add{connection_,
                "INSERT INTO candidate (attempt, batch, ticket, name, institution, site, room, seat, "
                "id_number_sealed, id_number_masked, access_code, seed, extra_seconds) "
                "VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
  std::vector<std::int64_t> attempts;
  for (const Candidate& c : candidates) {
    try {
      add.run(c.attempt, batch, unless_empty(c.ticket), c.name, unless_empty(c.institution), c.site, c.room,
              c.seat, Blob{c.id_number_sealed}, c.id_number_masked, c.access_code, c.seed,
              std::int64_t{c.extra_time.count()});
    } catch (const SqliteError& error) {
      return base::Failure{RowConflict{attempts.size(), conflict_of(error)}};
    }
    attempts.push_back(connection_.last_rowid());
  }
  transaction.commit();
  return attempts;
}

std::vector<Candidate> SqliteCatalogue::candidates(std::int64_t batch) {
  std::vector<Candidate> out;
  Statement rows{connection_, std::string{kCandidates} + "WHERE batch = ? ORDER BY attempt"};
  rows.select(batch);
  while (rows.step()) out.push_back(candidate_of(rows));
  return out;
}

std::optional<Candidate> SqliteCatalogue::candidate(std::int64_t attempt) {
  Statement row{connection_, std::string{kCandidates} + "WHERE attempt = ?"};
  if (!row.select(attempt).step()) return std::nullopt;
  return candidate_of(row);
}

std::optional<Candidate> SqliteCatalogue::candidate_by_ticket(std::string_view ticket) {
  Statement row{connection_, std::string{kCandidates} + "WHERE ticket = ?"};
  if (!row.select(ticket).step()) return std::nullopt;
  return candidate_of(row);
}

base::Result<Done, RowConflict> SqliteCatalogue::update_candidates(std::span<const Candidate> candidates) {
  Transaction transaction{connection_};
  Statement update{
      connection_,
      "UPDATE candidate SET ticket = ?, name = ?, institution = ?, site = ?, room = ?, seat = ?, "
      "id_number_sealed = ?, id_number_masked = ?, access_code = ?, seed = ?, extra_seconds = ? "
      "WHERE attempt = ?"};
  std::size_t row = 0;
  for (const Candidate& c : candidates) {
    try {
      update.run(unless_empty(c.ticket), c.name, unless_empty(c.institution), c.site, c.room, c.seat,
                 Blob{c.id_number_sealed}, c.id_number_masked, c.access_code, c.seed,
                 std::int64_t{c.extra_time.count()}, c.attempt);
    } catch (const SqliteError& error) {
      return base::Failure{RowConflict{row, conflict_of(error)}};
    }
    if (connection_.changes() == 0) return base::Failure{RowConflict{row, Conflict::candidate_missing}};
    ++row;
  }
  transaction.commit();
  return Done{};
}

base::Result<Done, RowConflict> SqliteCatalogue::set_tickets(std::span<const TicketDraw> draws) {
  Transaction transaction{connection_};
  Statement update{connection_, "UPDATE candidate SET ticket = ?, access_code = ? WHERE attempt = ?"};
  std::size_t row = 0;
  for (const TicketDraw& draw : draws) {
    try {
      update.run(unless_empty(draw.ticket), draw.access_code, draw.attempt);
    } catch (const SqliteError& error) {
      return base::Failure{RowConflict{row, conflict_of(error)}};
    }
    if (connection_.changes() == 0) return base::Failure{RowConflict{row, Conflict::candidate_missing}};
    ++row;
  }
  transaction.commit();
  return Done{};
}

base::Result<Done, RowConflict> SqliteCatalogue::set_seats(std::span<const SeatChange> seats) {
  Transaction transaction{connection_};
  Statement update{connection_, "UPDATE candidate SET site = ?, room = ?, seat = ? WHERE attempt = ?"};
  std::size_t row = 0;
  for (const SeatChange& s : seats) {
    update.run(s.site, s.room, s.seat, s.attempt);
    if (connection_.changes() == 0) return base::Failure{RowConflict{row, Conflict::candidate_missing}};
    ++row;
  }
  transaction.commit();
  return Done{};
}

Outcome SqliteCatalogue::remove_candidate(std::int64_t attempt_id) {
  const auto conflict = attempt(Conflict::has_results, Conflict::has_results,
                                "DELETE FROM candidate WHERE attempt = ?", attempt_id);
  if (conflict) return base::Failure{*conflict};
  if (connection_.changes() == 0) return base::Failure{Conflict::candidate_missing};
  return Done{};
}

}  // namespace examhall::store::sqlite
