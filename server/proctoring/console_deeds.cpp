// Who did what in the batch, for a page that asks: the latest of it, older parts on demand, and from then on
// what comes. What the account does not see leaves no trace, not even a gap in a count.
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "proctoring/console.hpp"
#include "proctoring/deed.hpp"

namespace examhall::proctoring {
namespace {

/// In one message.
constexpr std::size_t kDeedsAtOnce = 100;

}  // namespace

void Console::handle(Desk& desk, const Deeds&) {
  const auto found = feed_.batches().find(desk.batch);
  if (found == feed_.batches().end()) return say_error(desk, "nothing_watched");
  if (!std::exchange(desk.deeds.asked, true))
    desk.deeds.first = desk.deeds.next = found->second->state.deeds.size();
  desk.deeds.wanted = true;  // with the next tick, as all that stands on record
}

void Console::tell_deeds(Desk& desk) {
  const auto found = feed_.batches().find(desk.batch);
  if (found == feed_.batches().end()) return;
  if (std::exchange(desk.deeds.wanted, false)) tell_older_deeds(desk, *found->second);
  tell_new_deeds(desk, *found->second);
}

void Console::tell_older_deeds(Desk& desk, const hall::LiveBatch& batch) {
  std::vector<base::Json> found;  // newest first
  const Seating& seats = feed_.seating(desk.batch);
  bool more = false;
  for (; desk.deeds.first > 0; --desk.deeds.first) {
    base::Json one = deed_for(desk.who.grants, batch, seats, batch.state.deeds[desk.deeds.first - 1]);
    if (one.is_null()) continue;
    more = found.size() == kDeedsAtOnce;
    if (more) break;
    found.push_back(std::move(one));
  }
  base::Json all = base::Json::array();
  for (auto one = found.rbegin(); one != found.rend(); ++one) all.push_back(std::move(*one));
  say(desk, {{"type", "deeds"}, {"all", std::move(all)}, {"more", more}});
}

void Console::tell_new_deeds(Desk& desk, const hall::LiveBatch& batch) {
  const auto& deeds = batch.state.deeds;
  base::Json all = base::Json::array();
  for (; desk.deeds.next < deeds.size() && all.size() < kDeedsAtOnce; ++desk.deeds.next) {
    base::Json one = deed_for(desk.who.grants, batch, feed_.seating(desk.batch), deeds[desk.deeds.next]);
    if (!one.is_null()) all.push_back(std::move(one));
  }
  if (!all.empty()) say(desk, {{"type", "deeds"}, {"all", std::move(all)}});
}

}  // namespace examhall::proctoring
