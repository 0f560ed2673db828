// One ticket over and over again: what is written of it is bounded, and nobody is kept from their seat.
#include <algorithm>

#include "hall/hall.hpp"

namespace examhall::hall {
namespace {

// Twenty logins at once are seated at once, as on the worst of networks; from then on one in three seconds.
// Each costs an event or two and, where the client lacks it, the whole paper.
constexpr base::Span kBetweenSeatings = std::chrono::seconds{3};
constexpr int kSeatingsAtOnce = 20;
constexpr int kHeldAtOnce = 100;  // nobody who sits waits until thousands have come in
constexpr base::Span kCountsEvery = std::chrono::seconds{1};

base::Instant may_be_seated_at(const Seat& seat) {
  return seat.seatings_paid_until - kBetweenSeatings * (kSeatingsAtOnce - 1);
}

}  // namespace

void Hall::note_seating(Seat& seat) {
  seat.seatings_paid_until = std::max(seat.seatings_paid_until, clock_.now()) + kBetweenSeatings;
}

bool Hall::must_wait(const Seat& seat) const {
  return waiting_.load() >= settings_.waiting_limit || may_be_seated_at(seat) > clock_.now();
}

// Decided later, as if it came then. Of several only the latest is waited for: it would take the seat from
// the others.
void Hall::hold(Guest& guest, Seat& seat, const protocol::Login& m) {
  const auto [place, fresh] = held_.try_emplace(seat.enrolled.attempt);
  if (!fresh) {
    count(seat, "login", "superseded");
    const auto before = place->second.link.lock();
    const auto other = guests_.find(before.get());
    if (before != guest.link && other != guests_.end() && !other->second.leaving) {
      say(before, protocol::TakenOver{m.machine});
      dismiss(other->second, CloseCode::taken_over, "taken_over");
    }
  }
  place->second = {guest.link, m};
  guest.held = true;
  guest.link->identified();
  if (!storage_ok_) say(guest.link, protocol::Storage{false});
}

// When to look again.
base::Instant Hall::take_held(base::Instant now) {
  base::Instant next = base::Instant::max();
  int taken = 0;
  for (auto it = held_.begin(); it != held_.end();) {
    const auto link = it->second.link.lock();
    const auto guest = guests_.find(link.get());
    const bool gone = guest == guests_.end() || guest->second.leaving;
    const Seat& seat = *by_attempt_.at(it->first);
    if (!gone && must_wait(seat)) {
      next = std::min(next, std::max(may_be_seated_at(seat), now + std::chrono::milliseconds{1}));
      ++it;
      continue;
    }
    const protocol::Login login = std::move(it->second.login);
    it = held_.erase(it);
    if (gone) continue;
    guest->second.held = false;
    handle(guest->second, login, now);
    if (guest->second.seat == nullptr && !guest->second.held) not_logged_in_.emplace_back(now, link);
    if (++taken == kHeldAtOnce) return now;
  }
  return next;
}

void Hall::count(const Seat& seat, std::string_view what, std::string_view which) {
  tallies_[seat.enrolled.attempt].count(what, which, seat.state.attempt.fence, clock_.now());
}

// False: it was counted. While the disk is that far behind, whatever can be is.
bool Hall::is_single(const Seat& seat, std::string_view what, std::string_view which) {
  const bool room = waiting_.load() < settings_.waiting_limit;
  if (room && tallies_[seat.enrolled.attempt].is_single(what, clock_.now())) return true;
  count(seat, what, which);
  return false;
}

void Hall::write_counts(base::Instant now) {
  if (now < next_counts_ || waiting_.load() >= settings_.waiting_limit) return;
  next_counts_ = now + kCountsEvery;
  for (auto it = tallies_.begin(); it != tallies_.end();) {
    if (!it->second.is_over(now)) {
      ++it;
      continue;
    }
    write_counts(it->first, it->second);
    it = tallies_.erase(it);
  }
}

void Hall::write_counts(std::int64_t attempt, Tally& tally) {
  Seat& seat = *by_attempt_.at(attempt);
  for (const exam::Counted& counted : tally.close()) record(seat, counted, clock_.now());
}

void Hall::write_all_counts() {
  for (auto& [attempt, tally] : std::exchange(tallies_, {})) write_counts(attempt, tally);
}

}  // namespace examhall::hall
