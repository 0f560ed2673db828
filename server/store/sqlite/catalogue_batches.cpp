// Batches: settings with their revision, the paper, the status.
#include "store/sqlite/catalogue.hpp"

namespace examhall::store::sqlite {
namespace {

constexpr std::string_view kBatches = "SELECT id, code, settings, paper, revision, status FROM batch ";

Batch batch_of(const Statement& row) {
  Batch batch{row.integer(0), row.text(1), row.text(2), std::nullopt, row.integer(4), row.text(5)};
  if (!row.is_null(3)) batch.paper = row.digest(3);
  return batch;
}

}  // namespace

base::Result<std::int64_t, Conflict> SqliteCatalogue::add_batch(const Batch& batch) {
  const auto conflict =
      attempt(Conflict::code_taken, Conflict::paper_missing,
              "INSERT INTO batch (code, settings, paper, revision, status) VALUES (?, ?, ?, 1, ?)",
              batch.code, batch.settings, batch.paper, batch.status);
  if (conflict) return base::Failure{*conflict};
  return connection_.last_rowid();
}

std::vector<Batch> SqliteCatalogue::batches() {
  std::vector<Batch> out;
  Statement rows{connection_, std::string{kBatches} + "ORDER BY id"};
  while (rows.step()) out.push_back(batch_of(rows));
  return out;
}

std::optional<Batch> SqliteCatalogue::batch(std::int64_t id) {
  Statement row{connection_, std::string{kBatches} + "WHERE id = ?"};
  if (!row.select(id).step()) return std::nullopt;
  return batch_of(row);
}

std::optional<Batch> SqliteCatalogue::batch_by_code(std::string_view code) {
  Statement row{connection_, std::string{kBatches} + "WHERE code = ?"};
  if (!row.select(code).step()) return std::nullopt;
  return batch_of(row);
}

base::Result<std::int64_t, Conflict> SqliteCatalogue::reschedule(std::int64_t batch,
                                                                 std::int64_t read_revision,
                                                                 std::string_view settings) {
  Statement{connection_,
            "UPDATE batch SET settings = ?, revision = revision + 1 WHERE id = ? AND revision = ?"}
      .run(settings, batch, read_revision);
  if (connection_.changes() == 1) return read_revision + 1;
  const bool known = exists("SELECT 1 FROM batch WHERE id = ?", batch);
  return base::Failure{known ? Conflict::stale_revision : Conflict::batch_missing};
}

Outcome SqliteCatalogue::set_paper(std::int64_t batch, const std::optional<base::Digest>& paper) {
  const auto conflict = attempt(Conflict::paper_missing, Conflict::paper_missing,
                                "UPDATE batch SET paper = ? WHERE id = ?", paper, batch);
  if (conflict) return base::Failure{*conflict};
  if (connection_.changes() == 0) return base::Failure{Conflict::batch_missing};
  return Done{};
}

Outcome SqliteCatalogue::set_status(std::int64_t batch, std::string_view status) {
  Statement{connection_, "UPDATE batch SET status = ? WHERE id = ?"}.run(status, batch);
  if (connection_.changes() == 0) return base::Failure{Conflict::batch_missing};
  return Done{};
}

Outcome SqliteCatalogue::remove_batch(std::int64_t batch) {
  const auto conflict =
      attempt(Conflict::has_candidates, Conflict::has_candidates, "DELETE FROM batch WHERE id = ?", batch);
  if (conflict) return base::Failure{*conflict};
  if (connection_.changes() == 0) return base::Failure{Conflict::batch_missing};
  return Done{};
}

}  // namespace examhall::store::sqlite
