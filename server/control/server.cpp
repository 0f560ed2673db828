#include "control/server.hpp"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "control/session.hpp"
#include "control/socket_path.hpp"

namespace examhall::control {
namespace {

namespace fs = std::filesystem;
using Error = boost::system::error_code;

constexpr std::size_t kMaxSessions = 16;
constexpr auto kPause = std::chrono::milliseconds{200};

// Only this user's programs, and root, who can do everything anyway.
bool is_own_user(int fd) {
  ucred peer{};
  socklen_t size = sizeof peer;
  if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return false;
  return peer.uid == ::geteuid() || peer.uid == 0;
}

base::Problem cannot_listen(const fs::path& path, const std::string& why) {
  return {"control_socket",
          {.file = path.string()},
          {"控制通道无法建立（" + why + "）：密封试卷无法放行",
           "no control socket (" + why + "): sealed papers cannot be released"},
          base::Severity::warning};
}

}  // namespace

Server::Server(boost::asio::io_context& io, fs::path socket, Handler handler)
    : io_{io}, path_{std::move(socket)}, handler_{std::move(handler)}, acceptor_{io}, pause_{io} {}

Server::~Server() { stop(); }

std::optional<base::Problem> Server::start() {
  const auto address = short_path(path_);
  if (!address) {
    return cannot_listen(path_,
                         fmt::format("the path has more than {} bytes", sizeof(sockaddr_un::sun_path) - 1));
  }
  Error error;
  ::unlink(path_.c_str());
  acceptor_.open(Protocol{}, error);
  if (!error) acceptor_.bind(Protocol::endpoint{*address}, error);
  // Nobody can connect before listen(), and the folder is the owner's alone.
  if (!error && ::chmod(path_.c_str(), 0600) != 0) error = Error{errno, boost::system::system_category()};
  if (!error) acceptor_.listen(static_cast<int>(kMaxSessions), error);
  if (error) {
    Error ignored;
    acceptor_.close(ignored);
    return cannot_listen(path_, error.message());
  }
  accept();
  return std::nullopt;
}

void Server::accept() {
  acceptor_.async_accept([this](const Error& error, Protocol::socket socket) {
    if (error == boost::asio::error::operation_aborted || !acceptor_.is_open()) return;
    if (!error) {
      admit(std::move(socket));
      return accept();
    }
    pause_.expires_after(kPause);  // out of descriptors, perhaps
    pause_.async_wait([this](const Error& stopped) {
      if (!stopped) accept();
    });
  });
}

void Server::admit(Protocol::socket socket) {
  if (sessions_.size() >= kMaxSessions || !is_own_user(socket.native_handle())) return;
  const auto session = std::make_shared<Session>(*this, std::move(socket));
  sessions_.insert(session);
  session->run();
}

void Server::stop() {
  Error ignored;
  const bool listened = acceptor_.is_open();
  acceptor_.close(ignored);
  pause_.cancel();
  for (const auto& session : std::exchange(sessions_, {})) session->close();
  if (listened) ::unlink(path_.c_str());
}

}  // namespace examhall::control
