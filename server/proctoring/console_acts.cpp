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
  if (m.outage.has_value() != (m.kind == "approve_outage")) return false;
  if (m.kind == "approve_outage") return scope == staff::Scope::batch;
  return scope == staff::Scope::person || may_be_wide(m.kind);
}

/// nullopt: there is no such kind of act.
std::optional<staff::Operation> operation_of(const Act& m, const Target& target) {
  if (m.kind == "extend") return staff::extension_of(target.object.scope);
  if (m.kind == "move") return staff::move_between(target.object.room, *m.room);
  const auto operation = staff::operation_from_text(m.kind);
  using enum staff::Operation;
  for (const staff::Operation other :
       {see, timeline, move_in_room, move_in_site, extend_person, extend_room, extend_site, extend_batch,
        approve_extend_site, approve_extend_batch, approve_scores}) {
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
  act.outage = m.outage;
  act.by = by;
  act.key = m.key;
  act.reason = m.reason;
  act.to_room = m.room;
  act.to_seat = m.seat;
  act.category = m.category;
  act.attachment = m.attachment;
  return act;
}

hall::StaffAct decision(const Approve& m, std::int64_t batch, const exam::Proposal& proposal,
                        const std::string& by) {
  hall::StaffAct act;
  act.kind = m.yes ? "approve" : "decline";
  act.batch = batch;
  act.scope = proposal.what.scope;
  act.target = std::to_string(proposal.what.request);
  act.by = by;
  act.key = m.key;
  act.reason = m.reason;
  return act;
}

// What somebody types and nobody has is a slip; what is there and not theirs goes on record.
exam::Noted overreach(bool seen, const std::string& by, std::string what) {
  return {seen ? "forbidden" : "outside_grants", by, std::move(what)};
}

/// `request`: as the page knows it, of one that waits for a second person.
base::Json result(std::uint32_t no, const hall::StaffOutcome& outcome, std::uint32_t request) {
  const std::string_view state =
      !outcome.applied ? "refused" : outcome.awaits_second ? "awaiting_second" : "applied";
  return {{"type", "act_result"},         {"no", no},          {"state", state}, {"why", outcome.why},
          {"affected", outcome.affected}, {"request", request}};
}

}  // namespace

Reception::Answered Console::answer_to(const Desk& desk, std::uint32_t no) {
  return [this, link = std::weak_ptr<hall::Link>{desk.link}, no](std::int64_t request,
                                                                 const hall::StaffOutcome& outcome) {
    Desk* const still = still_there(link);
    if (still != nullptr)
      say(*still, result(no, outcome, outcome.awaits_second ? number_of(*still, request) : 0));
  };
}

// What was done before is answered with what became of it, whatever is true by now: an answer that a broken
// line has swallowed must not come back as a refusal. What was never done is answered, and goes on record, by
// what it meets.
void Console::refuse(const Desk& desk, std::uint32_t no, const std::string& key, Refusal refusal) {
  auto unknown = [this, link = std::weak_ptr<hall::Link>{desk.link}, batch = desk.batch,
                  refusal = std::move(refusal)] {
    if (refusal.note) {
      spdlog::warn("console act refused account={} why={}", refusal.note->by, refusal.note->kind);
      reception_.not_allowed(batch, *refusal.note);
    }
    if (const Desk* const still = still_there(link)) say(*still, refusal.said);
  };
  reception_.recall(desk.who.login, key, answer_to(desk, no), std::move(unknown));
}

void Console::handle(Desk& desk, const Act& m) {
  if (desk.batch == 0) return say_error(desk, "nothing_watched", m.no);
  const auto scope = staff::scope_from_text(m.scope);
  if (!scope || !is_well_formed(m, *scope)) return say_error(desk, "bad_message", m.no);
  const hall::LiveBatch& batch = *feed_.batches().at(desk.batch);
  if (m.batch != batch.state.batch.code)
    return refuse(desk, m.no, m.key, {result(m.no, hall::refused(kOtherBatch), 0)});
  Target target = target_of(seated(desk.batch), *scope, m.target);
  target.object.scope = *scope;
  const auto operation = operation_of(m, target);
  if (!operation) return say_error(desk, "bad_message", m.no);
  const auto verdict =
      target.exists ? staff::verdict(desk.who.grants, *operation, target.object) : staff::Verdict::unseen;
  if (verdict == staff::Verdict::allowed)
    return reception_.ask(desk.who, staff_act(m, target, desk.who.login), answer_to(desk, m.no));
  const bool seen = verdict == staff::Verdict::forbidden;
  Refusal refusal{error(seen ? "forbidden" : "no_such_candidate", m.no)};
  if (target.exists)
    refusal.note = overreach(seen, desk.who.login, fmt::format("{} {} {}", m.kind, m.scope, m.target));
  refuse(desk, m.no, m.key, std::move(refusal));
}

// A request that lies outside the grants is one that there is not.
void Console::handle(Desk& desk, const Approve& m) {
  if (desk.batch == 0) return say_error(desk, "nothing_watched", m.no);
  if (is_blank(m.reason) || !is_key(m.key)) return say_error(desk, "bad_message", m.no);
  const hall::LiveBatch& batch = *feed_.batches().at(desk.batch);
  if (m.batch != batch.state.batch.code)
    return refuse(desk, m.no, m.key, {result(m.no, hall::refused(kOtherBatch), 0)});
  const exam::Proposal* const proposal = exam::find_proposal(batch.state, request_of(desk, m.request));
  if (proposal == nullptr) return refuse(desk, m.no, m.key, {error("no_such_request", m.no)});
  const staff::Object object = object_of(batch, proposal->what);
  const auto approval = approval_of(proposal->what, object.scope);
  const bool seen = staff::may(desk.who.grants, staff::Operation::see, object);
  if (!seen || !approval || !staff::may(desk.who.grants, *approval, object)) {
    const std::string what = fmt::format("approve {} {}", proposal->what.scope, proposal->what.target);
    return refuse(
        desk, m.no, m.key,
        {error(seen ? "forbidden" : "no_such_request", m.no), overreach(seen, desk.who.login, what)});
  }
  const auto why = exam::why_not_decide(proposal, desk.who.login);
  if (!why.empty()) return refuse(desk, m.no, m.key, {error(why, m.no)});
  reception_.ask(desk.who, decision(m, desk.batch, *proposal, desk.who.login), answer_to(desk, m.no));
}

}  // namespace examhall::proctoring
