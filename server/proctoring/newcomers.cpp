// Who has just come to a hall: shown its rows before they are told what changes.
#include <fmt/format.h>

#include "proctoring/feed.hpp"
#include "proctoring/frame.hpp"

namespace examhall::proctoring {
namespace {

constexpr std::size_t kRowsAtOnce = 500;  // in one message

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

// One message each.
void Feed::show_newcomers(base::Instant now) {
  for (const auto& [show, one] : newcomers_) show_more(*one, *show, now);
  newcomers_.remove_if([](const Newcomer& n) { return n.one->complete; });
}

void Feed::show_more(Audience& one, Show& show, base::Instant now) {
  std::vector<std::string> texts;
  while (one.covered.size() < show.rows.size() && texts.size() < kRowsAtOnce) {
    const Shown& shown = show.rows[one.covered.size()];
    // What was never taken is still to be taken, for the others.
    const protocol::Person& who = shown.seat->enrolled.person;
    const auto place =
        shown.is_new ? show.seating.number_of(who.site, who.room) : show.places[one.covered.size()];
    one.covered.push_back(one.sight.sees(show.seating, place));
    if (!one.covered.back()) continue;
    texts.push_back(whole(shown.is_new ? row_of(*shown.seat, now) : shown.row));
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
