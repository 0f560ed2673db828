#pragma once
// Which server this machine sits exams at: from the file that was named, from the first that is found in the
// usual places, or from what staff typed. Reads small files; at start, before there is anything to wait for.
#include <filesystem>
#include <optional>
#include <vector>

#include "client/core/room_settings.hpp"

namespace examhall::window {

struct RoomFound {
  std::optional<client::RoomSettings> room;
  std::vector<std::filesystem::path> looked_at;  ///< for the page that says where one could lie
  base::Problems problems;                       ///< of the file that was there and is wrong
};

/// Beside the program, /etc/examhall, ~/.config/examhall.
std::vector<std::filesystem::path> usual_room_files(const std::filesystem::path& program_folder);

/// The first file that exists counts, right or wrong: a broken file is not passed over in silence.
RoomFound find_room(const std::vector<std::filesystem::path>& files);

/// From typed text. Problems are at "server" and "ca".
base::Result<client::RoomSettings, base::Problems> typed_room(const std::string& server,
                                                              const std::string& ca);

}  // namespace examhall::window
