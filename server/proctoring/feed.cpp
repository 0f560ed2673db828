#include "proctoring/feed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/json.hpp"

namespace examhall::proctoring {
namespace {

/// Rows in one message, and in one tick for each who has just come.
constexpr std::size_t kRowsAtOnce = 500;
/// Changes in one tick: the opening changes everybody, and must not keep the hall from its answers.
constexpr std::size_t kChangesAtOnce = 1000;

/// A message of `type` with these elements of its member `rows`, and more members in front.
hall::Frame frame_of(std::string_view head, const std::vector<std::string_view>& rows,
                     std::string_view tail) {
  auto text = std::make_shared<std::string>(head);
  std::size_t size = head.size() + tail.size();
  for (const std::string_view row : rows) size += row.size() + 1;
  text->reserve(size);
  for (const std::string_view row : rows) {
    if (text->back() != '[') *text += ',';
    *text += row;
  }
  *text += tail;
  return text;
}

}  // namespace

bool Feed::Audience::may_see(const Shown& shown) const {
  return viewer.covers(shown.seat->batch->state.batch.id, shown.row.site, shown.row.room);
}

Feed::Watching::~Watching() { feed_.shows_[batch_].audience.erase(one_); }

void Feed::seat_changed(const hall::Seat& seat) {
  Show& show = shows_[seat.batch->state.batch.id];
  const auto [known, is_new] = show.places.try_emplace(&seat, static_cast<std::uint32_t>(show.rows.size()));
  if (is_new) {
    show.rows.push_back({&seat, {}});
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

std::unique_ptr<Feed::Watching> Feed::watch(std::int64_t batch, Viewer viewer) {
  auto& audience = shows_[batch].audience;
  return std::make_unique<Watching>(*this, batch,
                                    audience.insert(audience.end(), Audience{std::move(viewer)}));
}

const hall::Seat* Feed::find(std::int64_t batch, const std::string& ticket) const {
  const auto found = batches_.find(batch);
  if (found == batches_.end()) return nullptr;
  const auto& seats = found->second->seats;
  const auto seat = std::find_if(seats.begin(), seats.end(),
                                 [&](const auto& s) { return s->enrolled.person.ticket == ticket; });
  return seat == seats.end() ? nullptr : seat->get();
}

void Feed::tick(base::Instant now) {
  if (!storage_ok_) return;
  for (auto& [batch, show] : shows_) {
    const std::vector<Change> changes = take_changes(show, now);
    for (Audience& one : show.audience) {
      if (!changes.empty()) tell(one, show, changes, now);
      if (!one.complete) show_more(one, show, now);
    }
  }
}

// Where nobody looks on, what has changed waits.
std::vector<Feed::Change> Feed::take_changes(Show& show, base::Instant now) {
  std::vector<Change> changes;
  if (show.audience.empty()) return changes;
  const std::size_t count = std::min(show.changed.size(), kChangesAtOnce);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t place = show.changed[i];
    Shown& shown = show.rows[place];
    Row row = row_of(*shown.seat, now);
    const bool is_new = std::exchange(shown.is_new, false);
    std::string difference = is_new ? proctoring::difference(row) : proctoring::difference(shown.row, row);
    const bool moved = !is_new && (row.site != shown.row.site || row.room != shown.row.room);
    if (!difference.empty()) changes.push_back({place, std::move(difference), moved});
    shown.row = std::move(row);
    shown.changed = false;
  }
  show.changed.erase(show.changed.begin(), show.changed.begin() + static_cast<std::ptrdiff_t>(count));
  return changes;
}

// Only of what it has been shown: the rest comes whole in its turn.
void Feed::tell(Audience& one, const Show& show, const std::vector<Change>& changes, base::Instant now) {
  std::vector<std::string_view> rows;
  std::vector<std::string> whole_rows, gone;
  whole_rows.reserve(changes.size());  // views point into it
  for (const Change& change : changes) {
    const bool known = change.place < one.covered.size();
    if (!known && !one.complete) continue;
    if (!known) one.covered.resize(change.place + 1, false);
    const Shown& what = show.rows[change.place];
    const bool before = one.covered[change.place];
    const bool after = known && !change.moved ? before : one.may_see(what);
    one.covered[change.place] = after;
    if (before && after) rows.push_back(change.difference);
    if (!before && after) rows.push_back(whole_rows.emplace_back(difference(what.row)));
    if (before && !after) gone.push_back(base::Json(what.row.ticket).dump());
  }
  if (rows.empty() && gone.empty()) return;
  const std::string tail = gone.empty() ? "]}" : fmt::format(R"(],"gone":[{}]}})", fmt::join(gone, ","));
  one.viewer.send(
      frame_of(fmt::format(R"({{"type":"change","at":{},"rows":[)", base::to_millis(now)), rows, tail));
}

void Feed::show_more(Audience& one, Show& show, base::Instant now) {
  std::vector<std::string> texts;
  for (; one.covered.size() < show.rows.size() && texts.size() < kRowsAtOnce;) {
    Shown& shown = show.rows[one.covered.size()];
    if (shown.is_new)
      shown.row = row_of(*shown.seat, now);  // its change is still to be taken, for the others
    const bool covered = one.may_see(shown);
    one.covered.push_back(covered);
    if (covered) texts.push_back(whole(shown.row));
  }
  one.count += static_cast<std::uint32_t>(texts.size());
  if (!texts.empty()) {
    one.viewer.send(frame_of(R"({"type":"seats","rows":[)", {texts.begin(), texts.end()}, "]}"));
  }
  if (one.covered.size() < show.rows.size()) return;
  one.complete = true;  // from here on a row that is added comes as a change
  one.viewer.send(
      std::make_shared<const std::string>(fmt::format(R"({{"type":"seats_end","count":{}}})", one.count)));
}

}  // namespace examhall::proctoring
