// What one TLS websocket costs the server: resident memory while idle, and processor time per echoed message;
// beside it the same echo on Asio's ssl::stream, in turns. The server is a process of its own, so that
// nothing of the clients is counted, and started afresh, so that it inherits no heap. Build with the release
// preset: net_footprint [connections] [rounds].
#include <boost/beast/websocket/ssl.hpp>

#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <boost/asio/signal_set.hpp>

#include <cstdlib>
#include <fstream>

#include "net_rig.hpp"

namespace examhall::test {
namespace {

constexpr int kMessagesEach = 50;
constexpr int kPortPipe = 3;
constexpr std::size_t kMessageSize = 200;

/// The plainest echo that Beast's documentation would have one write.
struct Reference {
  using Stream = websocket::stream<TlsSocket, false>;

  static Task serve(std::shared_ptr<Stream> stream) {
    const auto [unsafe] =
        co_await stream->next_layer().async_handshake(asio::ssl::stream_base::server, kTuple);
    if (unsafe) co_return;
    stream->set_option(websocket::stream_base::decorator{[](websocket::response_type& response) {
      response.set(http::field::sec_websocket_protocol, "examhall.v1");
    }});
    const auto [refused] = co_await stream->async_accept(kTuple);
    if (refused) co_return;
    beast::flat_buffer buffer;
    for (;;) {
      const auto [read_failed, size] = co_await stream->async_read(buffer, kTuple);
      if (read_failed) co_return;
      const auto [write_failed, sent] = co_await stream->async_write(buffer.cdata(), kTuple);
      if (write_failed) co_return;
      buffer.consume(buffer.size());
    }
  }

  static Task accept(net::Acceptor* acceptor, asio::ssl::context* context) {
    for (;;) {
      auto [failed, socket] = co_await acceptor->async_accept(kTuple);
      if (failed) co_return;
      socket.set_option(asio::ip::tcp::no_delay{true});
      asio::co_spawn(acceptor->get_executor(), serve(std::make_shared<Stream>(std::move(socket), *context)),
                     [](std::exception_ptr) {});
    }
  }

  static void run() {
    asio::io_context io{1};
    asio::ssl::context context{asio::ssl::context::tls_server};
    context.use_certificate_chain_file(Rig::certificate().chain().string());
    context.use_private_key_file(Rig::certificate().key().string(), asio::ssl::context::pem);
    net::Acceptor acceptor{io.get_executor(), {asio::ip::address_v4::loopback(), 0}};
    asio::co_spawn(io.get_executor(), accept(&acceptor, &context), [](std::exception_ptr) {});
    run_until_told(io, acceptor.local_endpoint().port());
  }

  static void run_until_told(asio::io_context& io, std::uint16_t port) {
    asio::signal_set told{io, SIGTERM};
    told.async_wait([&](ErrorCode, int) { io.stop(); });
    if (::write(kPortPipe, &port, sizeof port) == sizeof port) io.run();
  }
};

void run_examhall() {
  Rig rig{[](net::Settings& settings) {
    settings.limits.connections_per_address = settings.limits.connections;
    settings.limits.message_burst = 1e9;
  }};
  Reference::run_until_told(rig.io, rig.server->local_port());
}

class ServerProcess {
 public:
  explicit ServerProcess(bool reference) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("pipe");
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(ends[1], kPortPipe);
      ::execl("/proc/self/exe", "net_footprint", reference ? "serve-reference" : "serve", nullptr);
      ::_exit(1);
    }
    if (::read(ends[0], &port_, sizeof port_) != sizeof port_)
      throw std::runtime_error("the server did not start");
    ::close(ends[0]);
    ::close(ends[1]);
  }
  ~ServerProcess() {
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
  }
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  std::uint16_t port() const { return port_; }

  double resident_kilobytes() const {
    long pages = 0;
    std::ifstream{fmt::format("/proc/{}/statm", pid_)} >> pages >> pages;
    return static_cast<double>(pages) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1024;
  }
  double processor_microseconds() const {
    std::ifstream file{fmt::format("/proc/{}/stat", pid_)};
    std::string skipped;
    for (int i = 0; i < 13; ++i) file >> skipped;
    double user = 0;
    double system = 0;
    file >> user >> system;
    return (user + system) * 1e6 / static_cast<double>(::sysconf(_SC_CLK_TCK));
  }

 private:
  pid_t pid_ = -1;
  std::uint16_t port_ = 0;
};

struct Crowd {
  static Task join(Client* client, int* done) {
    const bool joined = co_await client->join();
    if (joined) ++*done;
  }
  static Task talk(Client* client, int messages, int* done) {
    const std::string text(kMessageSize, 'm');
    for (int i = 0; i < messages; ++i) {
      co_await client->send(text);
      const auto answer = co_await client->receive();
      if (!answer) co_return;
    }
    ++*done;
  }
};

template <class Start>
void run_all(asio::io_context& io, std::vector<std::unique_ptr<Client>>& clients, Start start) {
  int done = 0;
  for (const auto& client : clients) {
    asio::co_spawn(io, start(client.get(), &done), [](std::exception_ptr) {});
  }
  io.restart();
  io.run();
  if (done != static_cast<int>(clients.size()))
    throw std::runtime_error(fmt::format("only {} were served", done));
}

void measure(const char* name, bool reference, int connections) {
  const ServerProcess server{reference};
  asio::io_context io{1};
  std::vector<std::unique_ptr<Client>> clients;
  const double empty = server.resident_kilobytes();
  const auto begin = std::chrono::steady_clock::now();
  // A hundred at a time: a computer room, and no more unfinished handshakes at once than there would be.
  while (static_cast<int>(clients.size()) < connections) {
    std::vector<std::unique_ptr<Client>> room;
    for (int i = 0; i < 100; ++i) room.push_back(std::make_unique<Client>(io, server.port()));
    run_all(io, room, [](Client* client, int* done) { return Crowd::join(client, done); });
    for (auto& client : room) clients.push_back(std::move(client));
  }
  const std::chrono::duration<double> joining = std::chrono::steady_clock::now() - begin;
  run_all(io, clients, [](Client* client, int* done) { return Crowd::talk(client, 1, done); });
  const double full = server.resident_kilobytes();
  const double before = server.processor_microseconds();
  run_all(io, clients, [](Client* client, int* done) { return Crowd::talk(client, kMessagesEach, done); });
  const double spent = server.processor_microseconds() - before;
  fmt::print("{:<22} {:>6.1f} kB idle   {:>6.1f} us processor per message   {:>6.1f} kB after the talk   joined in {:.2f} s\n",
             name, (full - empty) / connections, spent / connections / kMessagesEach,
             (server.resident_kilobytes() - empty) / connections, joining.count());
}

}  // namespace
}  // namespace examhall::test

int main(int argc, char** argv) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "serve") return examhall::test::run_examhall(), 0;
  if (what == "serve-reference") return examhall::test::Reference::run(), 0;
  const int connections = argc > 1 ? std::atoi(argv[1]) : 2000;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
  for (int round = 0; round < rounds; ++round) {
    examhall::test::measure("examhall", false, connections);
    examhall::test::measure("Beast on ssl::stream", true, connections);
  }
}
