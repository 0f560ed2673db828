#include "office/recovery.hpp"

namespace examhall::office {

Recovered recover(journal::EventReader& journal) {
  Recovered out;
  base::Digest link = journal::genesis_link(journal.journal_id());
  journal.read_all([&](const journal::Event& e) {
    ++out.events;
    link = journal::next_link(link, journal::leaf_of(e));
    if (link != e.link && !out.broken_at) out.broken_at = e.seq;
    const bool server_event = e.batch == 0;
    if (!server_event && !out.fold.apply({e.batch, e.attempt, e.at, e.seq, e.link}, e.kind, e.body)) ++out.unknown;
    return true;
  });
  return out;
}

}  // namespace examhall::office
