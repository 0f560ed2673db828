#include "client/headless/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

#include "base/file.hpp"

namespace examhall::client {
namespace {

constexpr const char* kFooter = R"(
Without --script or --random it waits until the paper is collected.
Exit codes:
  0  a receipt was received and its signature holds
  1  internal error            2  usage
  3  login refused             4  too late to enter, or the batch is over
  5  terminated by staff       6  the seat was taken over by another machine
  7  gave up connecting        8  the exam ended without a receipt that holds
  9  left before the end, as the script or a signal said
The access code is read from --code-file or, without it, from the first line of standard input.)";

struct Raw {
  bool headless = false, random = false, until_deadline = false, no_hand_in = false, no_journal = false;
  std::string config, server, ca, server_key, ticket, code_file, machine, journal_dir, receipt, script,
      answers, think = "300..1500", report, language;
  double give_up_after = 0;
};

class Complaints {
 public:
  explicit Complaints(base::Language language) : language_{language} {}
  void say(base::Text text) {
    std::cerr << text.in(language_) << '\n';
    any = true;
  }
  void say_all(const base::Problems& problems) {
    for (const auto& p : problems) std::cerr << base::to_line(p, language_) << '\n';
    any = true;
  }
  bool any = false;

 private:
  base::Language language_;
};

void describe(CLI::App& app, Raw& raw, HeadlessOptions& o) {
  app.footer(kFooter);
  app.add_flag("--headless", raw.headless, "no window: one candidate, driven by a script or at random");
  app.add_option("--config", raw.config, "the room's settings (TOML)");
  app.add_option("--server", raw.server, "host:port, instead of the room's settings");
  app.add_option("--ca", raw.ca, "certificate authority (PEM), instead of the room's settings");
  app.add_option("--server-key", raw.server_key, "base64 of the key that receipts are signed with");
  app.add_option("--ticket", raw.ticket, "admission ticket number");
  app.add_option("--code-file", raw.code_file, "file with the access code");
  app.add_option("--machine", raw.machine, "how the room names this machine");
  app.add_option("--journal-dir", raw.journal_dir, "where answers wait that the server does not have yet");
  app.add_flag("--no-journal", raw.no_journal, "keep no answers on this machine");
  app.add_option("--receipt", raw.receipt, "where the receipt is saved");
  app.add_option("--script", raw.script, "steps, a JSON list (docs/client.md)");
  app.add_flag("--random", raw.random, "answer every item, then hand in as soon as that is allowed");
  app.add_flag("--until-deadline", raw.until_deadline,
               "with --random: go on answering until the paper is collected");
  app.add_flag("--no-hand-in", raw.no_hand_in, "with --random: wait until the paper is collected");
  app.add_option("--seed", o.seed, "of everything random");
  app.add_option("--skill", o.skill, "how often, of 1, the answer sheet is followed")
      ->check(CLI::Range(0.0, 1.0));
  app.add_flag("--next-try", o.next_try, "begin another try, where the last has ended and one is left");
  app.add_option("--answers", raw.answers, "answer sheet (JSON)");
  app.add_option("--think", raw.think, "milliseconds before each answer, MIN..MAX");
  app.add_option("--give-up-after", raw.give_up_after, "seconds without a connection")
      ->check(CLI::PositiveNumber);
  app.add_option("--report", raw.report, "everything that was acknowledged and refused, as JSON");
  app.add_option("--lang", raw.language, "zh or en")->check(CLI::IsMember({"zh", "en"}));
  app.add_flag("--json", o.json, "events as JSON, one a line");
  app.add_flag("--log", o.log, "more lines: the clock, every state of every answer");
}

bool read_think(const std::string& text, HeadlessOptions& o) {
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos) return false;
  const auto number = [](const std::string& s) -> std::optional<long> {
    if (s.empty() || s.size() > 8 || s.find_first_not_of("0123456789") != std::string::npos)
      return std::nullopt;
    return std::stol(s);
  };
  const auto least = number(text.substr(0, dots));
  const auto most = number(text.substr(dots + 2));
  if (!least || !most || *least > *most) return false;
  o.think_least = Span{*least};
  o.think_most = Span{*most};
  return true;
}

