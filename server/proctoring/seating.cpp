#include "proctoring/seating.hpp"

namespace examhall::proctoring {

bool Seating::note(const hall::Seat& seat) {
  const protocol::Person& who = seat.enrolled.person;
  const auto [found, is_new] = seats_.try_emplace(&seat);
  Known& known = found->second;
  if (is_new || known.ticket != who.ticket) rename(seat, known);
  if (!is_new) {
    const Place& before = place(known.place);
    if (before.site == who.site && before.room == who.room) return false;
    --taken_[known.place];
  }
  known.place = number_of(who.site, who.room);
  return ++taken_[known.place] == 1;
}

// A roster can be corrected: two seats may have changed their tickets, one after the other.
void Seating::rename(const hall::Seat& seat, Known& known) {
  const auto old = by_ticket_.find(known.ticket);
  if (old != by_ticket_.end() && old->second == &seat) by_ticket_.erase(old);
  known.ticket = seat.enrolled.person.ticket;
  by_ticket_[known.ticket] = &seat;
}

const hall::Seat* Seating::find(const std::string& ticket) const {
  const auto found = by_ticket_.find(ticket);
  return found == by_ticket_.end() ? nullptr : found->second;
}

std::optional<Seating::PlaceNo> Seating::place_of(const hall::Seat& seat) const {
  const auto found = seats_.find(&seat);
  return found == seats_.end() ? std::nullopt : std::optional{found->second.place};
}

Seating::PlaceNo Seating::number_of(const std::string& site, const std::string& room) {
  const auto [found, is_new] = numbers_.try_emplace(Place{site, room}, static_cast<PlaceNo>(places_.size()));
  if (is_new) {
    places_.push_back(&found->first);
    taken_.push_back(0);
  }
  return found->second;
}

bool Sight::sees(const Seating& seating, Seating::PlaceNo place) {
  while (seen_.size() <= place) {
    seen_.push_back(covers_(seating.place(static_cast<Seating::PlaceNo>(seen_.size()))));
  }
  return seen_[place];
}

bool Sight::sees_somebody(const Seating& seating) {
  for (Seating::PlaceNo no = 0; no < seating.places(); ++no) {
    if (seating.is_taken(no) && sees(seating, no)) return true;
  }
  return false;
}

}  // namespace examhall::proctoring
