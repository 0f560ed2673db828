// What staff do in the room itself: another seat for somebody whose machine fails, a note of what happened.
#include <algorithm>
#include <array>
#include <utility>

#include "hall/hall.hpp"

namespace examhall::hall {
namespace {

constexpr std::array<std::string_view, 4> kCategories{"environment", "candidate", "staff", "technical"};

/// The machines at the candidate's own site are those that the roster names there: a room nobody else sits in is
/// more likely a slip of the pen, and no proctor looks into it.
std::string_view why_not_there(const LiveBatch& batch, const Seat& seat, const std::string& room,
                               const std::string& place) {
  const protocol::Person& who = seat.enrolled.person;
  bool known = who.room == room;
  for (const auto& other : batch.seats) {
    const protocol::Person& them = other->enrolled.person;
    if (them.site != who.site || them.room != room || other.get() == &seat) continue;
    known = true;
    const exam::Status status = other->state.attempt.status;
    if (them.seat == place && !exam::has_ended(status)) return "seat_occupied";
  }
  return known ? "" : "no_such_room";
}

}  // namespace

StaffOutcome Hall::move_seat(LiveBatch& batch, const StaffAct& act, base::Instant now) {
  const auto found = std::find_if(batch.seats.begin(), batch.seats.end(),
                                  [&](const auto& seat) { return act.scope == "person" && concerns(act, *seat); });
  if (found == batch.seats.end()) return refused("no_such_candidate");
  Seat& seat = **found;
  const protocol::Person& who = seat.enrolled.person;
  const exam::Move move{who.room, who.seat, act.to_room.value_or(""), act.to_seat.value_or(""), act.by, act.reason};
  const auto decision = exam::decide(batch.state.batch, seat.state.attempt, move, now);
  if (decision.refusal) return refused(to_text(decision.refusal->id));
  if (const auto why = why_not_there(batch, seat, move.room, move.seat); !why.empty()) return refused(why);
  record_all(seat, decision.events, now, {});
  put_in_place(seat);
  leave_old_seat(seat);
  schedule(seat, now);
  return {true, "", 1, {}};
}

// What the old machine still sends carries an older fence and is refused; once the move is on disk it is told
// where its candidate went.
void Hall::leave_old_seat(Seat& seat) {
  drop_image_token(seat);
  const auto link = std::exchange(seat.link, nullptr);
  seat.admitted = seat.hears_notices = false;
  if (!link) return;
  const protocol::Person& who = seat.enrolled.person;
  waiting_.after_all([this, old = std::weak_ptr<Link>{link}, there = who.room + " · " + who.seat] {
    const auto alive = old.lock();
    const auto guest = guests_.find(alive.get());
    if (guest == guests_.end() || guest->second.leaving) return;
    say(alive, protocol::TakenOver{there});
    dismiss(guest->second, CloseCode::taken_over, "moved");
  });
}

// About one person it stands among their events, else among the batch's.
StaffOutcome Hall::note_incident(LiveBatch& batch, const StaffAct& act, base::Instant now) {
  const std::string category = act.category.value_or("");
  if (std::find(kCategories.begin(), kCategories.end(), category) == kCategories.end()) return refused("unknown_act");
  if (batch.state.incidents.size() >= exam::kMostIncidents) return refused("not_possible_now");
  const auto about = std::find_if(batch.seats.begin(), batch.seats.end(),
                                  [&](const auto& seat) { return concerns(act, *seat); });
  if (about == batch.seats.end()) return refused("no_such_candidate");
  const auto no = static_cast<std::uint32_t>(batch.state.incidents.size() + 1);
  const exam::IncidentNote note{no, category, act.scope, act.target, act.site, act.by, act.reason, act.attachment};
  if (act.scope == "person") {
    record(**about, exam::PersonIncident{note}, now);
  } else {
    record(batch, exam::BatchIncident{note}, now);
  }
  return {true, "", 0, {}};
}

}  // namespace examhall::hall
