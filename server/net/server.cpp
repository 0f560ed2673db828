#include "net/server.hpp"

#include <algorithm>

#include "net/descriptors.hpp"

namespace examhall::net {
namespace {

constexpr base::Span kLongestPeriod{1000};
constexpr base::Span kShortestPeriod{10};
/// What a sweep may take of one turn of the loop: thousands whose time is over at once end in many.
constexpr std::chrono::microseconds kSweepTurn{200};

/// A deadline is met to within a quarter of itself.
base::Span period_for(const Deadlines& deadlines) {
  const base::Span shortest =
      std::min({deadlines.handshake, deadlines.request, deadlines.http_idle, deadlines.response,
                deadlines.write, deadlines.idle, deadlines.close, deadlines.stop});
  return std::clamp(shortest / 4, kShortestPeriod, kLongestPeriod);
}

}  // namespace

Server::Server(asio::io_context& io, Settings settings, hall::Door& door, const base::Clock& clock,
               Hooks hooks, Pages* pages)
    : shared_{io, std::move(settings), door, clock, std::move(hooks), pages},
      admission_{shared_.settings.limits.connections, shared_.settings.limits.connections_per_address,
                 shared_.counters},
      timer_{shared_.executor},
      period_{period_for(shared_.settings.deadlines)} {}

Server::~Server() = default;

base::Problems Server::start() {
  const DescriptorCheck room = make_room_for(shared_.settings.limits.connections);
  admission_.lower_total(room.connections);
  listen(shared_.settings.listen, Entrance::exam);
  listen(shared_.settings.admin, Entrance::admin);
  for (const auto& listener : listeners_) shared_.group.spawn(Listener::run(listener));
  shared_.group.spawn(tick(this));
  return room.problems;
}

void Server::listen(const Endpoint& endpoint, Entrance entrance) {
  auto accepted = [this, entrance](Socket socket, const tcp::endpoint& peer) {
    admit(entrance, std::move(socket), peer);
  };
  listeners_.push_back(std::make_shared<Listener>(shared_, endpoint, std::move(accepted)));
}

void Server::admit(Entrance entrance, Socket socket, const tcp::endpoint& peer) {
  if (shared_.stopping) return;
  if (!admission_.admit(peer.address(), SteadyClock::now())) return;  // the socket closes here, before TLS
  ++shared_.counters.accepted;
  auto connection = std::make_shared<Connection>(shared_, entrance, std::move(socket), peer, admission_);
  roster_.push_back(*connection);
  shared_.group.spawn(Connection::run(std::move(connection)));
}

template <class Call>
void Server::for_each(Call call) {
  for (auto it = roster_.begin(); it != roster_.end();) {
    Connection& connection = *it++;
    call(connection);
  }
}

Task Server::tick(Server* self) {
  while (!self->shared_.stopping || !self->roster_.empty()) {
    self->timer_.expires_after(self->shared_.stopping ? kShortestPeriod : self->period_);
    co_await self->timer_.async_wait(kTuple);
    ++self->sweep_;
    while (!self->sweep_some(SteadyClock::now())) {
      self->timer_.expires_after(base::Span{0});
      co_await self->timer_.async_wait(kTuple);
    }
  }
}

// Whoever was swept goes to the end of the roster, where newcomers are too.
bool Server::sweep_some(Moment now) {
  if (now >= stop_by_) for_each([](Connection& connection) { connection.force(); });
  while (!roster_.empty() && roster_.front().is_due_in(sweep_)) {
    Connection& connection = roster_.front();
    roster_.splice(roster_.end(), roster_, roster_.begin());
    connection.sweep(now);
    if (SteadyClock::now() - now >= kSweepTurn) return false;
  }
  return true;
}

void Server::stop(std::function<void()> done) {
  shared_.stopping = true;
  stop_by_ = SteadyClock::now() + shared_.settings.deadlines.stop;
  for (const auto& listener : listeners_) listener->close();
  for_each([](Connection& connection) { connection.leave(); });
  timer_.cancel();
  shared_.group.when_empty(std::move(done));
}

}  // namespace examhall::net
