#pragma once
// The network as main() sees it: it listens, admits, sweeps over the connections, and stops in order. All on
// the one thread that runs the io_context, which is the hall's thread too.
#include <functional>
#include <memory>
#include <vector>

#include "base/problem.hpp"
#include "net/admission.hpp"
#include "net/connection.hpp"
#include "net/listener.hpp"
#include "net/shared.hpp"

namespace examhall::net {

class Server {
 public:
  /// Reads the certificate. Throws std::runtime_error if that cannot be used. `io` must have been made for
  /// one thread, and must outlive the server; the door, the clock and the pages too.
  Server(asio::io_context& io, Settings settings, hall::Door& door, const base::Clock& clock,
         Hooks hooks = {}, Pages* pages = nullptr);
  /// Only before start(), or after stop() has called back.
  ~Server();

  /// Makes room for descriptors, binds and begins to accept. Throws std::system_error if an endpoint cannot
  /// be had. Returns warnings for the operator (descriptor_limit_low).
  base::Problems start();

  std::uint16_t local_port() const { return listeners_.at(0)->port(); }
  std::uint16_t admin_port() const { return listeners_.at(1)->port(); }

  /// Stops accepting; closes every link with going_away once its outbox is written; after the deadline ends
  /// what is left by force; calls `done` when nothing of the network runs any more. Call once, after start().
  void stop(std::function<void()> done);

  const Counters& counters() const { return shared_.counters; }

 private:
  using Roster = boost::intrusive::list<Connection, boost::intrusive::constant_time_size<false>>;

  static Task tick(Server* self);
  void listen(const Endpoint& endpoint, Entrance entrance);
  void admit(Entrance entrance, Socket socket, const tcp::endpoint& peer);
  /// True: everybody was swept.
  bool sweep_some(Moment now);
  template <class Call>
  void for_each(Call call);

  Shared shared_;
  Admission admission_;
  Roster roster_;
  std::vector<std::shared_ptr<Listener>> listeners_;
  Timer timer_;
  base::Span period_;
  Moment stop_by_ = Moment::max();
  std::uint64_t sweep_ = 0;
};

}  // namespace examhall::net
