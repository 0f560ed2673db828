// What stands on record beside the rows: incidents, and requests that wait for a second person. Each page gets
// those that lie whole within its account's grants.
#include <algorithm>
#include <utility>

#include "base/json.hpp"
#include "proctoring/console.hpp"
#include "proctoring/frame.hpp"

namespace examhall::proctoring {
namespace {

/// In one message, for a page that has just come to a long record; and bytes, for there may be long texts in
/// it.
constexpr std::size_t kIncidentsAtOnce = 100;
constexpr std::size_t kIncidentBytesAtOnce = 128 * 1024;
/// Incidents that are looked at in one tick, shared by all pages; and by each at least.
constexpr std::size_t kEventsLookedAtAtOnce = 5'000;
constexpr std::size_t kLeastShare = 20;

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
  const auto loading = std::count_if(desks_.begin(), desks_.end(), [](const auto& d) {
    return d.second.batch != 0 && !d.second.noted.complete;
  });
  const std::size_t share =
      kEventsLookedAtAtOnce / static_cast<std::size_t>(std::max<std::ptrdiff_t>(loading, 1));
  for (auto& [link, desk] : desks_) {
    const auto found = feed_.batches().find(desk.batch);
    if (found == feed_.batches().end()) continue;
    tell_incidents(desk, *found->second, std::max(share, kLeastShare));
    tell_requests(desk, *found->second);
  }
}

// What others see comes between, and must not show: a message ends where it is full, or when all were looked
// at.
void Console::tell_incidents(Desk& desk, const hall::LiveBatch& batch, std::size_t at_most) {
  const auto& incidents = batch.state.incidents;
  Noted& noted = desk.noted;
  if (noted.complete && noted.looked_at == incidents.size()) return;
  if (desk.link->queued() > kEnoughQueued) return;
  const Seated where = seated(desk.batch);
  for (; at_most > 0 && noted.looked_at < incidents.size(); --at_most) {
    const exam::Incident& one = incidents[noted.looked_at++];
    if (!staff::may(desk.who.grants, staff::Operation::see, object_of(where, one.what))) continue;
    noted.waiting.push_back(
        message_of(one, ++noted.told).dump(-1, ' ', false, base::Json::error_handler_t::replace));
    noted.bytes += noted.waiting.back().size();
    if (noted.waiting.size() >= kIncidentsAtOnce || noted.bytes >= kIncidentBytesAtOnce)
      return say_incidents(desk);
  }
  if (noted.looked_at < incidents.size()) return;
  if (!noted.waiting.empty()) say_incidents(desk);
  if (!std::exchange(noted.complete, true)) say(desk, {{"type", "incidents_end"}});
}

void Console::say_incidents(Desk& desk) {
  auto& waiting = desk.noted.waiting;
  desk.link->send(frame_of(R"({"type":"incidents","all":[)", {waiting.begin(), waiting.end()}, "]}"));
  waiting.clear();
  desk.noted.bytes = 0;
}

// Few are ever open, and the list changes seldom: it is made anew and sent if it differs.
void Console::tell_requests(Desk& desk, const hall::LiveBatch& batch) {
  base::Json open = base::Json::array();
  for (const exam::Proposal& p : batch.state.proposals) {
    if (p.decision) continue;
    const staff::Object object = object_of(batch, p.what);
    if (!staff::may(desk.who.grants, staff::Operation::see, object)) continue;
    const bool mine = p.what.by == desk.who.login;
    const auto approval = approval_of(p.what, object.scope);
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
