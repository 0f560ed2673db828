// What stands on record beside the rows: incidents, and requests that wait for a second person. Each page gets
// those that lie whole within its account's grants.
#include "base/json.hpp"
#include "proctoring/console.hpp"
#include "proctoring/target.hpp"

namespace examhall::proctoring {
namespace {

/// In one message, for a page that has just come to a long record.
constexpr std::size_t kIncidentsAtOnce = 100;

base::Json message_of(const exam::Incident& i) {
  base::Json message{{"seq", i.what.no},
          {"at", base::to_millis(i.at)},
          {"category", i.what.category},
          {"scope", i.what.scope},
          {"target", target_text(i.what)},
          {"by", i.what.by},
          {"text", i.what.text}};
  if (i.what.attachment) message["attachment"] = *i.what.attachment;
  return message;
}

base::Json message_of(const exam::Proposal& p, bool mine, bool may_approve) {
  return {{"request", p.what.request}, {"kind", p.what.kind},       {"scope", p.what.scope},
          {"target", p.what.target},   {"time", p.what.time.count()}, {"by", p.what.by},
          {"reason", p.what.reason},   {"at", base::to_millis(p.at)}, {"mine", mine},
          {"may_approve", may_approve}};
}

}  // namespace

void Console::tell_record(Desk& desk) {
  const auto found = feed_.batches().find(desk.batch);
  if (found == feed_.batches().end()) return;
  tell_incidents(desk, *found->second);
  tell_requests(desk, *found->second);
}

void Console::tell_incidents(Desk& desk, const hall::LiveBatch& batch) {
  const auto& incidents = batch.state.incidents;
  base::Json all = base::Json::array();
  for (; desk.incidents < incidents.size() && all.size() < kIncidentsAtOnce; ++desk.incidents) {
    const exam::Incident& one = incidents[desk.incidents];
    if (staff::may(desk.who.grants, staff::Operation::see, object_of(batch, one.what))) all.push_back(message_of(one));
  }
  if (!all.empty()) say(desk, {{"type", "incidents"}, {"all", std::move(all)}});
}

// Few are ever open, and the list changes seldom: it is made anew and sent if it differs.
void Console::tell_requests(Desk& desk, const hall::LiveBatch& batch) {
  base::Json open = base::Json::array();
  for (const exam::Proposal& p : batch.state.proposals) {
    if (p.decision) continue;
    const staff::Object object = object_of(batch, p.what);
    if (!staff::may(desk.who.grants, staff::Operation::see, object)) continue;
    const bool mine = p.what.by == desk.who.login;
    const auto approval = staff::approval_of(staff::extension_of(object.scope));
    open.push_back(message_of(p, mine, !mine && approval && staff::may(desk.who.grants, *approval, object)));
  }
  if (open == desk.requests) return;
  desk.requests = open;
  say(desk, {{"type", "requests"}, {"open", std::move(open)}});
}

}  // namespace examhall::proctoring
