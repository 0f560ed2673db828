#include "proctoring/console.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "base/json.hpp"

namespace examhall::proctoring {
namespace {

/// A session with an open feed is in use; so much is written down at most once a minute.
constexpr base::Span kSeenEvery = std::chrono::minutes{1};

}  // namespace

Console::Console(Reception& reception, const base::Clock& clock, Settings settings)
    : reception_{reception},
      clock_{clock},
      settings_{std::move(settings)},
      feed_{[this](const hall::LiveBatch& batch) { courses_[batch.state.batch.id].has_changed = true; }} {}

void Console::opened(const std::shared_ptr<hall::Link>& link, const std::shared_ptr<const void>& visitor) {
  Desk& desk = desks_[link.get()];
  desk.link = link;
  desk.who = *static_cast<const Visitor*>(visitor.get());
  desk.seen = clock_.now();
  link->identified();
  spdlog::info("console opened account={} address={}", desk.who.login, link->remote_address());
  say_hello(desk);
  reception_.doubt(desk.who);  // something may have been taken back while the line was being opened
}

void Console::received(const std::shared_ptr<hall::Link>& link, std::string_view frame, base::Instant) {
  const auto found = desks_.find(link.get());
  if (found == desks_.end() || found->second.out) return;
  const auto message = decode_page(frame);
  if (!message) return say_error(found->second, message.error().error, proctoring::number_of(frame));
  if (std::holds_alternative<Watch>(*message) || std::holds_alternative<Timeline>(*message))
    reception_.doubt(found->second.who);
  std::visit([&](const auto& m) { handle(found->second, m); }, *message);
}

void Console::too_fast(const std::shared_ptr<hall::Link>& link, std::string_view frame) {
  const auto found = desks_.find(link.get());
  if (found != desks_.end()) say_error(found->second, "too_fast", proctoring::number_of(frame));
}

void Console::handle(Desk& desk, const Ping& m) {
  say(desk, {{"type", "pong"}, {"t0", m.t0}, {"now", base::to_millis(clock_.now())}});
}

// A batch that the account may not see is one that there is not.
void Console::handle(Desk& desk, const Watch& m) {
  desk.watching.reset();
  desk.batch = 0;
  desk.noted = {};
  desk.requests = base::Json::array();
  desk.unsaved.clear();
  desk.deeds = {};
  for (const auto& [id, batch] : feed_.batches()) {
    if (batch->state.batch.code != m.batch) continue;
    if (Outlook* const seen = outlook(desk, *batch)) return show(desk, *batch, *seen);
    reception_.not_allowed(id, {"outside_grants", desk.who.login, "watch batch"});
    break;
  }
  say_error(desk, "no_such_batch");
}

void Console::show(Desk& desk, const hall::LiveBatch& batch, Outlook& seen) {
  desk.batch = batch.state.batch.id;
  base::Json can = base::Json::array();
  for (const staff::Operation operation : staff::operations(desk.who.grants, desk.batch)) {
    can.push_back(to_text(operation));
  }
  seen.card = card_of(batch).for_those(seen.sight);
  say(desk, {{"type", "hall"},
             {"batch", *seen.card},
             {"now", base::to_millis(clock_.now())},
             {"items", batch.items},
             {"can", std::move(can)},
             {"storage_ok", feed_.storage_ok()}});
  Viewer viewer;
  viewer.send = [link = desk.link.get()](hall::Frame frame) { link->send(std::move(frame)); };
  viewer.queued = [link = desk.link.get()] { return link->queued(); };
  viewer.covers = [&who = desk.who](std::int64_t of, const std::string& site, const std::string& room) {
    return staff::covers(who.grants, of, site, room);
  };
  desk.watching = feed_.watch(desk.batch, std::move(viewer));
}

void Console::tick() {
  const base::Instant now = clock_.now();
  feed_.tick(now);
  tell_cards(now);
  if (now >= look_for_unsaved_) watch_unsaved(now);
  const bool storage = feed_.storage_ok();
  const bool told = std::exchange(storage_ok_, storage) == storage;
  for (auto& [link, desk] : desks_) {
    if (!told) say(desk, {{"type", "storage"}, {"ok", storage}});
    if (storage && desk.deeds.asked) tell_deeds(desk);
    if (now - desk.seen < kSeenEvery) continue;
    desk.seen = now;
    reception_.seen(desk.who.session);
  }
  if (storage) tell_records();
}

void Console::standing(const std::vector<Visitor>& signed_in) {
  for (auto& [key, desk] : desks_) {
    if (desk.out) continue;
    const auto same = std::find_if(signed_in.begin(), signed_in.end(),
                                   [&](const Visitor& v) { return v.session == desk.who.session; });
    if (same != signed_in.end() && same->grants == desk.who.grants) continue;
    const bool over = same == signed_in.end();
    desk.out = true;
    desk.who.grants.clear();
    desk.outlooks.clear();
    desk.watching.reset();
    desk.batch = 0;
    spdlog::info("console closed account={} why={}", desk.who.login, over ? "signed_out" : "grants_changed");
    desk.link->close(over ? hall::CloseCode::signed_out : hall::CloseCode::grants_changed,
                     over ? "signed out" : "grants changed");
  }
}

Console::Desk* Console::still_there(const std::weak_ptr<hall::Link>& link) {
  const auto alive = link.lock();
  const auto found = desks_.find(alive.get());
  return found == desks_.end() || found->second.out ? nullptr : &found->second;
}

void Console::say(const Desk& desk, const base::Json& message) {
  desk.link->send(std::make_shared<const std::string>(
      message.dump(-1, ' ', false, base::Json::error_handler_t::replace)));
}

base::Json Console::error(std::string_view id, std::optional<std::uint32_t> no) {
  base::Json message{{"type", "error"}, {"id", id}};
  if (no) message["no"] = *no;
  return message;
}

}  // namespace examhall::proctoring
