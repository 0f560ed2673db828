#include "proctoring/feed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/json.hpp"
#include "proctoring/frame.hpp"

namespace examhall::proctoring {
namespace {

/// Changes in one tick: the opening changes everybody, and must not keep the hall from its answers.
constexpr std::size_t kChangesAtOnce = 1000;

}  // namespace

void Feed::seat_changed(const hall::Seat& seat) {
  Show& show = shows_[seat.batch->state.batch.id];
  if (show.seating.note(seat)) show.has_filled = true;
  const auto [known, is_new] = show.numbers.try_emplace(&seat, static_cast<std::uint32_t>(show.rows.size()));
  if (is_new) {
    show.rows.push_back({&seat, {}});
    show.places.push_back(*show.seating.place_of(seat));
    show.changed.push_back(known->second);
    return;
  }
  Shown& shown = show.rows[known->second];
  if (std::exchange(shown.changed, true)) return;
  show.changed.push_back(known->second);
}

// What moves everybody's deadline changes every row; an act that is only recorded changes none.
void Feed::batch_changed(const hall::LiveBatch& batch) {
  const exam::Batch& now = batch.state.batch;
  batches_[now.id] = &batch;
  auto& seen = shows_[now.id].batch;
  if (seen != now) {
    seen = now;
    for (const auto& seat : batch.seats) seat_changed(*seat);
  }
  on_batch_(batch);
}

void Feed::tick(base::Instant now) {
  if (!storage_ok_) return;
  for (auto& [batch, show] : shows_) {
    if (std::exchange(show.has_filled, false) && batches_.contains(batch)) on_batch_(*batches_.at(batch));
    const std::vector<Change> changes = take_changes(show, now);
    if (changes.empty()) continue;
    for (Audience& one : show.audience) tell(one, show, changes, now);
  }
  show_newcomers(now);
}

// Where nobody looks on, what has changed waits.
std::vector<Feed::Change> Feed::take_changes(Show& show, base::Instant now) {
  std::vector<Change> changes;
  if (show.audience.empty()) return changes;
  const std::size_t count = std::min(show.changed.size(), kChangesAtOnce);
  // In which order things happened in a tenth of a second depends on everybody; what a page hears does not.
  std::sort(show.changed.begin(), show.changed.begin() + static_cast<std::ptrdiff_t>(count));
  for (std::size_t i = 0; i < count; ++i) {
    Change change{show.changed[i], {}, false};
    if (take(show, show.changed[i], now, change)) changes.push_back(std::move(change));
  }
  show.changed.erase(show.changed.begin(), show.changed.begin() + static_cast<std::ptrdiff_t>(count));
  return changes;
}

// False: nothing of it is new to anybody. A row that newcomers were shown before it was taken may have been
// elsewhere by then.
bool Feed::take(Show& show, std::uint32_t number, base::Instant now, Change& change) {
  Shown& shown = show.rows[number];
  Row row = row_of(*shown.seat, now);
  const Place& before = show.seating.place(show.places[number]);
  const bool is_new = std::exchange(shown.is_new, false);
  change.difference = is_new ? difference(row) : difference(shown.row, row);
  change.moved = is_new || row.site != before.site || row.room != before.room;
  if (change.moved) show.places[number] = show.seating.number_of(row.site, row.room);
  shown.row = std::move(row);
  shown.changed = false;
  return !change.difference.empty();
}

// Only of what it has been shown: the rest comes whole in its turn.
void Feed::tell(Audience& one, const Show& show, const std::vector<Change>& changes, base::Instant now) {
  std::vector<std::string_view> rows;
  std::vector<std::string> whole_rows, gone;
  whole_rows.reserve(changes.size());  // views point into it
  for (const Change& change : changes) {
    const bool known = change.number < one.covered.size();
    if (!known && !one.complete) continue;
    if (!known) one.covered.resize(change.number + 1, false);
    const Row& row = show.rows[change.number].row;
    const bool before = one.covered[change.number];
    const bool after =
        known && !change.moved ? before : one.sight.sees(show.seating, show.places[change.number]);
    one.covered[change.number] = after;
    if (before && after) rows.push_back(change.difference);
    if (!before && after) rows.push_back(whole_rows.emplace_back(difference(row)));
    if (before && !after) gone.push_back(base::Json(row.ticket).dump());
  }
  if (rows.empty() && gone.empty()) return;
  const std::string tail = gone.empty() ? "]}" : fmt::format(R"(],"gone":[{}]}})", fmt::join(gone, ","));
  one.viewer.send(
      frame_of(fmt::format(R"({{"type":"change","at":{},"rows":[)", base::to_millis(now)), rows, tail));
}

}  // namespace examhall::proctoring
