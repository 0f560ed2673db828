// What staff did with the tools.
#include "store/sqlite/catalogue.hpp"

namespace examhall::store::sqlite {

bool SqliteCatalogue::on_record(const std::function<std::optional<Deed>()>& change) {
  Transaction transaction{connection_};
  const auto deed = change();
  if (!deed) return false;
  Statement{connection_, "INSERT INTO deed (at, by_whom, what, batch, detail) VALUES (?, ?, ?, ?, ?)"}.run(
      deed->at, deed->by, deed->what, deed->batch, deed->detail);
  transaction.commit();
  return true;
}

std::vector<NumberedDeed> SqliteCatalogue::deeds_after(std::int64_t id, std::size_t at_most) {
  std::vector<NumberedDeed> out;
  Statement rows{connection_,
                 "SELECT id, at, by_whom, what, batch, detail FROM deed WHERE id > ? ORDER BY id LIMIT ?"};
  rows.select(id, static_cast<std::int64_t>(at_most));
  while (rows.step()) {
    out.push_back(
        {rows.integer(0), {rows.time(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5)}});
  }
  return out;
}

}  // namespace examhall::store::sqlite
