#pragma once
// The command line of the window. The access code is never part of it.
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "base/text.hpp"

namespace examhall::window {

struct WindowOptions {
  std::optional<std::filesystem::path> room;
  std::string ticket;
  base::Language language = base::Language::zh;
  bool windowed = false;  ///< no exam mode: for trying and development
};

/// The options; or the exit status after help or a complaint was printed: 0 or 2.
std::variant<WindowOptions, int> read_window_options(int argc, const char* const* argv);

}  // namespace examhall::window
