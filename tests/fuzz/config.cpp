// The server's configuration and that of a computer room, and what else staff write: a correction of a key.
#include "config/config.hpp"
#include "client/core/room_settings.hpp"
#include "grading/correction.hpp"
#include "target.hpp"

namespace config_target {

using namespace examhall;

void shown(const base::Problems& problems) {
  fuzz::require(!problems.empty(), "a refusal says why");
  for (const auto& problem : problems) base::to_line(problem, base::Language::zh);
}

void run(std::string_view input) {
  const auto config = config::parse_config(input, "/etc/examhall/examhall.toml");
  if (!config) shown(config.error());
  const auto room = client::read_room_settings(fuzz::as_file(input));
  if (!room) shown(room.error());
  const auto correction = grading::parse_correction(input, "correction.json");
  if (!correction) shown(correction.error());
}

std::vector<std::string> seeds() {
  return {config::config_text({}),
          "server = \"[2001:db8::7]:8443\"\nca = \"/dev/null\"\nserver_key = \"" + std::string(43, 'A') +
              "=\"\nmachine = \"PC-07\"\njournal_folder = \"x\"\n",
          R"({"format":"examhall-correction/1","paper":")" + std::string(64, 'a') +
              R"(","reason":"r","items":[{"id":"S","answer":"B"},{"id":"N","void":"full"}]})"};
}

const fuzz::Registration registration{{"config", run, seeds}};

}  // namespace config_target
