#include "config/config.hpp"

#include <fmt/format.h>

#include "base/file.hpp"
#include "config/toml_reader.hpp"

namespace examhall::config {
namespace {

std::filesystem::path beside(const std::filesystem::path& file, const std::string& path) {
  if (path.empty()) return {};
  const std::filesystem::path p{path};
  return p.is_absolute() ? p : (file.parent_path() / p).lexically_normal();
}

// "0.0.0.0:8443", "[::]:8443".
void endpoint(TomlReader& r, const char* key, net::Endpoint& value) {
  std::string text = fmt::format("{}:{}", value.address, value.port);
  r.text(key, text);
  const std::size_t colon = text.rfind(':');
  std::string address = text.substr(0, colon);
  if (address.size() > 2 && address.front() == '[' && address.back() == ']') address = address.substr(1, address.size() - 2);
  const std::string port = colon == std::string::npos ? "" : text.substr(colon + 1);
  const bool digits = !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == std::string::npos;
  if (address.empty() || !digits || std::stoi(port) > 65535) {
    return r.complain(key, "not_an_endpoint", {"应为“地址:端口”，如 0.0.0.0:8443", "expected address:port, like 0.0.0.0:8443"});
  }
  value = {address, static_cast<std::uint16_t>(std::stoi(port))};
}

void seconds(TomlReader& r, const char* key, std::int64_t max, base::Span& value) {
  std::int64_t s = value.count() / 1000;
  r.integer(key, 1, max, s);
  value = std::chrono::seconds{s};
}

void size(TomlReader& r, const char* key, std::int64_t min, std::int64_t max, std::size_t& value) {
  auto n = static_cast<std::int64_t>(value);
  r.integer(key, min, max, n);
  value = static_cast<std::size_t>(n);
}

void read_server(TomlReader r, Config& c) {
  std::string data = "data", checkpoints, chain = "tls/server.pem", key = "tls/server.key";
  r.text("data", data);
  r.text("checkpoints", checkpoints);
  endpoint(r, "listen", c.net.listen);
  endpoint(r, "admin", c.net.admin);
  r.text("certificate", chain);
  r.text("private_key", key);
  r.texts("allowed_origins", c.net.allowed_origins);
  r.finish();
  c.data = beside(c.file, data);
  c.checkpoints = checkpoints.empty() ? c.data / "checkpoints.jsonl" : beside(c.file, checkpoints);
  c.net.certificate_chain = beside(c.file, chain);
  c.net.private_key = beside(c.file, key);
}

void read_limits(TomlReader r, Config& c) {
  net::Limits& l = c.net.limits;
  size(r, "connections", 1, 1'000'000, l.connections);
  size(r, "connections_per_address", 1, 1'000'000, l.connections_per_address);
  size(r, "message_bytes", 1024, 1 << 20, l.message_bytes);
  size(r, "outbox_bytes", 64 * 1024, 1 << 28, l.outbox_bytes);
  size(r, "outbox_messages", 64, 100'000, l.outbox_messages);
  auto rate = static_cast<std::int64_t>(l.messages_per_second);
  auto burst = static_cast<std::int64_t>(l.message_burst);
  r.integer("messages_per_second", 1, 10'000, rate);
  r.integer("message_burst", 1, 100'000, burst);
  l.messages_per_second = static_cast<double>(rate);
  l.message_burst = static_cast<double>(burst);
  seconds(r, "login_timeout_s", 300, c.login_timeout);
  seconds(r, "handshake_timeout_s", 300, c.net.deadlines.handshake);
  seconds(r, "write_timeout_s", 300, c.net.deadlines.write);
  seconds(r, "idle_timeout_s", 600, c.net.deadlines.idle);
  r.finish();
}

void read_console(TomlReader r, Config& c) {
  r.texts("origins", c.console_origins);
  r.finish();
}

void read_log(TomlReader r, Config& c) {
  std::string file;
  r.choice("level", {"debug", "info", "warn", "error"}, c.log_level);
  r.choice("format", {"text", "json"}, c.log_format);
  r.text("file", file);
  r.finish();
  c.log_file = beside(c.file, file);
}

void check_files(const Config& c, base::Problems& problems) {
  const auto need = [&](const char* key, const std::filesystem::path& path) {
    std::error_code error;
    if (std::filesystem::is_regular_file(path, error)) return;
    problems.push_back({"file_missing", {c.file.string(), {}, 0, key},
                        {fmt::format("文件 {} 不存在；可用 examctl init 生成", path.string()),
                         fmt::format("the file {} does not exist; examctl init makes one", path.string())}});
  };
  need("server.certificate", c.net.certificate_chain);
  need("server.private_key", c.net.private_key);
  need("server.data (signing.key)", c.signing_key());
  need("server.data (id-number.key)", c.id_number_key());
}

}  // namespace

base::Result<Config, base::Problems> parse_config(std::string_view text, const std::filesystem::path& file) {
  base::Problems problems;
  Config config;
  config.file = file;
  try {
    const toml::table table = toml::parse(text, file.string());
    TomlReader root{table, "", file.string(), problems};
    read_server(root.section("server"), config);
    read_limits(root.section("limits"), config);
    read_console(root.section("console"), config);
    read_log(root.section("log"), config);
    root.finish();
  } catch (const toml::parse_error& e) {
    const auto at = e.source().begin;
    problems.push_back({"toml_syntax", {file.string(), {}, static_cast<int>(at.line), fmt::format("{}", at.column)},
                        {fmt::format("TOML 语法错误：{}", e.description()), fmt::format("TOML syntax: {}", e.description())}});
  }
  if (base::has_errors(problems)) return base::Failure{problems};
  return config;
}

base::Result<Config, base::Problems> read_config(const std::filesystem::path& file) {
  const auto text = base::read_file(file, 1U << 20U);
  if (!text) return base::Failure{base::Problems{text.error()}};
  auto config = parse_config(*text, std::filesystem::absolute(file));
  if (!config) return config;
  base::Problems problems;
  check_files(*config, problems);
  if (base::has_errors(problems)) return base::Failure{problems};
  return config;
}

}  // namespace examhall::config
