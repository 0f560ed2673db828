#pragma once
// A sitting with a real line, a real timer and a local journal: what a window or the headless program holds.
// It lives on one io_context that one thread runs. A window runs that thread beside its own, calls actions
// through post() and forwards what the observer hears to its event loop.
#include <filesystem>

#include "client/core/connection.hpp"
#include "client/core/image_connection.hpp"
#include "client/core/sitting.hpp"

namespace examhall::client {

/// What a login calls this program.
inline constexpr const char* kProgram = "examhall-client 0.1.0";

struct ClientSettings {
  ServerAddress server;
  std::shared_ptr<TlsClient> tls;
  std::optional<base::PublicKey> server_key{};
  Identity who;
  std::optional<std::filesystem::path> journal_folder{};  ///< unset: answers are not kept on this machine
  std::shared_ptr<ItemBodies> bodies = std::make_shared<ItemBodies>();
  Tuning tuning{};
};

class Client {
 public:
  Client(asio::io_context& context, ClientSettings settings, const base::Clock& clock, Random random,
         Observer& observer);

  /// From the context's thread only.
  Sitting& sitting() { return sitting_; }
  const Sitting& sitting() const { return sitting_; }
  /// From any thread. The action runs on the context's thread while this object lives.
  void post(std::function<void(Sitting&)> action);

 private:
  void set_alarm(std::optional<Instant> due);

  asio::io_context& context_;
  const base::Clock& clock_;
  Connection connection_;
  ImageConnection images_;
  std::unique_ptr<AnswerKeeper> keeper_;
  Timer timer_;
  std::optional<Instant> alarm_;
  std::shared_ptr<Client*> self_;  // what posted actions hold on to: empty once this object is gone
  Sitting sitting_;
};

}  // namespace examhall::client
