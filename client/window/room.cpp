#include "client/window/room.hpp"

#include <cstdlib>

namespace examhall::window {
namespace fs = std::filesystem;

std::vector<fs::path> usual_room_files(const fs::path& program_folder) {
  std::vector<fs::path> out{program_folder / "room.toml", "/etc/examhall/room.toml"};
  const char* const config = std::getenv("XDG_CONFIG_HOME");
  const char* const home = std::getenv("HOME");
  if (config != nullptr && *config == '/')
    out.push_back(fs::path{config} / "examhall/room.toml");
  else if (home != nullptr)
    out.push_back(fs::path{home} / ".config/examhall/room.toml");
  return out;
}

RoomFound find_room(const std::vector<fs::path>& files) {
  RoomFound found{std::nullopt, files, {}};
  for (const fs::path& file : files) {
    std::error_code error;
    if (!fs::exists(file, error)) continue;
    auto room = client::read_room_settings(file);
    if (room)
      found.room = *std::move(room);
    else
      found.problems = room.error();
    return found;
  }
  return found;
}

base::Result<client::RoomSettings, base::Problems> typed_room(const std::string& server,
                                                              const std::string& ca) {
  base::Problems problems;
  client::RoomSettings room;
  if (const auto address = client::parse_server(base::trimmed(server)))
    room.server = *address;
  else
    problems.push_back({"not_an_address",
                        {"", "", 0, "server"},
                        {"服务器应写成 主机:端口，如 hall.example:8443",
                         "The server is written host:port, such as hall.example:8443"}});
  room.ca = std::string{base::trimmed(ca)};
  try {
    (void)client::TlsClient{room.ca};
  } catch (const std::exception&) {
    problems.push_back(
        {"no_authority",
         {"", "", 0, "ca"},
         {"证书文件不存在或不是 PEM 证书", "There is no such file, or it holds no certificate in PEM form"}});
  }
  if (!problems.empty()) return base::Failure{std::move(problems)};
  room.machine = client::own_machine_name();
  room.journal_folder = client::usual_journal_folder();
  return room;
}

}  // namespace examhall::window
