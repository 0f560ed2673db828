#pragma once
// The command line of the headless client. The access code is never part of it: the list of processes shows
// command lines to everyone on the machine.
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "client/core/room_settings.hpp"
#include "client/headless/chooser.hpp"
#include "client/headless/script.hpp"

namespace examhall::client {

enum class ExitCode {
  receipt = 0,  ///< a receipt came and its signature holds
  internal = 1,
  usage = 2,
  refused = 3,   ///< ticket or code wrong
  too_late = 4,  ///< past the late-entry limit, or the batch is over
  terminated = 5,
  taken_over = 6,
  gave_up = 7,     ///< no connection for as long as --give-up-after says
  no_receipt = 8,  ///< ended, but no receipt that holds
  left = 9,        ///< as the script says, or by a signal
};

struct HeadlessOptions {
  RoomSettings room;
  std::string ticket, code;
  std::optional<std::filesystem::path> journal_folder;
  std::optional<std::filesystem::path> receipt, report;
  std::vector<Step> steps;
  std::uint64_t seed = 1;
  double skill = 0.7;
  AnswerSheet sheet;
  Span think_least{300}, think_most{1500};
  std::optional<Span> give_up_after;
  base::Language language = base::Language::zh;
  bool next_try = false;
  bool json = false;
  bool log = false;
};

/// The options; or the exit code after help or problems were printed.
std::variant<HeadlessOptions, ExitCode> read_options(int argc, char** argv);

}  // namespace examhall::client
