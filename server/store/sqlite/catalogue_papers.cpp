// Papers, in the clear and sealed.
#include "store/sqlite/catalogue.hpp"

namespace examhall::store::sqlite {
namespace {

constexpr std::string_view kHeadings =
    "SELECT hash, title, level, created_at, sealed_paper.paper IS NOT NULL, json = '', json, header, body, "
    "opened_for, opened_by FROM paper LEFT JOIN sealed_paper ON sealed_paper.paper = paper.hash ";

PaperHeading heading_of(const Statement& row) {
  const bool was_sealed = row.integer(4) != 0;
  const bool is_empty = row.integer(5) != 0;
  const PaperState state = !was_sealed ? PaperState::clear
                           : is_empty  ? PaperState::sealed
                                       : PaperState::opened;
  return {row.digest(0), row.text(1), row.text(2), row.time(3), state};
}

}  // namespace

void SqliteCatalogue::add_paper(const Paper& paper) {
  const PaperHeading& h = paper.heading;
  Statement{connection_,
            "INSERT INTO paper (hash, title, level, json, created_at) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (hash) DO NOTHING"}
      .run(h.hash, h.title, h.level, paper.json, h.created_at);
}

std::vector<PaperHeading> SqliteCatalogue::papers() {
  std::vector<PaperHeading> out;
  Statement rows{
      connection_,
      "SELECT hash, title, level, created_at, sealed_paper.paper IS NOT NULL, json = '' FROM paper "
      "LEFT JOIN sealed_paper ON sealed_paper.paper = paper.hash ORDER BY created_at, hash"};
  while (rows.step()) out.push_back(heading_of(rows));
  return out;
}

std::optional<Paper> SqliteCatalogue::paper(const base::Digest& hash) {
  Statement row{connection_, std::string{kHeadings} + "WHERE hash = ?"};
  if (!row.select(hash).step()) return std::nullopt;
  return Paper{heading_of(row), row.text(6)};
}

Outcome SqliteCatalogue::add_sealed_paper(const SealedPaper& paper) {
  const PaperHeading& h = paper.heading;
  Transaction transaction{connection_};
  if (exists("SELECT 1 FROM paper WHERE hash = ? AND json <> ''", h.hash)) {
    return base::Failure{Conflict::paper_in_clear};
  }
  Statement{connection_,
            "INSERT INTO paper (hash, title, level, json, created_at) VALUES (?, ?, ?, '', ?) "
            "ON CONFLICT (hash) DO UPDATE SET title = excluded.title, level = excluded.level"}
      .run(h.hash, h.title, h.level, h.created_at);
  Statement{
      connection_,
      "INSERT INTO sealed_paper (paper, header, body, opened_for, opened_by) VALUES (?, ?, ?, NULL, '') "
      "ON CONFLICT (paper) DO UPDATE SET header = excluded.header, body = excluded.body"}
      .run(h.hash, paper.header, Blob{paper.body});
  transaction.commit();
  return Done{};
}

std::optional<SealedPaper> SqliteCatalogue::sealed_paper(const base::Digest& hash) {
  Statement row{connection_, std::string{kHeadings} + "WHERE hash = ?"};
  if (!row.select(hash).step() || row.integer(4) == 0) return std::nullopt;
  SealedPaper out{heading_of(row), row.text(7), row.text(8), std::nullopt, row.text(10)};
  if (!row.is_null(9)) out.opened_for = row.integer(9);
  return out;
}

Outcome SqliteCatalogue::open_paper(const base::Digest& hash, std::string_view json, std::int64_t batch,
                                    std::string_view by) {
  Transaction transaction{connection_};
  Statement{connection_, "UPDATE sealed_paper SET opened_for = ?, opened_by = ? WHERE paper = ?"}.run(
      batch, by, hash);
  if (connection_.changes() == 0) return base::Failure{Conflict::paper_missing};
  Statement{connection_, "UPDATE paper SET json = ? WHERE hash = ? AND json = ''"}.run(json, hash);
  transaction.commit();
  return Done{};
}

}  // namespace examhall::store::sqlite
