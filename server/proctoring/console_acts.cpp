// What somebody at a console asks for: checked against the grants, then handed to the office, which writes it
// down before the hall decides.
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <utility>

#include "base/json.hpp"
#include "proctoring/console.hpp"
#include "proctoring/target.hpp"

namespace examhall::proctoring {
namespace {

/// Acts whose answer is kept, for a page that sends one again.
constexpr std::size_t kActsKept = 256;
/// What was meant for another batch than the one that is watched.
constexpr std::string_view kOtherBatch = "other_batch";

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

/// Acts upon many at once; the others are upon a person only.
bool may_be_wide(std::string_view kind) {
  return kind == "message" || kind == "pause" || kind == "resume" || kind == "extend" || kind == "incident";
}

bool is_well_formed(const Act& m, staff::Scope scope) {
  const bool moves = m.kind == "move";
  if (is_blank(m.reason) || !is_key(m.key)) return false;
  if (m.time.has_value() != (m.kind == "extend")) return false;
  if (m.room.has_value() != moves || m.seat.has_value() != moves) return false;
  if (m.category.has_value() != (m.kind == "incident")) return false;
  if (m.attachment && (m.kind != "incident" || is_blank(*m.attachment))) return false;
  if (m.kind == "approve_outage") return scope == staff::Scope::batch;
  return scope == staff::Scope::person || may_be_wide(m.kind);
}

/// nullopt: there is no such kind of act.
std::optional<staff::Operation> operation_of(const Act& m, const Target& target) {
  if (m.kind == "extend") return staff::extension_of(target.object.scope);
  if (m.kind == "move") return staff::move_between(target.object.room, *m.room);
  const auto operation = staff::operation_from_text(m.kind);
  using enum staff::Operation;
  for (const staff::Operation other : {see, timeline, move_in_room, move_in_site, extend_person, extend_room, extend_site,
                                       extend_batch, approve_extend_site, approve_extend_batch}) {
    if (operation == other) return std::nullopt;
  }
  return operation;
}

hall::StaffAct staff_act(const Act& m, const Target& target, const std::string& by) {
  const staff::Scope scope = target.object.scope;
  hall::StaffAct act;
  act.kind = m.kind;
  act.batch = target.object.batch;
  act.scope = to_text(scope);
  act.target = scope == staff::Scope::room ? std::string{target.object.room} : m.target;
  if (scope == staff::Scope::room) act.site = std::string{target.object.site};
  act.time = m.time.value_or(base::Span{0});
  act.by = by;
  act.reason = m.reason;
  act.to_room = m.room;
  act.to_seat = m.seat;
  act.category = m.category;
  act.attachment = m.attachment;
  return act;
}

base::Json result(std::uint32_t no, const hall::StaffOutcome& outcome, std::int64_t request) {
  const std::string_view state =
      !outcome.applied ? "refused" : outcome.awaits_second ? "awaiting_second" : "applied";
  return {{"type", "act_result"},         {"no", no},          {"state", state}, {"why", outcome.why},
          {"affected", outcome.affected}, {"request", request}};
}

}  // namespace

// True: it was asked for before, and is answered as far as it can be.
bool Console::was_asked(Desk& desk, std::uint32_t no) {
  const auto before = desk.acted.find(no);
  if (before == desk.acted.end()) return false;
  if (!before->second.empty()) desk.link->send(std::make_shared<const std::string>(before->second));
  return true;  // or it is under way
}

void Console::ask(Desk& desk, std::uint32_t no, hall::StaffAct act) {
  desk.acted[no].clear();
  if (desk.acted.size() > kActsKept) desk.acted.erase(desk.acted.begin());
  reception_.ask(std::move(act), [this, link = std::weak_ptr<hall::Link>{desk.link}, no](
                                     std::int64_t request, const hall::StaffOutcome& outcome) {
    Desk* const still = still_there(link);
    if (still == nullptr) return;
    const base::Json said = result(no, outcome, request);
    still->acted[no] = said.dump();
    say(*still, said);
  });
}

void Console::forbid(const Desk& desk, std::uint32_t no, std::string_view kind, std::string_view scope) {
  spdlog::warn("console act refused account={} kind={} scope={}", desk.who.login, kind, scope);
  say_error(desk, "forbidden", no);
}

void Console::handle(Desk& desk, const Act& m) {
  if (desk.batch == 0) return say_error(desk, "nothing_watched", m.no);
  if (was_asked(desk, m.no)) return;
  const auto scope = staff::scope_from_text(m.scope);
  if (!scope || !is_well_formed(m, *scope)) return say_error(desk, "bad_message", m.no);
  const hall::LiveBatch& batch = *feed_.batches().at(desk.batch);
  if (m.batch != batch.state.batch.code) return say(desk, result(m.no, hall::refused(kOtherBatch), 0));
  Target target = target_of(batch, *scope, m.target);
  target.object.scope = *scope;
  const auto operation = operation_of(m, target);
  if (!operation) return say_error(desk, "bad_message", m.no);
  const auto verdict =
      target.exists ? staff::verdict(desk.who.grants, *operation, target.object) : staff::Verdict::unseen;
  if (verdict != staff::Verdict::allowed && target.exists) note_refused(desk, verdict, fmt::format("{} {} {}", m.kind, m.scope, m.target));
  if (verdict == staff::Verdict::unseen) return say_error(desk, "no_such_candidate", m.no);
  if (verdict == staff::Verdict::forbidden) return forbid(desk, m.no, m.kind, m.scope);
  ask(desk, m.no, staff_act(m, target, desk.who.login));
}

// A request that lies outside the grants is one that there is not.
void Console::handle(Desk& desk, const Approve& m) {
  if (desk.batch == 0) return say_error(desk, "nothing_watched", m.no);
  if (was_asked(desk, m.no)) return;
  if (is_blank(m.reason) || !is_key(m.key)) return say_error(desk, "bad_message", m.no);
  const hall::LiveBatch& batch = *feed_.batches().at(desk.batch);
  if (m.batch != batch.state.batch.code) return say(desk, result(m.no, hall::refused(kOtherBatch), 0));
  const exam::Proposal* const proposal = exam::find_proposal(batch.state, m.request);
  if (proposal == nullptr) return say_error(desk, "no_such_request", m.no);
  const staff::Object object = object_of(batch, proposal->what);
  const auto approval = staff::approval_of(staff::extension_of(object.scope));
  const auto seen = staff::verdict(desk.who.grants, staff::Operation::see, object);
  const bool may = approval && staff::may(desk.who.grants, *approval, object);
  if (!may) note_refused(desk, seen == staff::Verdict::allowed ? staff::Verdict::forbidden : staff::Verdict::unseen,
                         fmt::format("approve {} {}", proposal->what.scope, proposal->what.target));
  if (seen != staff::Verdict::allowed) return say_error(desk, "no_such_request", m.no);
  if (!may) return forbid(desk, m.no, "approve", proposal->what.scope);
  const auto why = exam::why_not_decide(proposal, desk.who.login);
  if (!why.empty()) return say_error(desk, why, m.no);
  hall::StaffAct act;
  act.kind = m.yes ? "approve" : "decline";
  act.batch = desk.batch;
  act.scope = proposal->what.scope;
  act.target = std::to_string(m.request);
  act.by = desk.who.login;
  act.reason = m.reason;
  ask(desk, m.no, std::move(act));
}

// What somebody types and nobody has is a slip; what is there and not theirs goes on record.
void Console::note_refused(const Desk& desk, staff::Verdict verdict, std::string_view what) {
  const bool unseen = verdict == staff::Verdict::unseen;
  reception_.not_allowed(desk.batch, {unseen ? "outside_grants" : "forbidden", desk.who.login, std::string{what}});
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
