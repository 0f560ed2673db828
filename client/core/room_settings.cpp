#include "client/core/room_settings.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include "base/file.hpp"

namespace examhall::client {
namespace {

constexpr std::size_t kLargestFile = 64 * 1024;
constexpr std::array<std::string_view, 5> kKeys{"server", "ca", "server_key", "machine", "journal_folder"};

class Reader {
 public:
  Reader(const toml::table& table, const std::filesystem::path& file, base::Problems& problems)
      : table_{table}, file_{file}, problems_{problems} {}

  std::optional<std::string> text(std::string_view key, bool required) {
    const toml::node* const node = table_.get(key);
    if (node == nullptr) {
      if (required) complain(key, "missing", {"缺少此项，请补上", "this key is missing; add it"});
      return std::nullopt;
    }
    const auto value = node->value_exact<std::string>();
    if (!value || base::has_unprintable(*value) || (required && value->empty())) {
      complain(key, "not_text", {"应为文本（放在引号中）", "a text in quotes is expected"});
      return std::nullopt;
    }
    return value->empty() ? std::nullopt : value;  // an optional key left empty is as good as missing
  }

  void complain(std::string_view key, std::string id, base::Text text) {
    const toml::node* const node = table_.get(key);
    const int row = node == nullptr ? 0 : static_cast<int>(node->source().begin.line);
    problems_.push_back({std::move(id), {file_.string(), "", row, std::string{key}}, std::move(text)});
  }

  void refuse_unknown() {
    for (const auto& [key, node] : table_) {
      if (std::find(kKeys.begin(), kKeys.end(), key.str()) != kKeys.end()) continue;
      complain(key.str(), "unknown_key",
               {fmt::format("不认识此项；可用的有 {}", fmt::join(kKeys, "、")),
                fmt::format("this key is not known; there are {}", fmt::join(kKeys, ", "))});
    }
  }

 private:
  const toml::table& table_;
  const std::filesystem::path& file_;
  base::Problems& problems_;
};

std::filesystem::path beside(const std::filesystem::path& file, const std::string& path) {
  return file.parent_path() / path;  // an absolute path replaces what is before it
}

RoomSettings read_keys(Reader& reader, const std::filesystem::path& file) {
  RoomSettings out;
  if (const auto server = reader.text("server", true)) {
    const auto address = parse_server(*server);
    if (address)
      out.server = *address;
    else
      reader.complain(
          "server", "not_an_address",
          {"应写成 主机:端口，如 hall.example:8443", "host:port is expected, such as hall.example:8443"});
  }
  if (const auto ca = reader.text("ca", true)) {
    out.ca = beside(file, *ca);
    if (!std::filesystem::is_regular_file(out.ca)) {
      reader.complain("ca", "file_missing",
                      {fmt::format("找不到证书文件 {}", out.ca.string()),
                       fmt::format("there is no file {}", out.ca.string())});
    }
  }
  if (const auto key = reader.text("server_key", false)) {
    out.server_key = base::public_key_from_base64(*key);
    if (!out.server_key)
      reader.complain("server_key", "not_a_key",
                      {"应为 32 字节公钥的 base64", "the base64 of a public key of 32 bytes is expected"});
  }
  out.machine = reader.text("machine", false).value_or(own_machine_name());
  if (out.machine.size() > 64)
    reader.complain("machine", "too_long",
                    {"机器名不得超过 64 字节", "a machine's name has at most 64 bytes"});
  const auto folder = reader.text("journal_folder", false);
  out.journal_folder = folder ? beside(file, *folder) : usual_journal_folder();
  return out;
}

}  // namespace

base::Result<RoomSettings, base::Problems> read_room_settings(const std::filesystem::path& file) {
  const auto content = base::read_file(file, kLargestFile);
  if (!content) return base::Failure{base::Problems{content.error()}};
  base::Problems problems;
  try {
    const toml::table table = toml::parse(*content, file.string());
    Reader reader{table, file, problems};
    RoomSettings settings = read_keys(reader, file);
    reader.refuse_unknown();
    if (problems.empty()) return settings;
  } catch (const toml::parse_error& e) {
    const auto where = e.source().begin;
    problems.push_back({"toml_syntax",
                        {file.string(), "", static_cast<int>(where.line)},
                        {fmt::format("不是有效的 TOML：{}", e.description()),
                         fmt::format("this is not valid TOML: {}", e.description())}});
  }
  return base::Failure{std::move(problems)};
}

std::string own_machine_name() {
  std::array<char, 65> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0 || name[0] == '\0') return "unnamed";
  return name.data();
}

std::filesystem::path usual_journal_folder() {
  if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/') {
    return std::filesystem::path{state} / "examhall/answers";
  }
  const char* const home = std::getenv("HOME");
  return std::filesystem::path{home != nullptr ? home : "."} / ".local/state/examhall/answers";
}

}  // namespace examhall::client
