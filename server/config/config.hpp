#pragma once
// The server's configuration file (TOML). Read once at start; every wrong key is reported with its line and
// what was expected, and then the server does not start. examctl init writes it, examctl doctor checks it.
#include <filesystem>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "net/settings.hpp"

namespace examhall::config {

struct Config {
  std::filesystem::path file;       ///< where it was read from; relative paths in it start at its folder
  std::filesystem::path data;       ///< journal, catalogue, keys
  std::filesystem::path checkpoints;  ///< signed checkpoints are appended to it; on another machine's disk, best
  net::Settings net;
  std::vector<std::string> console_origins;  ///< https://host:port, as the browsers of proctors name this server
  base::Span login_timeout{10'000};
  std::string log_level = "info";   ///< debug | info | warn | error
  std::string log_format = "text";  ///< text | json
  std::filesystem::path log_file;   ///< empty: standard error

  std::filesystem::path signing_key() const { return data / "signing.key"; }
  std::filesystem::path id_number_key() const { return data / "id-number.key"; }
};

base::Result<Config, base::Problems> read_config(const std::filesystem::path& file);
base::Result<Config, base::Problems> parse_config(std::string_view text, const std::filesystem::path& file);

struct NewConfig {
  std::string listen = "0.0.0.0:8443";
  std::string admin = "127.0.0.1:8444";
  std::size_t connections = 12'000, connections_per_address = 5'000;
  std::vector<std::string> hosts{"localhost"};  ///< names and addresses by which it is reached
};
/// The text of a fresh configuration, every key with a comment.
std::string config_text(const NewConfig& values);

}  // namespace examhall::config
