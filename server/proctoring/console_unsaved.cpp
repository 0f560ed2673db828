// Whose answers wait for the disk. Rows stand still while it fails, so this comes beside them: it says
// nothing of what is not on disk but that it is not.
#include <algorithm>

#include "base/json.hpp"
#include "proctoring/console.hpp"

namespace examhall::proctoring {
namespace {

/// A disk that works takes milliseconds.
constexpr base::Span kUnsavedFor = std::chrono::seconds{3};
constexpr base::Span kLookForUnsavedEvery = std::chrono::seconds{1};
/// In one look, for each page.
constexpr std::size_t kAtOnce = 500;

using Seats = std::vector<const hall::Seat*>;

template <class Answers>
bool waits_long(const Answers& unsaved, base::Instant now) {
  return !unsaved.empty() && now - unsaved.front() >= kUnsavedFor;
}

// Nearly always none, and then no seat is looked at.
Seats late_seats(const hall::LiveBatch& batch, base::Instant now) {
  Seats late;
  if (!waits_long(batch.unsaved, now)) return late;
  for (const auto& seat : batch.seats) {
    if (waits_long(seat->unsaved, now)) late.push_back(seat.get());
  }
  return late;
}

base::Json line(const hall::Seat& seat, base::Instant since) {
  return {seat.enrolled.person.ticket, base::to_millis(since)};
}

}  // namespace

void Console::watch_unsaved(base::Instant now) {
  look_for_unsaved_ = now + kLookForUnsavedEvery;
  std::map<std::int64_t, Seats> late;  // of the batches that somebody watches
  for (auto& [link, desk] : desks_) {
    const auto batch = feed_.batches().find(desk.batch);
    if (batch == feed_.batches().end()) continue;
    const auto [seats, is_new] = late.try_emplace(desk.batch);
    if (is_new) seats->second = late_seats(*batch->second, now);
    tell_unsaved(desk, seats->second);
  }
}

void Console::tell_unsaved(Desk& desk, const Seats& late) {
  if (late.empty() && desk.unsaved.empty()) return;
  std::unordered_map<const hall::Seat*, base::Instant> before = std::exchange(desk.unsaved, {});
  base::Json rows = base::Json::array();
  for (const hall::Seat* const seat : late) {
    const protocol::Person& who = seat->enrolled.person;
    if (!staff::covers(desk.who.grants, desk.batch, who.site, who.room)) continue;
    const auto told = before.extract(seat);
    const base::Instant since = seat->unsaved.front();
    if (!told.empty() && (told.mapped() == since || rows.size() >= kAtOnce)) {
      desk.unsaved.emplace(seat, told.mapped());
    } else if (rows.size() < kAtOnce) {
      rows.push_back(line(*seat, since));
      desk.unsaved.emplace(seat, since);
    }
  }
  for (const auto& [seat, since] : before) {
    if (rows.size() < kAtOnce) {
      rows.push_back(line(*seat, {}));
    } else {
      desk.unsaved.emplace(seat, since);
    }
  }
  if (!rows.empty()) say(desk, {{"type", "not_saved"}, {"rows", std::move(rows)}});
}

}  // namespace examhall::proctoring
