#include "office/recovery.hpp"

#include <algorithm>

#include "staff/audit_event.hpp"

namespace examhall::office {
namespace {

std::int64_t account_change_in(const journal::Event& event) {
  const auto read = staff::read_audit_event(event.kind, event.body);
  const auto* changed = read ? std::get_if<staff::AccountChanged>(&*read) : nullptr;
  return changed != nullptr ? changed->change : 0;
}

}  // namespace

Recovered recover(journal::EventReader& journal) {
  Recovered out;
  base::Digest link = journal::genesis_link(journal.journal_id());
  journal.read_all([&](const journal::Event& e) {
    ++out.events;
    link = journal::next_link(link, journal::leaf_of(e));
    if (link != e.link && !out.broken_at) out.broken_at = e.seq;
    const bool of_the_house = e.batch == 0;
    if (of_the_house) out.account_change = std::max(out.account_change, account_change_in(e));
    if (!of_the_house && !out.fold.apply({e.batch, e.attempt, e.at, e.seq, e.link}, e.kind, e.body)) ++out.unknown;
    return true;
  });
  return out;
}

}  // namespace examhall::office
