#pragma once
// Accepts connections for as long as the server runs, whatever accept() says: a server that stops listening
// because it was out of descriptors for a second has ended the exam. The network's thread.
#include <functional>
#include <memory>

#include "net/shared.hpp"

namespace examhall::net {

class Listener {
 public:
  using Accepted = std::function<void(Socket, const tcp::endpoint&)>;

  /// Binds and listens. Throws std::system_error that names the endpoint.
  Listener(Shared& shared, const Endpoint& endpoint, Accepted accepted);

  static Task run(std::shared_ptr<Listener> self);

  std::uint16_t port() const { return port_; }
  void close();

 private:
  Shared& shared_;
  Acceptor acceptor_;
  Timer pause_;
  Accepted accepted_;
  std::uint16_t port_ = 0;
  bool complained_ = false;  // one line for each time that it cannot accept, not five a second
};

}  // namespace examhall::net
