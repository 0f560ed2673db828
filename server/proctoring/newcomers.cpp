// Who has just come to a hall: shown its rows, in turn and as fast as the line takes them, before they are
// told what changes.
#include <fmt/format.h>

#include "proctoring/feed.hpp"
#include "proctoring/frame.hpp"

namespace examhall::proctoring {
namespace {

/// Rows in one message, and bytes: a row has room for texts of other people.
constexpr std::size_t kRowsAtOnce = 500;
constexpr std::size_t kRowBytesAtOnce = 384 * 1024;
/// Rows for all newcomers in one tick: written, which takes microseconds, and passed by, which takes next to
/// nothing. After a restart all consoles come at once, and must not keep the hall from its answers.
constexpr std::size_t kWrittenAtOnce = 2'000;
constexpr std::size_t kRowsLookedAtAtOnce = 200'000;

}  // namespace

std::unique_ptr<Feed::Watching> Feed::watch(std::int64_t batch, Viewer viewer) {
  Show& show = shows_[batch];
  Sight sight{[covers = viewer.covers, batch](const Place& p) { return covers(batch, p.site, p.room); }};
  const auto one = show.audience.insert(show.audience.end(), Audience{std::move(viewer), std::move(sight)});
  newcomers_.push_back({&show, &*one});
  return std::make_unique<Watching>(*this, batch, one);
}

Feed::Watching::~Watching() {
  feed_.newcomers_.remove_if([&](const Newcomer& n) { return n.one == &*one_; });
  feed_.shows_[batch_].audience.erase(one_);
}

bool Feed::Spent::enough() const { return written >= kWrittenAtOnce || looked_at >= kRowsLookedAtAtOnce; }

// One message each, in turn. How many rows are in it is the page's own affair: where the others are many, it
// comes later and not in pieces.
void Feed::show_newcomers(base::Instant now) {
  Spent spent;
  for (std::size_t left = newcomers_.size(); left > 0 && !spent.enough(); --left) {
    const auto [show, one] = newcomers_.front();
    if (one->viewer.queued() <= kEnoughQueued) show_more(*one, *show, now, spent);
    newcomers_.splice(newcomers_.end(), newcomers_, newcomers_.begin());
    if (one->complete) newcomers_.pop_back();
  }
}

void Feed::show_more(Audience& one, Show& show, base::Instant now, Spent& spent) {
  std::vector<std::string> texts;
  std::size_t bytes = 0;
  const std::size_t first = one.covered.size();
  while (one.covered.size() < show.rows.size() && texts.size() < kRowsAtOnce && bytes < kRowBytesAtOnce) {
    const Shown& shown = show.rows[one.covered.size()];
    // What was never taken is still to be taken, for the others.
    const protocol::Person& who = shown.seat->enrolled.person;
    const auto place =
        shown.is_new ? show.seating.number_of(who.site, who.room) : show.places[one.covered.size()];
    one.covered.push_back(one.sight.sees(show.seating, place));
    if (!one.covered.back()) continue;
    texts.push_back(whole(shown.is_new ? row_of(*shown.seat, now) : shown.row));
    bytes += texts.back().size();
  }
  spent.looked_at += one.covered.size() - first;
  spent.written += texts.size();
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
