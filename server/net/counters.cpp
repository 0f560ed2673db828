#include "net/counters.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

namespace examhall::net {
namespace {

void add(std::string& out, std::string_view name, std::string_view type, std::uint64_t value) {
  fmt::format_to(std::back_inserter(out), "# TYPE examhall_net_{0} {1}\nexamhall_net_{0} {2}\n", name, type,
                 value);
}

void add_refusals(std::string& out, const Counters& counters) {
  fmt::format_to(std::back_inserter(out),
                 "# TYPE examhall_net_refused_total counter\n"
                 "examhall_net_refused_total{{reason=\"full\"}} {}\n"
                 "examhall_net_refused_total{{reason=\"address\"}} {}\n",
                 counters.refused_full, counters.refused_address);
}

void add_closes(std::string& out, const Counters& counters) {
  out += "# TYPE examhall_net_closes_total counter\n";
  for (const auto& [code, count] : counters.closes) {
    fmt::format_to(std::back_inserter(out), "examhall_net_closes_total{{code=\"{}\"}} {}\n", code, count);
  }
}

}  // namespace

void Counters::count_close(std::uint16_t code) {
  const bool known = (code >= 1000 && code <= 1014) || (code >= 4000 && code <= 4020);
  ++closes[known ? code : std::uint16_t{0}];
}

std::string to_prometheus(const Counters& counters) {
  std::string out;
  add(out, "accepted_total", "counter", counters.accepted);
  add_refusals(out, counters);
  add(out, "gave_way_total", "counter", counters.gave_way);
  add(out, "accept_pauses_total", "counter", counters.accept_pauses);
  add(out, "handshake_failures_total", "counter", counters.handshake_failures);
  add(out, "handshakes_resumed_total", "counter", counters.handshakes_resumed);
  add(out, "handshake_timeouts_total", "counter", counters.handshake_timeouts);
  add(out, "requests_total", "counter", counters.requests);
  add(out, "requests_refused_total", "counter", counters.requests_refused);
  add(out, "open_connections", "gauge", counters.open_connections);
  add(out, "open_websockets", "gauge", counters.open_websockets);
  add(out, "messages_in_total", "counter", counters.messages_in);
  add(out, "messages_refused_total", "counter", counters.messages_refused);
  add(out, "messages_out_total", "counter", counters.messages_out);
  add(out, "bytes_in_total", "counter", counters.bytes_in);
  add(out, "bytes_out_total", "counter", counters.bytes_out);
  add(out, "outbox_overflows_total", "counter", counters.outbox_overflows);
  add(out, "write_timeouts_total", "counter", counters.write_timeouts);
  add(out, "idle_timeouts_total", "counter", counters.idle_timeouts);
  add(out, "forced_closes_total", "counter", counters.forced_closes);
  add(out, "door_failures_total", "counter", counters.door_failures);
  add_closes(out, counters);
  return out;
}

}  // namespace examhall::net
