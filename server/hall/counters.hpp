#pragma once
// What the hall counts for /metrics. Hall's executor only.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace examhall::hall {

struct Counters {
  std::uint64_t logins = 0;
  std::uint64_t acks = 0;
  std::uint64_t repeated_acks = 0;
  std::uint64_t receipts = 0;
  std::uint64_t takeovers = 0;
  std::map<std::string, std::uint64_t, std::less<>> errors;  ///< by error id
};

/// A gauge for the attempts of a batch in one state.
struct StatusCount {
  std::string batch, status;
  std::uint64_t count = 0;
};

/// A sealed paper that is not open.
struct ShutPaper {
  std::string batch;
  std::uint64_t releases = 0;  ///< custodians whose halves the server holds
  bool late = false;           ///< the batch should have started
};

/// Prometheus text: counters, then gauges.
std::string to_metrics(const Counters& counters, const std::vector<StatusCount>& statuses,
                       const std::vector<ShutPaper>& shut, std::uint64_t connections, std::uint64_t waiting_events,
                       bool storage_ok);

}  // namespace examhall::hall
