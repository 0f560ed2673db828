// Published results: every publication is a version, and none is ever changed.
#include "store/sqlite/catalogue.hpp"

namespace examhall::store::sqlite {
namespace {

ResultRow result_of(const Statement& row) {
  return {row.integer(0), row.text(1), base::Points{row.integer(2)}, row.text(3)};
}

std::int64_t next_version(Connection& connection, std::int64_t batch) {
  Statement row{connection, "SELECT coalesce(max(version), 0) + 1 FROM result_version WHERE batch = ?"};
  row.select(batch).step();
  return row.integer(0);
}

}  // namespace

base::Result<std::int64_t, Conflict> SqliteCatalogue::add_results(const ResultVersion& about,
                                                                  std::span<const ResultRow> rows) {
  Transaction transaction{connection_};
  if (!exists("SELECT 1 FROM batch WHERE id = ?", about.batch)) return base::Failure{Conflict::batch_missing};
  const std::int64_t version = next_version(connection_, about.batch);
  const auto conflict =
      attempt(Conflict::paper_missing, Conflict::paper_missing,
              "INSERT INTO result_version (batch, version, created_at, reason, paper) VALUES (?, ?, ?, ?, ?)",
              about.batch, version, about.created_at, about.reason, about.paper);
  if (conflict) return base::Failure{*conflict};
  // A result for somebody who is not on this batch's roster is refused as if they did not exist.
  Statement add{connection_,
                "INSERT INTO result (batch, version, attempt, status, points, sheet) "
                "SELECT ?1, ?2, attempt, ?4, ?5, ?6 FROM candidate WHERE attempt = ?3 AND batch = ?1"};
  for (const ResultRow& r : rows) {
    try {
      add.run(about.batch, version, r.attempt, r.status, r.points.hundredths, r.sheet);
    } catch (const SqliteError& error) {
      if (is_taken(error)) return base::Failure{Conflict::attempt_taken};
      throw;
    }
    if (connection_.changes() == 0) return base::Failure{Conflict::candidate_missing};
  }
  transaction.commit();
  return version;
}

std::vector<ResultVersion> SqliteCatalogue::result_versions(std::int64_t batch) {
  std::vector<ResultVersion> out;
  Statement rows{connection_,
                 "SELECT batch, version, created_at, reason, paper, (SELECT count(*) FROM result AS r "
                 "WHERE r.batch = v.batch AND r.version = v.version) FROM result_version AS v "
                 "WHERE batch = ? ORDER BY version"};
  rows.select(batch);
  while (rows.step()) {
    out.push_back(
        {rows.integer(0), rows.integer(1), rows.time(2), rows.text(3), rows.digest(4), rows.integer(5)});
  }
  return out;
}

std::vector<ResultRow> SqliteCatalogue::results(std::int64_t batch, std::int64_t version) {
  std::vector<ResultRow> out;
  Statement rows{
      connection_,
      "SELECT attempt, status, points, sheet FROM result WHERE batch = ? AND version = ? ORDER BY attempt"};
  rows.select(batch, version);
  while (rows.step()) out.push_back(result_of(rows));
  return out;
}

std::optional<ResultRow> SqliteCatalogue::result(std::int64_t batch, std::int64_t version,
                                                 std::int64_t attempt_id) {
  Statement row{
      connection_,
      "SELECT attempt, status, points, sheet FROM result WHERE batch = ? AND version = ? AND attempt = ?"};
  if (!row.select(batch, version, attempt_id).step()) return std::nullopt;
  return result_of(row);
}

}  // namespace examhall::store::sqlite
