#include "examctl/passphrase.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "base/file.hpp"
#include "base/locked_key.hpp"
#include "examctl/console.hpp"
#include "sealing/custodian_key.hpp"

namespace examhall::examctl {
namespace {

constexpr std::size_t kMaxPassphrase = 512;

/// The terminal with its echo off, as long as this lives.
class QuietTerminal {
 public:
  /// `instead`: the options with which scripts do without.
  explicit QuietTerminal(const base::Text& instead) : fd_{::open("/dev/tty", O_RDWR | O_CLOEXEC)} {
    if (fd_ < 0 || ::tcgetattr(fd_, &before_) != 0) {
      if (fd_ >= 0) ::close(fd_);
      throw Stop{Exit::usage,
                 "no_terminal",
                 {"没有终端可输入口令；脚本请用 " + instead.zh,
                  "there is no terminal to type at; scripts use " + instead.en}};
    }
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    quiet.c_lflag |= ECHONL;
    ::tcsetattr(fd_, TCSAFLUSH, &quiet);
  }
  ~QuietTerminal() {
    if (fd_ < 0) return;
    ::tcsetattr(fd_, TCSAFLUSH, &before_);
    ::close(fd_);
  }
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;

  std::string ask(std::string_view prompt) const {
    if (::write(fd_, prompt.data(), prompt.size()) < 0) return {};
    std::string line(kMaxPassphrase, '\0');
    const ssize_t n = ::read(fd_, line.data(), line.size());
    line.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    return line;
  }

 private:
  int fd_;
  termios before_{};
};

std::string first_line(std::string text) {
  const std::size_t end = text.find_first_of("\r\n");
  std::string line = text.substr(0, end);
  base::wipe(text);
  return line;
}

std::string from_standard_input() {
  std::string line;
  std::getline(std::cin, line);
  return first_line(std::move(line));
}

std::string from_file(const std::string& file) {
  auto text = base::read_file(file, kMaxPassphrase);
  if (!text)
    throw Stop{Exit::environment,
               text.error().id,
               {file + "：" + text.error().text.zh, file + ": " + text.error().text.en}};
  return first_line(*std::move(text));
}

std::string from_terminal(bool fresh, const base::Text& instead) {
  const QuietTerminal terminal{instead};
  std::string text = terminal.ask("口令 / passphrase: ");
  if (!fresh) return text;
  std::string again = terminal.ask("再输一次 / once more: ");
  const bool same = text == again;
  base::wipe(again);
  if (!same)
    throw Stop{Exit::usage, "passphrases_differ", {"两次输入的口令不同", "the two passphrases differ"}};
  return text;
}

}  // namespace

Passphrase::~Passphrase() { base::wipe(text_); }

void add_passphrase_options(CLI::App& command, PassphraseSource& source) {
  auto* file =
      command.add_option("--passphrase-file", source.file, "口令文件的第一行 / first line of a file");
  command.add_flag("--passphrase-stdin", source.standard_input, "从标准输入读口令 / from standard input")
      ->excludes(file);
}

Passphrase read_passphrase(const PassphraseSource& source, bool fresh) {
  std::string text = source.standard_input  ? from_standard_input()
                     : !source.file.empty() ? from_file(source.file)
                                            : from_terminal(fresh, {"--passphrase-file 或 --passphrase-stdin",
                                                                    "--passphrase-file or --passphrase-stdin"});
  if (fresh && text.size() < sealing::kMinPassphrase) {
    base::wipe(text);
    throw Stop{Exit::usage,
               "passphrase_too_short",
               {fmt::format("口令至少 {} 个字节", sealing::kMinPassphrase),
                fmt::format("a passphrase has {} bytes or more", sealing::kMinPassphrase)}};
  }
  return Passphrase{std::move(text)};
}

Passphrase read_new_password(const std::string& file) {
  if (file.empty()) {
    return Passphrase{from_terminal(true, {"--password-file 或 --draw", "--password-file or --draw"})};
  }
  return Passphrase{file == "-" ? from_standard_input() : from_file(file)};
}

}  // namespace examhall::examctl
