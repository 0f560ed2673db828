#include "net/listener.hpp"

#include <system_error>
#include <utility>

namespace examhall::net {
namespace {

namespace errc = boost::system::errc;

/// The system has no room for another connection: trying again at once would only burn the processor.
bool out_of_resources(ErrorCode ec) {
  return ec == errc::too_many_files_open || ec == errc::too_many_files_open_in_system ||
         ec == errc::not_enough_memory || ec == errc::no_buffer_space;
}

/// The peer or its network was gone before it was accepted (accept(2), "Error handling").
bool peer_is_gone(ErrorCode ec) {
  return ec == errc::connection_aborted || ec == errc::connection_reset || ec == errc::protocol_error ||
         ec == errc::network_down || ec == errc::network_unreachable || ec == errc::host_unreachable ||
         ec == errc::timed_out || ec == errc::interrupted;
}

}  // namespace

Listener::Listener(Shared& shared, const Endpoint& endpoint, Accepted accepted)
    : shared_{shared}, acceptor_{shared.executor}, pause_{shared.executor}, accepted_{std::move(accepted)} {
  const std::string name = endpoint.address + " port " + std::to_string(endpoint.port);
  try {
    const tcp::endpoint local{asio::ip::make_address(endpoint.address), endpoint.port};
    acceptor_.open(local.protocol());
    acceptor_.set_option(asio::socket_base::reuse_address{true});
    // What is accepted inherits it.
    acceptor_.set_option(asio::socket_base::send_buffer_size{shared.settings.limits.send_buffer_bytes});
    acceptor_.bind(local);
    acceptor_.listen(shared.settings.limits.backlog);
    port_ = acceptor_.local_endpoint().port();
  } catch (const boost::system::system_error& error) {
    throw std::system_error{error.code(), "cannot listen on " + name};
  }
}

Task Listener::run(std::shared_ptr<Listener> self) {
  while (self->acceptor_.is_open()) {
    tcp::endpoint peer;
    auto [failed, socket] = co_await self->acceptor_.async_accept(peer, kTuple);
    if (!failed) {
      ErrorCode ignored;
      socket.set_option(tcp::no_delay{true}, ignored);
      self->complained_ = false;
      self->accepted_(std::move(socket), peer);
      continue;
    }
    if (!self->acceptor_.is_open() || peer_is_gone(failed)) continue;
    if (out_of_resources(failed)) ++self->shared_.counters.accept_pauses;
    if (!std::exchange(self->complained_, true))
      self->shared_.hooks.log("net: cannot accept: " + failed.message());
    self->pause_.expires_after(self->shared_.settings.deadlines.accept_pause);
    co_await self->pause_.async_wait(kTuple);
  }
}

void Listener::close() {
  ErrorCode ignored;
  acceptor_.close(ignored);
  pause_.cancel();
}

}  // namespace examhall::net
