// The control socket: what one of this machine's own programs may write to it, through the session that reads
// it to the desk that answers it. Besides the input as it is, its text is sent once under a head that fits.
#include "evidence_catalogue.hpp"
#include "office/control_desk.hpp"
#include "target.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>

#include "control/server.hpp"

namespace control_socket_target {

using namespace examhall;

struct NoRecord final : hall::Record {
  void append(journal::Draft) override {}
  void append_together(std::vector<journal::Draft>) override {}
};

// A server with an empty hall. One for the whole process: the vault has a thread.
class Room {
 public:
  Room() {
    std::filesystem::create_directories(folder_);
    fuzz::require(!server_.start(), "the socket is open");
  }
  ~Room() {
    server_.stop();
    vault_.stop();
    std::filesystem::remove_all(folder_);
  }

  /// All that comes back until the line is closed.
  std::string say(std::string_view bytes) {
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket_.string().copy(address.sun_path, sizeof address.sun_path - 1);
    fuzz::require(::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0,
                  "it listens");
    [[maybe_unused]] const auto sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    ::shutdown(fd, SHUT_WR);
    std::string reply;
    while (!ended(fd, reply)) io_.run_one_for(std::chrono::seconds{1});
    ::close(fd);
    return reply;
  }

 private:
  static bool ended(int fd, std::string& reply) {
    char piece[4096];
    for (;;) {
      const ssize_t n = ::recv(fd, piece, sizeof piece, MSG_DONTWAIT);
      if (n <= 0) return n == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
      reply.append(piece, static_cast<std::size_t>(n));
    }
  }

  std::filesystem::path folder_ =
      std::filesystem::path{"/dev/shm"} / ("examhall-control-" + std::to_string(::getpid()));
  std::filesystem::path socket_ = folder_ / control::kSocketFile;
  base::ManualClock clock_{base::from_millis(1'684'546'200'000)};
  NoRecord record_;
  base::SigningKey key_ = base::SigningKey::generate();
  hall::Hall hall_{clock_, record_, key_, {}};
  office::Vault vault_{std::make_unique<test::MemoryCatalogue>(), {}};
  office::ControlDesk desk_{hall_, vault_, [](const std::function<void()>& work) { work(); }};
  boost::asio::io_context io_{1};
  control::Server server_{io_, socket_, [this](control::Request request, const control::Reply& reply) {
                            desk_.handle(std::move(request), reply);
                          }};
};

// Nothing, of a request that is not whole; else a length and an object that says whether it was done.
void look_at(const std::string& reply) {
  if (reply.empty()) return;
  control::LengthBytes length{};
  fuzz::require(reply.size() >= length.size(), "a reply has a length");
  std::copy_n(reply.begin(), length.size(), length.begin());
  const std::string_view text = std::string_view{reply}.substr(length.size());
  fuzz::require(control::length_from(length) == text.size(), "and is as long as it says");
  const auto json = base::parse_json(text, control::kJsonLimits);
  fuzz::require(
      json && json->is_object() && json->value("ok", true) == false && !json->value("why", "").empty(),
      "an empty hall does nothing, and says why");
}

void run(std::string_view input) {
  static Room room;
  if (input.size() > 2 * control::kMaxJson) return;
  look_at(room.say(input));
  const control::HeadBytes head = to_bytes(control::Head{static_cast<std::uint32_t>(input.size()), 0});
  const std::string reply = room.say(std::string(head.begin(), head.end()) + std::string{input});
  fuzz::require(!reply.empty(), "a whole request is answered");
  look_at(reply);
}

std::string framed(const std::string& json, std::uint32_t secrets) {
  const control::HeadBytes head = to_bytes(control::Head{static_cast<std::uint32_t>(json.size()), secrets});
  return std::string(head.begin(), head.end()) + json + std::string(secrets * 32, 's');
}

std::vector<std::string> seeds() {
  const std::string status = R"({"do":"paper_status","batch":"2023-04-J"})";
  const std::string release = R"({"do":"paper_release","batch":"2023-04-J","key":")" + std::string(64, 'a') +
                              R"(","start":1684546200000})";
  return {status,
          release,
          framed(status, 0),
          framed(release, 2),
          framed("{}", 1).substr(0, 20),
          std::string(8, '\xff')};
}

const fuzz::Registration registration{{"control_socket", run, seeds}};

}  // namespace control_socket_target
