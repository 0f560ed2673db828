// What somebody at a console asks for: checked against the grants, then handed to the office, which writes it
// down before the hall decides.
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <utility>

#include "base/json.hpp"
#include "proctoring/card.hpp"
#include "proctoring/console.hpp"

namespace examhall::proctoring {
namespace {

/// Acts whose answer is kept, for a page that sends one again.
constexpr std::size_t kActsKept = 256;

std::string place_of(const protocol::Person& p) { return p.site + "/" + p.room; }

/// Where an act would be done, as far as the roster knows such a place.
struct Target {
  staff::Object object;
  std::int64_t attempt = 0;
  bool exists = false;
};

bool names(staff::Scope scope, const std::string& target, const protocol::Person& who) {
  switch (scope) {
    case staff::Scope::person:
      return who.ticket == target;
    case staff::Scope::room:
      return place_of(who) == target;
    case staff::Scope::site:
      return who.site == target;
    case staff::Scope::batch:
      return target.empty();
  }
  return false;
}

Target target_of(const hall::LiveBatch& batch, staff::Scope scope, const std::string& target) {
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

std::optional<staff::Operation> operation_of(const Act& m, staff::Scope scope) {
  if (m.kind == "extend") return staff::extension_of(scope);
  if (m.kind == "approve_outage") return staff::Operation::approve_outage;
  const auto operation = staff::operation_from_text(m.kind);
  return operation && *operation != staff::Operation::see && *operation != staff::Operation::timeline
             ? operation
             : std::nullopt;
}

/// Acts upon many at once; the others are upon a person only.
bool may_be_wide(std::string_view kind) {
  return kind == "message" || kind == "pause" || kind == "resume" || kind == "extend";
}

bool is_well_formed(const Act& m, staff::Scope scope) {
  if (m.reason.find_first_not_of(" \t\r\n") == std::string::npos) return false;
  if (m.time.has_value() != (m.kind == "extend")) return false;
  if (m.kind == "approve_outage") return scope == staff::Scope::batch;
  return scope == staff::Scope::person || may_be_wide(m.kind);
}

hall::StaffAct staff_act(const Act& m, const Target& target, staff::Scope scope, const std::string& by) {
  hall::StaffAct act;
  act.kind = m.kind;
  act.batch = target.object.batch;
  act.scope = to_text(scope);
  act.target = scope == staff::Scope::room ? std::string{target.object.room} : m.target;
  if (scope == staff::Scope::room) act.site = std::string{target.object.site};
  act.time = m.time.value_or(base::Span{0});
  act.by = by;
  act.reason = m.reason;
  return act;
}

base::Json result(std::uint32_t no, std::string_view state, std::string_view why, std::uint32_t affected,
                  std::int64_t request) {
  return {{"type", "act_result"}, {"no", no},          {"state", state}, {"why", why},
          {"affected", affected}, {"request", request}};
}

}  // namespace

void Console::handle(Desk& desk, const Act& m) {
  if (desk.batch == 0) return say_error(desk, "nothing_watched", m.no);
  if (const auto before = desk.acted.find(m.no); before != desk.acted.end()) {
    if (!before->second.empty()) desk.link->send(std::make_shared<const std::string>(before->second));
    return;  // or it is under way
  }
  const auto scope = staff::scope_from_text(m.scope);
  const auto operation = scope ? operation_of(m, *scope) : std::nullopt;
  if (!operation || !is_well_formed(m, *scope)) return say_error(desk, "bad_message", m.no);
  const Target target = target_of(*feed_.batches().at(desk.batch), *scope, m.target);
  const auto verdict =
      target.exists ? staff::verdict(desk.who.grants, *operation, target.object) : staff::Verdict::unseen;
  if (verdict != staff::Verdict::allowed && target.exists) note_refused(desk, verdict, m);
  if (verdict == staff::Verdict::unseen) return say_error(desk, "no_such_candidate", m.no);
  if (verdict == staff::Verdict::forbidden || !is_carried_out(*operation)) {
    spdlog::warn("console act refused account={} kind={} scope={}", desk.who.login, m.kind, m.scope);
    return say_error(desk, "forbidden", m.no);
  }
  desk.acted[m.no].clear();
  if (desk.acted.size() > kActsKept) desk.acted.erase(desk.acted.begin());
  reception_.ask(staff_act(m, target, *scope, desk.who.login),
                 [this, link = std::weak_ptr<hall::Link>{desk.link}, no = m.no](
                     std::int64_t request, const hall::StaffOutcome& outcome) {
                   Desk* const still = still_there(link);
                   if (still == nullptr) return;
                   const base::Json said = result(no, outcome.applied ? "applied" : "refused", outcome.why,
                                                  outcome.affected, request);
                   still->acted[no] = said.dump();
                   say(*still, said);
                 });
}

// What somebody types and nobody has is a slip; what is there and not theirs goes on record.
void Console::note_refused(const Desk& desk, staff::Verdict verdict, const Act& m) {
  const bool unseen = verdict == staff::Verdict::unseen;
  reception_.not_allowed(desk.batch, {unseen ? "outside_grants" : "forbidden", desk.who.login,
                                      fmt::format("{} {} {}", m.kind, m.scope, m.target)});
}

void Console::handle(Desk& desk, const Timeline& m) {
  if (desk.batch == 0) return say_error(desk, "nothing_watched", m.no);
  const Target target = target_of(*feed_.batches().at(desk.batch), staff::Scope::person, m.ticket);
  if (!target.exists || !staff::may(desk.who.grants, staff::Operation::timeline, target.object)) {
    if (target.exists)
      reception_.not_allowed(desk.batch, {"outside_grants", desk.who.login, "timeline person " + m.ticket});
    return say_error(desk, "no_such_candidate", m.no);
  }
  if (std::exchange(desk.reading, true)) {
    // Who leafs through the list wants the last one.
    if (desk.next) say_error(desk, "too_fast", desk.next->no);
    desk.next = m;
    return;
  }
  reception_.history(desk.batch, target.attempt, m.before.value_or(UINT32_MAX),
                     [this, link = std::weak_ptr<hall::Link>{desk.link}, m](const History& history) {
                       Desk* const still = still_there(link);
                       if (still != nullptr) tell_history(*still, m, history);
                     });
}

void Console::tell_history(Desk& desk, const Timeline& m, const History& history) {
  base::Json events = base::Json::array();
  for (const exam::Entry& e : history.entries) events.push_back(to_json(e));
  say(desk, {{"type", "timeline"},
             {"no", m.no},
             {"ticket", m.ticket},
             {"events", std::move(events)},
             {"more", history.more}});
  desk.reading = false;
  if (const auto next = std::exchange(desk.next, std::nullopt)) handle(desk, *next);
}

}  // namespace examhall::proctoring
