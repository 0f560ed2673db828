#include <fmt/format.h>

#include "config/config.hpp"

namespace examhall::config {
namespace {

// As a browser writes them: an IPv6 address in brackets, and no port where it is the usual one.
std::string origins_of(const NewConfig& v) {
  const std::string port = v.listen.substr(v.listen.rfind(':') + 1);
  std::string out;
  for (const std::string& host : v.hosts) {
    const bool bracket = host.find(':') != std::string::npos;
    out += fmt::format("{}\"https://{}{}\"", out.empty() ? "" : ", ", bracket ? "[" + host + "]" : host,
                       port == "443" ? "" : ":" + port);
  }
  return out;
}

}  // namespace

std::string config_text(const NewConfig& v) {
  return fmt::format(
      R"(# Examhall 服务器配置 / server configuration. Relative paths start at this file's folder.

[server]
data = "data"                    # 数据目录：日志库、业务库、签名密钥 / journal, catalogue, signing key
checkpoints = ""                 # 签名检查点追加到此文件，最好在另一台机器的磁盘上；空：data/checkpoints.jsonl
                                 # signed checkpoints are appended here, best on another machine's disk
listen = "{}"          # 考生连接 / candidates
admin = "{}"         # /metrics，仅本机 / this machine only
certificate = "tls/server.pem"   # 服务器证书链 / certificate chain
private_key = "tls/server.key"
allowed_origins = []             # 允许的网页来源 / web pages that may connect, exact

[limits]
connections = {:<18} # 连接总数上限 / in all
connections_per_address = {:<6} # 同一地址（一所学校）/ from one address, which may be a school
messages_per_second = 50         # 每个连接 / of one connection
message_burst = 400              # 短时上限，断线重连后补发 / at once, after an outage
login_timeout_s = 10

[console]
origins = [{}]  # 监考台：浏览器地址栏中的“https://主机:端口”，逐字相同
                                 # the proctors' page: https://host:port as in the browser's address bar, exact

[log]
level = "info"                   # debug | info | warn | error
format = "text"                  # text | json
file = ""                        # 空：标准错误输出 / empty: standard error
)",
      v.listen, v.admin, v.connections, v.connections_per_address, origins_of(v));
}

}  // namespace examhall::config
