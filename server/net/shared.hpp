#pragma once
// What all connections of one server use. Owned by the server, which outlives them.
#include <string>

#include "base/clock.hpp"
#include "hall/link.hpp"
#include "net/counters.hpp"
#include "net/pages.hpp"
#include "net/settings.hpp"
#include "net/task_group.hpp"
#include "net/tls_context.hpp"
#include "net/turnstile.hpp"

namespace examhall::net {

struct Shared {
  Shared(asio::io_context& io, Settings given, hall::Door& the_door, const base::Clock& the_clock,
         Hooks the_hooks, Pages* the_pages)
      : settings{std::move(given)},
        hooks{std::move(the_hooks)},
        tls{settings.certificate_chain, settings.private_key},
        door{the_door},
        pages{the_pages},
        clock{the_clock},
        executor{io.get_executor()},
        group{executor, [this](std::exception_ptr thrown) { report(thrown); }},
        turnstile{executor} {}

  void report(std::exception_ptr thrown) {
    try {
      std::rethrow_exception(thrown);
    } catch (const std::exception& error) {
      hooks.log(std::string{"net: "} + error.what());
    } catch (...) {
      hooks.log("net: an exception of unknown type");
    }
  }

  Settings settings;
  Hooks hooks;
  TlsContext tls;
  hall::Door& door;
  Pages* pages;  ///< null: there are none
  const base::Clock& clock;
  Executor executor;
  Counters counters;
  TaskGroup group;
  Turnstile turnstile;
  bool stopping = false;
};

}  // namespace examhall::net
