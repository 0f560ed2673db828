#pragma once
// What happened on the network, for the metrics. Written and read on the network's thread.
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace examhall::net {

struct Counters {
  std::uint64_t accepted = 0;
  std::uint64_t refused_full = 0;     ///< over the cap in all
  std::uint64_t refused_address = 0;  ///< over the cap of one address
  std::uint64_t gave_way = 0;         ///< ended for a newcomer before anybody had logged in
  std::uint64_t accept_pauses = 0;    ///< out of descriptors or memory
  std::uint64_t handshake_failures = 0;
  std::uint64_t handshake_timeouts = 0;
  std::uint64_t handshakes_resumed = 0;  ///< of those who came back, with a ticket
  std::uint64_t requests = 0;
  std::uint64_t requests_refused = 0;
  std::size_t open_connections = 0;
  std::size_t open_websockets = 0;
  std::uint64_t messages_in = 0;
  std::uint64_t messages_refused = 0;  ///< of these: past the rate
  std::uint64_t messages_out = 0;
  std::uint64_t bytes_in = 0;   ///< on the wire, up to the last tick
  std::uint64_t bytes_out = 0;  ///< on the wire, up to the last tick
  std::uint64_t outbox_overflows = 0;
  std::uint64_t write_timeouts = 0;
  std::uint64_t idle_timeouts = 0;
  std::uint64_t forced_closes = 0;
  std::uint64_t door_failures = 0;  ///< exceptions out of the hall
  /// Websockets ended, by close code: ours, or the peer's if the peer began. 1006: without a close frame.
  std::map<std::uint16_t, std::uint64_t> closes;

  /// A peer may invent codes: those outside the standard's and our own are counted as 0.
  void count_close(std::uint16_t code);
};

/// The Prometheus text form, version 0.0.4, names starting with examhall_net_.
std::string to_prometheus(const Counters& counters);

}  // namespace examhall::net
