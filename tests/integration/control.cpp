// The control socket from both ends: whole requests are answered, everything else is turned away.
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/asio/executor_work_guard.hpp>

#include <catch2/catch.hpp>
#include <thread>

#include "base/secret.hpp"
#include "control/client.hpp"
#include "control/server.hpp"

using namespace examhall;
using namespace examhall::control;

namespace {

/// A server on a thread of its own that answers with what it was asked, and keeps replies back on demand.
class Echo {
 public:
  Echo() {
    std::filesystem::create_directory(folder_);
    const auto problem = server_.start();
    REQUIRE_FALSE(problem);
    thread_ = std::thread{[this] { io_.run(); }};
  }
  ~Echo() {
    boost::asio::post(io_, [this] {
      server_.stop();
      work_.reset();
    });
    thread_.join();
    std::filesystem::remove_all(folder_);
  }
  std::filesystem::path socket() const { return folder_ / kSocketFile; }
  int connect() const {
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket().string().copy(address.sun_path, sizeof address.sun_path - 1);
    REQUIRE(::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    return fd;
  }
  /// What comes back for these bytes, without the length before it; empty if the line is simply closed.
  std::string say(const std::string& bytes) const {
    const int fd = connect();
    if (::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0) FAIL("cannot send");
    ::shutdown(fd, SHUT_WR);
    std::string reply;
    char buffer[4096];
    for (ssize_t n = 0; (n = ::recv(fd, buffer, sizeof buffer, 0)) > 0;)
      reply.append(buffer, static_cast<std::size_t>(n));
    ::close(fd);
    return reply.size() < 4 ? "" : reply.substr(4);
  }

 private:
  static void answer(Request request, const Reply& reply) {
    base::Json secrets = base::Json::array();
    for (const base::LockedKey& s : request.secrets) secrets.push_back(base::to_hex(s.bytes()));
    reply({{"ok", true}, {"asked", request.body}, {"secrets", secrets}});
    reply({{"ok", false}});  // a second one is dropped
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("control-" + base::to_hex(base::random_bytes(8)));
  boost::asio::io_context io_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{io_.get_executor()};
  Server server_{io_, folder_ / kSocketFile, &Echo::answer};
  std::thread thread_;
};

std::string framed(const std::string& json, std::uint32_t secrets = 0) {
  const HeadBytes head = to_bytes(Head{static_cast<std::uint32_t>(json.size()), secrets});
  return std::string(head.begin(), head.end()) + json;
}

}  // namespace

TEST_CASE("a request comes with its secrets and is answered once") {
  const Echo echo;
  std::vector<base::LockedKey> secrets;
  for (int i = 0; i < 4; ++i) secrets.push_back(base::LockedKey::random());
  const auto reply = ask(echo.socket(), {{"do", "x"}, {"n", 7}}, secrets);
  REQUIRE(reply);
  CHECK((*reply)["asked"] == base::Json{{"do", "x"}, {"n", 7}});
  REQUIRE((*reply)["secrets"].size() == 4);
  for (std::size_t i = 0; i < 4; ++i) CHECK((*reply)["secrets"][i] == base::to_hex(secrets[i].bytes()));
  CHECK(ask(echo.socket(), {{"do", "y"}})->at("secrets").empty());
}

TEST_CASE("what is no request is turned away, and the next one is served") {
  const Echo echo;
  const std::string bad = R"({"ok":false,"why":"bad_request"})";
  CHECK(echo.say("").empty());
  CHECK(echo.say("\1").empty());
  CHECK(echo.say(std::string(8, '\0')) == bad);
  CHECK(echo.say(std::string(8, '\xff')) == bad);
  CHECK(echo.say(framed("[]")) == bad);
  CHECK(echo.say(framed("{")) == bad);
  CHECK(echo.say(framed(R"({"a":1,"a":2})")) == bad);
  CHECK(echo.say(framed(R"({"a":[[[[[[[[1]]]]]]]]})")) == bad);
  CHECK(echo.say(framed("{}", kMaxSecrets + 1)) == bad);
  CHECK(echo.say(framed("{}", 1)).empty());  // the secret never comes
  CHECK(echo.say(framed(std::string(kMaxJson + 1, ' '))) == bad);
  CHECK(echo.say(framed("{}")).starts_with(R"({"asked":{})"));
}

TEST_CASE("the socket is its owner's alone, and goes with the server") {
  std::filesystem::path socket;
  {
    const Echo echo;
    socket = echo.socket();
    struct stat status {};
    REQUIRE(::stat(socket.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600U);
    const int idle = echo.connect();  // a line that never speaks keeps nobody from stopping
    CHECK(ask(socket, {{"do", "x"}}));
    ::close(idle);
  }
  CHECK_FALSE(std::filesystem::exists(socket));
  const auto gone = ask(socket, {{"do", "x"}});
  REQUIRE_FALSE(gone);
  CHECK(gone.error().id == "no_server");
}

TEST_CASE("a path too long for a socket is a warning, not the end") {
  boost::asio::io_context io{1};
  Server server{io, std::filesystem::path{"/tmp"} / std::string(200, 'x'), [](Request, const Reply&) {}};
  const auto problem = server.start();
  REQUIRE(problem);
  CHECK(problem->id == "control_socket");
  CHECK(problem->severity == base::Severity::warning);
}
