#pragma once
// The socket's place as a Unix domain address can hold it: about a hundred bytes. Internal to control/.
#include <sys/un.h>

#include <filesystem>
#include <optional>
#include <string>

namespace examhall::control {

/// The path, or the way to it from the working folder if that is shorter; nullopt if neither fits.
inline std::optional<std::string> short_path(const std::filesystem::path& socket) {
  std::error_code error;
  const std::string whole = socket.string();
  const std::string from_here = std::filesystem::proximate(socket, error).string();
  const std::string& best = !error && from_here.size() < whole.size() ? from_here : whole;
  if (best.size() >= sizeof(sockaddr_un::sun_path)) return std::nullopt;
  return best;
}

}  // namespace examhall::control
