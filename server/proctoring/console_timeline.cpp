// What happened to one candidate, for a page that asks: read from the disk elsewhere, one at a time for each
// page.
#include <utility>

#include "base/json.hpp"
#include "proctoring/console.hpp"
#include "proctoring/target.hpp"

namespace examhall::proctoring {

void Console::handle(Desk& desk, const Timeline& m) {
  if (desk.batch == 0) return say_error(desk, "nothing_watched", m.no);
  if (m.before && m.after) return say_error(desk, "bad_message", m.no);
  const Target target = target_of(seated(desk.batch), staff::Scope::person, m.ticket);
  if (!target.exists || !staff::may(desk.who.grants, staff::Operation::timeline, target.object)) {
    if (target.exists)
      reception_.not_allowed(desk.batch, {"outside_grants", desk.who.login, "timeline person " + m.ticket});
    return say_error(desk, "no_such_candidate", m.no);
  }
  if (std::exchange(desk.reading, true)) {
    // Who leafs through the list wants the last one.
    if (desk.next) say_error(desk, "too_fast", desk.next->no);
    desk.next = m;
    return;
  }
  HistoryPart part{desk.who.account, desk.batch, target.attempt};
  const HistoryTold& told = desk.history;
  const bool goes_on = m.after && told.attempt == target.attempt && told.last == *m.after;
  if (m.after) part.from = (goes_on ? told.read_to : *m.after) + 1;
  if (m.before) part.before = *m.before;
  part.asker = desk.link;
  reception_.history(std::move(part), [this, link = std::weak_ptr<hall::Link>{desk.link}, m,
                                       attempt = target.attempt](const History& history) {
    Desk* const still = still_there(link);
    if (still != nullptr) tell_history(*still, m, attempt, history);
  });
}

void Console::tell_history(Desk& desk, const Timeline& m, std::int64_t attempt, const History& history) {
  desk.reading = false;
  base::Json events = base::Json::array();
  for (const exam::Entry& e : history.entries) events.push_back(to_json(e));
  if (!history.error.empty()) {
    say_error(desk, history.error, m.no);
  } else {
    say(desk, {{"type", "timeline"},
               {"no", m.no},
               {"ticket", m.ticket},
               {"events", std::move(events)},
               {"more", history.more}});
  }
  if (history.error.empty() && !m.before) {
    const std::uint64_t last = history.entries.empty() ? m.after.value_or(0) : history.entries.back().seq;
    desk.history = {attempt, last, history.read_to};
  }
  if (const auto next = std::exchange(desk.next, std::nullopt)) handle(desk, *next);
}

}  // namespace examhall::proctoring