void read_room(const Raw& raw, HeadlessOptions& o, Complaints& complaints) {
  if (!raw.config.empty()) {
    auto room = read_room_settings(raw.config);
    if (!room) return complaints.say_all(room.error());
    o.room = *std::move(room);
  } else {
    o.room.machine = own_machine_name();
    o.room.journal_folder = usual_journal_folder();
    if (raw.server.empty() || raw.ca.empty()) {
      complaints.say({"请给出 --config，或 --server 与 --ca", "Give --config, or --server and --ca"});
    }
  }
  if (!raw.server.empty()) {
    const auto address = parse_server(raw.server);
    if (address)
      o.room.server = *address;
    else
      complaints.say({"--server 应写成 主机:端口", "--server: host:port is expected"});
  }
  if (!raw.ca.empty()) o.room.ca = raw.ca;
  if (!raw.machine.empty()) o.room.machine = raw.machine.substr(0, 64);
  if (raw.server_key.empty()) return;
  o.room.server_key = base::public_key_from_base64(raw.server_key);
  if (!o.room.server_key)
    complaints.say(
        {"--server-key 应为 32 字节公钥的 base64", "--server-key: the base64 of 32 bytes is expected"});
}

std::string first_line(const std::string& text) {
  return std::string{base::trimmed(text.substr(0, text.find('\n')))};
}

void read_code(const Raw& raw, HeadlessOptions& o, Complaints& complaints) {
  if (raw.code_file.empty()) {
    std::string line;
    std::getline(std::cin, line);
    o.code = first_line(line);
  } else {
    const auto content = base::read_file(raw.code_file, 4096);
    if (!content) return complaints.say_all(base::Problems{content.error()});
    o.code = first_line(*content);
  }
  if (o.code.empty())
    complaints.say({"没有登录码：请用 --code-file 或标准输入给出",
                    "No access code: give it by --code-file or on standard input"});
}

void read_steps(const Raw& raw, HeadlessOptions& o, Complaints& complaints) {
  if (!raw.script.empty()) {
    const auto content = base::read_file(raw.script, 8U << 20U);
    if (!content) return complaints.say_all(base::Problems{content.error()});
    auto steps = read_script(*content, raw.script);
    if (!steps) return complaints.say_all(steps.error());
    o.steps = *std::move(steps);
  } else if (raw.random) {
    o.steps.emplace_back(AnswerAllStep{});
    if (raw.until_deadline)
      o.steps.emplace_back(TypeStep{});
    else if (!raw.no_hand_in)
      o.steps.emplace_back(HandInStep{});
  }
  if (raw.answers.empty()) return;
  const auto content = base::read_file(raw.answers, 8U << 20U);
  if (!content) return complaints.say_all(base::Problems{content.error()});
  auto sheet = AnswerSheet::read(*content, raw.answers);
  if (!sheet) return complaints.say_all(sheet.error());
  o.sheet = *std::move(sheet);
}

}  // namespace

std::variant<HeadlessOptions, ExitCode> read_options(int argc, char** argv) {
  HeadlessOptions o;
  Raw raw;
  CLI::App app{"Examhall's candidate client", "examhall-client"};
  describe(app, raw, o);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? ExitCode::receipt : ExitCode::usage;
  }
  o.language = raw.language.empty() ? base::language_of_environment()
                                    : (raw.language == "en" ? base::Language::en : base::Language::zh);
  Complaints complaints{o.language};
  if (!raw.headless)
    complaints.say({"此程序没有窗口，请加 --headless", "This program has no window; add --headless"});
  if (raw.ticket.empty() || raw.ticket.size() > 64)
    complaints.say({"请用 --ticket 给出准考证号", "Give the admission ticket by --ticket"});
  if (!read_think(raw.think, o))
    complaints.say({"--think 应写成 最小..最大（毫秒）", "--think: MIN..MAX in milliseconds is expected"});
  read_room(raw, o, complaints);
  read_steps(raw, o, complaints);
  if (!complaints.any) read_code(raw, o, complaints);
  if (complaints.any) return ExitCode::usage;
  o.ticket = raw.ticket;
  if (!raw.no_journal)
    o.journal_folder =
        raw.journal_dir.empty() ? o.room.journal_folder : std::filesystem::path{raw.journal_dir};
  if (!raw.receipt.empty()) o.receipt = raw.receipt;
  if (!raw.report.empty()) o.report = raw.report;
  if (raw.give_up_after > 0) o.give_up_after = Span{static_cast<Span::rep>(raw.give_up_after * 1000)};
  return o;
}

}  // namespace examhall::client
