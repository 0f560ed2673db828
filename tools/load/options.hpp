#pragma once
// The command line of examhall-load.
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "base/time.hpp"
#include "client/core/tls_client.hpp"

namespace examhall::load {

enum class AtEnd { hand_in, wait, leave };

struct Options {
  std::filesystem::path tickets, ca;
  client::ServerAddress server;
  std::size_t candidates = 0;  ///< 0: all in the file
  std::size_t answers = 60;
  base::Span think_least{1000}, think_most{3000};
  std::size_t in_flight = 0;  ///< closed loop: so many unacknowledged answers each, and no thinking; 0: open
  base::Span ramp{20'000};
  std::optional<base::Span> at_most;
  AtEnd at_end = AtEnd::hand_in;
  std::uint64_t seed = 1;
  double careless = 0, hostile = 0;  ///< shares of all
  std::optional<int> server_pid;     ///< whose use of the machine is reported beside
  std::size_t processes = 1;
  std::optional<std::filesystem::path> report;
  std::optional<std::filesystem::path> series;  ///< every ack and every lag by itself
  bool quiet = false;
};

/// "20s", "500ms", "2m", "1.5s"; a number alone is seconds. nullopt for anything else.
std::optional<base::Span> parse_duration(const std::string& text);
/// "1000..3000", milliseconds.
std::optional<std::pair<base::Span, base::Span>> parse_range(const std::string& text);

/// The options; or the exit code after help or problems were printed.
std::variant<Options, int> read_options(int argc, char** argv);

}  // namespace examhall::load
