#pragma once
// The way into a running server for programs of its own user on its own machine: a Unix domain socket in the
// data folder, one request a connection. For what must not go through the database, such as keys. The I/O
// thread only.
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>

#include <filesystem>
#include <functional>
#include <set>

#include "base/problem.hpp"
#include "control/frame.hpp"

namespace examhall::control {

using Reply = std::function<void(const base::Json&)>;
/// Called for each whole request, on the I/O thread; must not block. It calls the reply once, there and then
/// or later, on the I/O thread.
using Handler = std::function<void(Request, Reply)>;

class Session;

class Server {
 public:
  Server(boost::asio::io_context& io, std::filesystem::path socket, Handler handler);
  ~Server();

  /// Whatever stood at the socket's place is removed: the caller holds the data folder's lock. A problem if
  /// it cannot listen; the exam goes on without.
  std::optional<base::Problem> start();
  /// Closes everything; a request that waits for its answer gets none.
  void stop();

 private:
  friend class Session;
  using Protocol = boost::asio::local::stream_protocol;

  void accept();
  void admit(Protocol::socket socket);

  boost::asio::io_context& io_;
  std::filesystem::path path_;
  Handler handler_;
  Protocol::acceptor acceptor_;
  boost::asio::steady_timer pause_;
  std::set<std::shared_ptr<Session>> sessions_;
};

}  // namespace examhall::control
