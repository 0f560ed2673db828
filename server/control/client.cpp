#include "control/client.hpp"

#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "control/socket_path.hpp"

namespace examhall::control {
namespace {

constexpr timeval kSocketPatience{30, 0};

class Connection {
 public:
  explicit Connection(const std::filesystem::path& socket)
      : fd_{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto path = short_path(socket);
    if (fd_ < 0 || !path) return;
    path->copy(address.sun_path, path->size());
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &kSocketPatience, sizeof kSocketPatience);
    ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &kSocketPatience, sizeof kSocketPatience);
    open_ = ::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~Connection() {
    if (fd_ >= 0) ::close(fd_);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool is_open() const { return open_; }

  bool send(base::ByteView bytes) const {
    while (!bytes.empty()) {
      const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return false;
      bytes = bytes.subspan(static_cast<std::size_t>(n));
    }
    return true;
  }
  bool receive(std::span<std::uint8_t> bytes) const {
    while (!bytes.empty()) {
      const ssize_t n = ::recv(fd_, bytes.data(), bytes.size(), 0);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return false;
      bytes = bytes.subspan(static_cast<std::size_t>(n));
    }
    return true;
  }

 private:
  int fd_;
  bool open_ = false;
};

base::Failure<base::Problem> failed(const std::filesystem::path& socket, const char* id, base::Text text) {
  return base::Failure{base::Problem{id, {.file = socket.string()}, std::move(text)}};
}

}  // namespace

base::Result<base::Json, base::Problem> ask(const std::filesystem::path& socket, const base::Json& body,
                                            std::span<const base::LockedKey> secrets) {
  const Connection connection{socket};
  if (!connection.is_open()) {
    return failed(socket, "no_server",
                  {"服务器没有运行，或不属于当前用户", "no server runs here, or it is another user's"});
  }
  const std::string json = base::canonical(body);
  const Head head{static_cast<std::uint32_t>(json.size()), static_cast<std::uint32_t>(secrets.size())};
  bool sent = head.fits() && connection.send(to_bytes(head)) && connection.send(base::bytes_of(json));
  for (const base::LockedKey& secret : secrets) sent = sent && connection.send(secret.bytes());
  LengthBytes length{};
  if (!sent || !connection.receive(length)) {
    return failed(socket, "no_answer", {"服务器没有答复", "the server does not answer"});
  }
  std::string reply(std::min(length_from(length), kMaxJson), '\0');
  const bool whole = connection.receive({reinterpret_cast<std::uint8_t*>(reply.data()), reply.size()});
  auto answer = base::parse_json(reply, kJsonLimits);
  if (!whole || !answer || !answer->is_object()) {
    return failed(socket, "bad_answer", {"服务器的答复无法读取", "the server's answer cannot be read"});
  }
  return *std::move(answer);
}

}  // namespace examhall::control
