#pragma once
// How examctl speaks: sentences in the person's language, or one JSON object for a script; problems to standard
// error; progress only when a person watches.
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace examhall::examctl {

/// Documented in docs/operating.md; never renumbered.
enum class Exit : int {
  done = 0,
  refused = 1,      ///< what was given is wrong, or a check found something
  usage = 2,        ///< the command line is wrong
  environment = 3,  ///< a file, a database, the machine
  not_found = 4,
  no_answer = 5,    ///< the server did not answer in time; what was asked stays waiting
};

/// Ends a command with a sentence. Thrown by commands, caught once in main.
class Stop : public std::runtime_error {
 public:
  Stop(Exit exit_status, std::string stable_id, base::Text sentence)
      : std::runtime_error{sentence.en}, status{exit_status}, id{std::move(stable_id)}, text{std::move(sentence)} {}
  Exit status;
  std::string id;
  base::Text text;
};

class Console {
 public:
  Console(base::Language language, bool json) : language_{language}, json_{json} {}

  base::Language language() const { return language_; }
  bool json() const { return json_; }

  /// One line for a person; nothing for a script.
  void say(const base::Text& text) const;
  /// A table for a person: columns aligned by what a terminal shows, each row on one line whatever is in it.
  void table(const std::vector<base::Text>& headings, std::vector<std::vector<std::string>> rows) const;
  void raw(const std::string& text) const;
  /// The script's answer, printed at once: call it once, last.
  void answer(const base::Json& object) const;
  void problems(const base::Problems& problems) const;
  /// Problems to standard error, then Stop with Exit::refused. Returns if there are warnings only.
  void stop_on(const base::Problems& problems, const base::Text& summary) const;

  /// A bar on standard error, if that is a terminal and nobody asked for JSON. Give done and total.
  std::function<void(std::uint64_t, std::uint64_t)> progress(const base::Text& what) const;

 private:
  base::Language language_;
  bool json_;
};

}  // namespace examhall::examctl
