#pragma once
// One connection to the control socket: reads one request, has it answered, closes. The I/O thread only.
// Internal to control/.
#include <boost/asio/steady_timer.hpp>

#include "control/server.hpp"

namespace examhall::control {

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Server& server, Server::Protocol::socket socket);
  void run();
  void close();

 private:
  using Error = boost::system::error_code;

  void read_body(const Error& error);
  void handle(const Error& error);
  void answer(const base::Json& json);
  void finish();

  Server* server_;  // null once it has let go of this session
  Server::Protocol::socket socket_;
  boost::asio::steady_timer timer_;
  HeadBytes head_{};
  std::string json_;
  std::vector<base::LockedKey> secrets_;
  LengthBytes length_{};
  std::string reply_;
};

}  // namespace examhall::control
