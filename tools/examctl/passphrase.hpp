#pragma once
// How a person gives a passphrase: typed without echo, or in a file or on standard input for scripts. Never
// as an argument: every user of the machine can read those.
#include <CLI/CLI.hpp>

#include <string>

namespace examhall::examctl {

/// Wipes itself.
class Passphrase {
 public:
  explicit Passphrase(std::string text) : text_{std::move(text)} {}
  ~Passphrase();
  Passphrase(const Passphrase&) = delete;
  Passphrase& operator=(const Passphrase&) = delete;
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

struct PassphraseSource {
  std::string file;
  bool standard_input = false;
};

void add_passphrase_options(CLI::App& command, PassphraseSource& source);

/// `fresh`: chosen now, so it is asked for twice and must have kMinPassphrase bytes. Throws Stop.
Passphrase read_passphrase(const PassphraseSource& source, bool fresh);

/// A password of staff: typed twice at the terminal if `file` is empty, else the first line of the file, "-" for
/// standard input. Whether it is a good one is for the caller to ask. Throws Stop.
Passphrase read_new_password(const std::string& file);

}  // namespace examhall::examctl
