#include "client/window/options.hpp"

#include <CLI/CLI.hpp>

namespace examhall::window {
namespace {

constexpr int kUsage = 2;
constexpr const char* kFooter = R"(
Without --room the file room.toml is looked for beside the program, in /etc/examhall and in ~/.config/examhall.
A candidate without a window, for scripts: examhall-client --headless --help
Exit codes: 0 closed, 1 internal error, 2 usage, 10 another window of this user runs for this server.)";

}  // namespace

std::variant<WindowOptions, int> read_window_options(int argc, const char* const* argv) {
  WindowOptions out;
  std::string room, language = "zh";
  CLI::App app{"Examhall's candidate client", "examhall-client"};
  app.footer(kFooter);
  app.add_option("--room,--config", room, "the room's settings (TOML)");
  app.add_option("--language,--lang", language, "zh or en; can be changed in the window")
      ->check(CLI::IsMember({"zh", "en"}));
  app.add_option("--ticket", out.ticket, "fills in the admission ticket number");
  app.add_flag("--windowed", out.windowed,
               "an ordinary window, not the whole screen: for trying and development");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : kUsage;
  }
  if (!room.empty()) out.room = room;
  out.language = language == "en" ? base::Language::en : base::Language::zh;
  return out;
}

}  // namespace examhall::window
