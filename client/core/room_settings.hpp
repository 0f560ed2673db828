#pragma once
// The settings file of a computer room: which server, whose certificates, what this machine is called. Read
// at start; the same file lies on every machine but for the machine's name.
//
//   server = "hall.example:8443"
//   ca = "room-ca.pem"            # beside this file, or an absolute path
//   server_key = "base64…"        # optional: what receipts must be signed with
//   machine = "PC-07"             # optional: the computer's own name otherwise
//   journal_folder = "…"          # optional: where answers wait that the server does not have yet
#include <filesystem>
#include <optional>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/signature.hpp"
#include "client/core/tls_client.hpp"

namespace examhall::client {

struct RoomSettings {
  ServerAddress server;
  std::filesystem::path ca;
  std::optional<base::PublicKey> server_key{};
  std::string machine;
  std::filesystem::path journal_folder;
};

/// Everything wrong in one go; names of keys that nobody asked for are wrong too.
base::Result<RoomSettings, base::Problems> read_room_settings(const std::filesystem::path& file);

/// The computer's own name.
std::string own_machine_name();
/// $XDG_STATE_HOME/examhall/answers, or the same under ~/.local/state (XDG Base Directory Specification).
std::filesystem::path usual_journal_folder();

}  // namespace examhall::client
