#pragma once
// A server and its clients on one io_context that the test itself drives: nothing runs behind its back, and
// every wait is for an event, with a bound after which the test fails.
#include <boost/asio/co_spawn.hpp>

#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "net/server.hpp"
#include "net_client.hpp"
#include "support/certificate.hpp"

namespace examhall::test {

inline hall::Frame frame_of(std::string text) { return std::make_shared<const std::string>(std::move(text)); }

/// A hall that says back what it hears, unless the test gives it something else to do.
class EchoDoor final : public hall::Door {
 public:
  using Heard = std::function<void(const std::shared_ptr<hall::Link>&, std::string_view)>;

  void opened(const std::shared_ptr<hall::Link>& link) override {
    ++opens;
    links.push_back(link);
    if (on_open) on_open(link);
  }
  void received(const std::shared_ptr<hall::Link>& link, std::string_view frame, base::Instant at) override {
    ++messages;
    last_at = at;
    on_message(link, frame);
  }
  void closed(const std::shared_ptr<hall::Link>& link) override {
    ++closes;
    std::erase(links, link);
  }
  void too_fast(const std::shared_ptr<hall::Link>&, std::string_view frame) override {
    refused.emplace_back(frame);
  }
  void stopping(const std::shared_ptr<hall::Link>& link) override { link->send(frame_of("farewell")); }
  std::optional<hall::Image> image(std::string_view token, const base::Digest& hash) override {
    if (token != "seat-token" || hash != base::sha256("picture")) return std::nullopt;
    return hall::Image{"image/png", picture};
  }

  int opens = 0;
  int closes = 0;
  int messages = 0;
  std::vector<std::string> refused;  ///< past the rate
  base::Instant last_at{};
  std::vector<std::shared_ptr<hall::Link>> links;
  std::function<void(const std::shared_ptr<hall::Link>&)> on_open;
  Heard on_message = [](const std::shared_ptr<hall::Link>& link, std::string_view text) {
    link->send(frame_of(std::string{text}));
  };
  hall::Frame picture = frame_of(std::string(300'000, 'p'));
};

class Rig {
 public:
  using Change = std::function<void(net::Settings&)>;
  static constexpr std::chrono::seconds kPatience{20};

  explicit Rig(const Change& change = [](net::Settings&) {}, net::Pages* pages = nullptr) {
    net::Settings settings;
    settings.listen = {"127.0.0.1", 0};
    settings.admin = {"127.0.0.1", 0};
    settings.certificate_chain = certificate().chain();
    settings.private_key = certificate().key();
    settings.deadlines.close = std::chrono::milliseconds{500};  // most clients here do not say goodbye
    change(settings);
    net::Hooks hooks;
    hooks.health = [this] { return ill; };
    hooks.metrics = [this] { return net::to_prometheus(server->counters()); };
    server = std::make_unique<net::Server>(io, std::move(settings), door, clock, std::move(hooks), pages);
    problems = server->start();
  }

  ~Rig() {
    if (!stopped_) stop();
    io.restart();
    io.poll();
  }

  void stop() {
    begin_stop();
    pump([this] { return stopped_; });
  }
  void begin_stop() {
    server->stop([this] { stopped_ = true; });
  }
  bool stopped() const { return stopped_; }

  /// Runs everything until `ready`, or throws.
  template <class Ready>
  void pump(Ready ready) {
    const auto give_up = std::chrono::steady_clock::now() + kPatience;
    while (!ready()) {
      if (std::chrono::steady_clock::now() > give_up)
        throw std::runtime_error("what was awaited did not happen");
      io.restart();
      io.run_one_for(std::chrono::milliseconds{50});
    }
  }

  template <class T>
  T wait(Awaitable<T> awaitable) {
    std::optional<T> result;
    std::exception_ptr thrown;
    asio::co_spawn(io, std::move(awaitable), [&](std::exception_ptr error, T value) {
      thrown = error;
      result = std::move(value);
    });
    pump([&] { return result.has_value(); });
    if (thrown) std::rethrow_exception(thrown);
    return std::move(*result);
  }

  std::unique_ptr<Client> client() { return std::make_unique<Client>(io, server->local_port()); }
  /// A client with an open websocket.
  std::unique_ptr<Client> joined() {
    auto made = client();
    if (!wait(made->join())) throw std::runtime_error("could not join");
    return made;
  }

  static support::Certificate& certificate() {
    static support::Certificate made;
    return made;
  }

  asio::io_context io{1};
  base::ManualClock clock{base::from_millis(1'684'546'200'000)};
  EchoDoor door;
  std::string ill;
  std::unique_ptr<net::Server> server;
  base::Problems problems;

 private:
  bool stopped_ = false;
};

}  // namespace examhall::test
