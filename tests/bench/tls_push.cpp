// The reference of an opening: as many bytes as a paper has, to each of thousands of TLS connections at one
// moment, with nothing around them. Asio's own ssl::stream, one thread, one write for each; whoever receives
// drops it. tls_push CONNECTIONS BYTES [ROUNDS] prints for each round when the last byte was written and when
// the last was received.
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "net/asio.hpp"
#include "net/descriptors.hpp"
#include "support/certificate.hpp"

namespace examhall::bench {
namespace {

namespace asio = net::asio;
using net::kTuple;
using net::Task;
using Stream = asio::ssl::stream<net::Socket>;

constexpr int kAtOnce = 100;  // handshakes under way: a computer room

struct Plan {
  int connections = 0;
  std::size_t bytes = 0;
};

double ms_since(net::Moment then) {
  return std::chrono::duration<double, std::milli>(net::SteadyClock::now() - then).count();
}

/// Takes all who come, and writes to all of them at once when the last has come.
class Pusher {
 public:
  Pusher(asio::io_context& io, const Plan& plan, const support::Certificate& certificate)
      : plan_{plan},
        payload_(plan.bytes, 'q'),
        acceptor_{io.get_executor(), {asio::ip::address_v4::loopback(), 0}} {
    tls_.use_certificate_chain_file(certificate.chain().string());
    tls_.use_private_key_file(certificate.key().string(), asio::ssl::context::pem);
    asio::co_spawn(io.get_executor(), accept(this), asio::detached);
  }
  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

 private:
  static Task accept(Pusher* self) {
    for (int n = 0; n < self->plan_.connections; ++n) {
      auto [failed, socket] = co_await self->acceptor_.async_accept(kTuple);
      if (failed) co_return;
      socket.set_option(net::tcp::no_delay{true});
      self->streams_.push_back(std::make_unique<Stream>(std::move(socket), self->tls_));
      asio::co_spawn(self->acceptor_.get_executor(), greet(self, self->streams_.back().get()),
                     asio::detached);
    }
  }
  static Task greet(Pusher* self, Stream* stream) {
    const auto [failed] = co_await stream->async_handshake(asio::ssl::stream_base::server, kTuple);
    if (failed || ++self->there_ < self->plan_.connections) co_return;
    self->began_ = net::SteadyClock::now();
    for (auto& one : self->streams_)
      asio::co_spawn(one->get_executor(), push(self, one.get()), asio::detached);
  }
  static Task push(Pusher* self, Stream* stream) {
    co_await asio::async_write(*stream, asio::buffer(self->payload_), kTuple);
    if (++self->pushed_ == self->plan_.connections)
      fmt::print("written after {:.0f} ms\n", ms_since(self->began_));
    std::fflush(stdout);
  }

  Plan plan_;
  std::string payload_;
  asio::ssl::context tls_{asio::ssl::context::tls_server};
  net::Acceptor acceptor_;
  std::vector<std::unique_ptr<Stream>> streams_;
  net::Moment began_;
  int there_ = 0;
  int pushed_ = 0;
};

/// Comes a room at a time and reads.
class Receivers {
 public:
  Receivers(asio::io_context& io, const Plan& plan, std::uint16_t port)
      : io_{io}, plan_{plan}, server_{asio::ip::address_v4::loopback(), port} {
    for (int n = 0; n < kAtOnce; ++n) next();
  }
  bool done() const { return received_ == plan_.connections; }
  /// From the first byte that anybody got.
  double took() const { return took_; }

 private:
  void next() {
    if (static_cast<int>(streams_.size()) == plan_.connections) return;
    streams_.push_back(std::make_unique<Stream>(net::Socket{io_.get_executor()}, tls_));
    asio::co_spawn(io_, receive(this, streams_.back().get()), asio::detached);
  }
  static Task receive(Receivers* self, Stream* stream) {
    const auto [away] = co_await stream->next_layer().async_connect(self->server_, kTuple);
    const auto [unsafe] = co_await stream->async_handshake(asio::ssl::stream_base::client, kTuple);
    self->next();
    if (away || unsafe) co_return;
    static std::array<char, 16 * 1024> ignored;
    for (std::size_t got = 0; got < self->plan_.bytes;) {
      const auto [failed, bytes] = co_await stream->async_read_some(asio::buffer(ignored), kTuple);
      if (failed) co_return;
      if (self->first_ == net::Moment{}) self->first_ = net::SteadyClock::now();
      got += bytes;
    }
    if (++self->received_ == self->plan_.connections) self->took_ = ms_since(self->first_);
  }

  asio::io_context& io_;
  Plan plan_;
  net::tcp::endpoint server_;
  asio::ssl::context tls_{asio::ssl::context::tls_client};
  std::vector<std::unique_ptr<Stream>> streams_;
  net::Moment first_{};
  int received_ = 0;
  double took_ = 0;
};

void push_in(const Plan& plan, int port_pipe) {
  const support::Certificate certificate;
  asio::io_context io{1};
  Pusher pusher{io, plan, certificate};
  const std::uint16_t port = pusher.port();
  if (::write(port_pipe, &port, sizeof port) == sizeof port) io.run();
}

void round(const Plan& plan) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error{"pipe"};
  const pid_t child = ::fork();
  if (child == 0) {
    push_in(plan, ends[1]);
    std::_Exit(0);
  }
  std::uint16_t port = 0;
  if (::read(ends[0], &port, sizeof port) != sizeof port) throw std::runtime_error{"no server"};
  asio::io_context io{1};
  const Receivers receivers{io, plan, port};
  io.run();
  ::waitpid(child, nullptr, 0);
  ::close(ends[0]);
  ::close(ends[1]);
  if (!receivers.done()) throw std::runtime_error{"not everybody was served"};
  fmt::print("received within {:.0f} ms\n", receivers.took());
  std::fflush(stdout);
}

}  // namespace
}  // namespace examhall::bench

int main(int argc, char** argv) {
  if (argc < 3) return fmt::print(stderr, "tls_push CONNECTIONS BYTES [ROUNDS]\n"), 2;
  const examhall::bench::Plan plan{std::atoi(argv[1]), std::strtoul(argv[2], nullptr, 10)};
  examhall::net::make_room_for(static_cast<std::size_t>(plan.connections));  // in each of the two processes
  try {
    for (int n = argc > 3 ? std::atoi(argv[3]) : 1; n > 0; --n) examhall::bench::round(plan);
  } catch (const std::exception& e) {
    return fmt::print(stderr, "{}\n", e.what()), 1;
  }
}
