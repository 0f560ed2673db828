// Which batches an account sees, and how each of them stands for it: nobody is told of what only others sit
// in.
#include "proctoring/console.hpp"

#include <utility>

namespace examhall::proctoring {
namespace {

constexpr base::Span kLookAtEndsEvery = std::chrono::seconds{1};

}  // namespace

void Console::say_hello(Desk& desk) {
  base::Json batches = base::Json::array();
  for (const auto& [id, batch] : feed_.batches()) {
    Outlook* const seen = outlook(desk, *batch);
    if (seen == nullptr) continue;
    seen->card = card_of(*batch).for_those(seen->sight);
    batches.push_back(*seen->card);
  }
  say(desk, {{"type", "hello"},
             {"account", desk.who.login},
             {"name", desk.who.name},
             {"now", base::to_millis(clock_.now())},
             {"batches", std::move(batches)}});
}

// nullptr: neither the batch as a whole nor anybody in it lies within the grants.
Console::Outlook* Console::outlook(Desk& desk, const hall::LiveBatch& batch) {
  const std::int64_t id = batch.state.batch.id;
  auto found = desk.outlooks.find(id);
  if (found == desk.outlooks.end()) {
    Sight sight{
        [&who = desk.who, id](const Place& p) { return staff::covers(who.grants, id, p.site, p.room); }};
    found = desk.outlooks.emplace(id, Outlook{std::move(sight), {}}).first;
  }
  const bool whole = staff::may(desk.who.grants, staff::Operation::see, {staff::Scope::batch, id});
  return whole || found->second.sight.sees_somebody(feed_.seating(id)) ? &found->second : nullptr;
}

// Everybody's deadline is looked up at most once a second, however many come.
Card Console::card_of(const hall::LiveBatch& batch) {
  const base::Instant now = clock_.now();
  Course& course = courses_[batch.state.batch.id];
  const Seating& seating = feed_.seating(batch.state.batch.id);
  if (!depends_on_people(batch, now)) {
    course.ends.clear();
  } else if (course.ends.empty() || now - course.ends_at >= kLookAtEndsEvery) {
    course.ends = ends_by_place(batch, seating, now);
    course.ends_at = now;
  }
  return {batch, seating, course.ends, now};
}

// After the rows, at every tick and whatever has made it change: so it does not tell that others did
// something. A phase changes by time alone; only past the end of the window it takes a look at people.
void Console::tell_cards(base::Instant now) {
  for (const auto& [id, batch] : feed_.batches()) {
    const exam::Batch& b = batch->state.batch;
    Course& course = courses_[id];
    const exam::Phase before = std::exchange(course.phase, exam::phase_at(b, b.window.end, now).phase);
    const bool depended = std::exchange(course.depends_on_people, depends_on_people(*batch, now));
    const bool changed = std::exchange(course.has_changed, false) || before != course.phase;
    if (changed || depended || course.depends_on_people) tell_card(*batch);
  }
}

void Console::tell_card(const hall::LiveBatch& batch) {
  if (desks_.empty()) return;
  Card card = card_of(batch);
  for (auto& [link, desk] : desks_) {
    Outlook* const seen = outlook(desk, batch);
    if (seen == nullptr) continue;
    const Card::Json now = card.for_those(seen->sight);
    const Card::Json before = std::exchange(seen->card, now);
    if (!before || *before != *now) say(desk, {{"type", "batch"}, {"batch", *now}});
  }
}

}  // namespace examhall::proctoring
