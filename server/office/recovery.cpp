#include "office/recovery.hpp"

namespace examhall::office {
Recovered recover(journal::EventReader& journal) {
  Recovered out;
  base::Digest link = journal::genesis_link(journal.journal_id());
  journal.read_all([&](const journal::Event& e) {
    ++out.events;
    link = journal::next_link(link, journal::leaf_of(e));
    if (link != e.link && !out.broken_at) out.broken_at = e.seq;
    const bool of_the_house = e.batch == 0;
    if (of_the_house) out.noted.take(e.kind, e.body);
    if (!of_the_house && !out.fold.apply({e.batch, e.attempt, e.at, e.seq, e.link}, e.kind, e.body)) ++out.unknown;
    return true;
  });
  return out;
}

}  // namespace examhall::office
