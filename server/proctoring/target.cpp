#include "proctoring/target.hpp"

namespace examhall::proctoring {
namespace {

bool is_room(const Place& p, std::string_view target) {
  return target.size() == p.site.size() + 1 + p.room.size() && target.starts_with(p.site) &&
         target[p.site.size()] == '/' && target.ends_with(p.room);
}

bool names(staff::Scope scope, std::string_view target, const Place& place) {
  if (scope == staff::Scope::room) return is_room(place, target);
  return scope == staff::Scope::site ? place.site == target : target.empty();
}

Target person(const Seated& seated, std::string_view ticket) {
  const hall::Seat* const seat = seated.seating.find(std::string{ticket});
  if (seat == nullptr) return {};
  const protocol::Person& who = seat->enrolled.person;
  return {{staff::Scope::person, seated.batch, who.site, who.room}, seat->enrolled.attempt, true};
}

}  // namespace

Target target_of(const Seated& seated, staff::Scope scope, std::string_view target) {
  if (scope == staff::Scope::person) return person(seated, target);
  const Seating& seating = seated.seating;
  for (Seating::PlaceNo no = 0; no < seating.places(); ++no) {
    const Place& place = seating.place(no);
    if (!seating.is_taken(no) || !names(scope, target, place)) continue;
    const std::string_view site = scope == staff::Scope::batch ? std::string_view{} : place.site;
    const std::string_view room = scope == staff::Scope::room ? place.room : std::string_view{};
    return {{scope, seated.batch, site, room}, 0, true};
  }
  return {};
}

staff::Object object_of(const Seated& seated, const exam::IncidentNote& incident) {
  const auto scope = staff::scope_from_text(incident.scope).value_or(staff::Scope::batch);
  switch (scope) {
    case staff::Scope::person:
      return person(seated, incident.target).object;
    case staff::Scope::room:
      return {scope, seated.batch, incident.site ? std::string_view{*incident.site} : "", incident.target};
    case staff::Scope::site:
      return {scope, seated.batch, incident.target, ""};
    case staff::Scope::batch:
      break;
  }
  return {staff::Scope::batch, seated.batch, "", ""};
}

staff::Object object_of(const hall::LiveBatch& batch, const exam::Proposed& proposed) {
  const std::int64_t id = batch.state.batch.id;
  if (proposed.scope == "site") return {staff::Scope::site, id, proposed.target, ""};
  return {staff::Scope::batch, id, "", ""};
}

std::optional<staff::Operation> approval_of(const exam::Proposed& proposed, staff::Scope scope) {
  if (proposed.kind == "regrade") return staff::Operation::approve_scores;
  return staff::approval_of(staff::extension_of(scope));
}

std::string target_text(const exam::IncidentNote& incident) {
  return incident.scope == "room" ? incident.site.value_or("") + "/" + incident.target : incident.target;
}

}  // namespace examhall::proctoring
