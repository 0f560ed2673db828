#include "proctoring/target.hpp"

namespace examhall::proctoring {
namespace {

bool is_place(const protocol::Person& p, std::string_view target) {
  return target.size() == p.site.size() + 1 + p.room.size() && target.starts_with(p.site) &&
         target[p.site.size()] == '/' && target.ends_with(p.room);
}

bool names(staff::Scope scope, std::string_view target, const protocol::Person& who) {
  switch (scope) {
    case staff::Scope::person:
      return who.ticket == target;
    case staff::Scope::room:
      return is_place(who, target);
    case staff::Scope::site:
      return who.site == target;
    case staff::Scope::batch:
      return target.empty();
  }
  return false;
}

}  // namespace

Target target_of(const hall::LiveBatch& batch, staff::Scope scope, std::string_view target) {
  for (const auto& seat : batch.seats) {
    const protocol::Person& who = seat->enrolled.person;
    if (!names(scope, target, who)) continue;
    const bool narrow = scope == staff::Scope::person || scope == staff::Scope::room;
    const bool placed = narrow || scope == staff::Scope::site;
    const std::string_view site = placed ? std::string_view{who.site} : "";
    const std::string_view room = narrow ? std::string_view{who.room} : "";
    return {{scope, batch.state.batch.id, site, room}, seat->enrolled.attempt, true};
  }
  return {};
}

staff::Object object_of(const hall::LiveBatch& batch, const exam::IncidentNote& incident) {
  const auto scope = staff::scope_from_text(incident.scope).value_or(staff::Scope::batch);
  const std::int64_t id = batch.state.batch.id;
  switch (scope) {
    case staff::Scope::person:
      return target_of(batch, scope, incident.target).object;
    case staff::Scope::room:
      return {scope, id, incident.site ? std::string_view{*incident.site} : "", incident.target};
    case staff::Scope::site:
      return {scope, id, incident.target, ""};
    case staff::Scope::batch:
      break;
  }
  return {staff::Scope::batch, id, "", ""};
}

staff::Object object_of(const hall::LiveBatch& batch, const exam::Proposed& proposed) {
  const std::int64_t id = batch.state.batch.id;
  if (proposed.scope == "site") return {staff::Scope::site, id, proposed.target, ""};
  return {staff::Scope::batch, id, "", ""};
}

std::string target_text(const exam::IncidentNote& incident) {
  return incident.scope == "room" ? incident.site.value_or("") + "/" + incident.target : incident.target;
}

}  // namespace examhall::proctoring
