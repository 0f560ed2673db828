#pragma once
// What every candidate of a run needs from the crowd. One thread.
#include <functional>
#include <memory>

#include "client/core/item_bodies.hpp"
#include "client/core/tls_client.hpp"
#include "load/figures.hpp"
#include "load/options.hpp"
#include "load/stopwatch.hpp"

namespace examhall::load {

struct Shared {
  client::asio::io_context& context;
  const Options& options;
  std::shared_ptr<client::TlsClient> tls;
  std::shared_ptr<client::ItemBodies> bodies;
  Stopwatch& watch;
  Figures& figures;
  std::function<void()> on_finished;  ///< by each who is done and was waited for
};

}  // namespace examhall::load
