// What stands on record beside the rows: incidents, and requests that wait for a second person. Each page gets
// those that lie whole within its account's grants.
#include <algorithm>
#include <utility>

#include "base/json.hpp"
#include "proctoring/console.hpp"

namespace examhall::proctoring {
namespace {

/// In one message, for a page that has just come to a long record.
constexpr std::size_t kIncidentsAtOnce = 100;

base::Json message_of(const exam::Incident& i, std::uint32_t seq) {
  base::Json message{{"seq", seq},
                     {"at", base::to_millis(i.at)},
                     {"category", i.what.category},
                     {"scope", i.what.scope},
                     {"target", target_text(i.what)},
                     {"by", i.what.by},
                     {"text", i.what.text}};
  if (i.what.attachment) message["attachment"] = *i.what.attachment;
  return message;
}

base::Json message_of(const exam::Proposal& p, std::uint32_t number, bool mine, bool may_approve) {
  return {{"request", number},         {"kind", p.what.kind},         {"scope", p.what.scope},
          {"target", p.what.target},   {"time", p.what.time.count()}, {"by", p.what.by},
          {"reason", p.what.reason},   {"at", base::to_millis(p.at)}, {"mine", mine},
          {"may_approve", may_approve}};
}

}  // namespace

void Console::tell_records() {
  for (auto& [link, desk] : desks_) {
    const auto found = feed_.batches().find(desk.batch);
    if (found == feed_.batches().end()) continue;
    tell_incidents(desk, *found->second);
    tell_requests(desk, *found->second);
  }
}

void Console::tell_incidents(Desk& desk, const hall::LiveBatch& batch) {
  const auto& incidents = batch.state.incidents;
  Noted& noted = desk.noted;
  const Seated where = seated(desk.batch);
  base::Json all = base::Json::array();
  while (noted.looked_at < incidents.size() && all.size() < kIncidentsAtOnce) {
    const exam::Incident& one = incidents[noted.looked_at++];
    if (!staff::may(desk.who.grants, staff::Operation::see, object_of(where, one.what))) continue;
    all.push_back(message_of(one, ++noted.told));
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
    const bool may_approve = !mine && approval && staff::may(desk.who.grants, *approval, object);
    open.push_back(message_of(p, number_of(desk, p.what.request), mine, may_approve));
  }
  if (open == desk.requests) return;
  desk.requests = open;
  say(desk, {{"type", "requests"}, {"open", std::move(open)}});
}

std::uint32_t Console::number_of(Desk& desk, std::int64_t request) {
  auto& known = desk.known_requests;
  const auto found = std::find(known.begin(), known.end(), request);
  const auto number = static_cast<std::uint32_t>(found - known.begin()) + 1;
  if (found == known.end()) known.push_back(request);
  return number;
}

// No request has the number 0.
std::int64_t Console::request_of(const Desk& desk, std::uint32_t number) {
  return number >= 1 && number <= desk.known_requests.size() ? desk.known_requests[number - 1] : 0;
}

}  // namespace examhall::proctoring
