// examctl: the staff's tool. Exit codes are in examctl/console.hpp and docs/operating.md.
#include <iostream>
#include <optional>

#include "base/locked_key.hpp"
#include "examctl/commands.hpp"
#include "journal/storage_error.hpp"

namespace {

using namespace examhall;
using namespace examhall::examctl;

int fail(const Console& console, Exit status, const std::string& id, const base::Text& text) {
  if (console.json()) {
    std::cerr << base::Json{{"error", id}, {"text", {{"zh", text.zh}, {"en", text.en}}}}.dump(
                     2, ' ', false, base::Json::error_handler_t::replace)
              << '\n';
  } else {
    std::cerr << base::to_utf8_lossy(text.in(console.language())) << '\n';
  }
  return static_cast<int>(status);
}

}  // namespace

int main(int argc, char** argv) {
  base::prepare_locked_memory();
  CLI::App app{"examctl：考务命令行工具 / the staff's tool of Examhall", "examctl"};
  std::string folder = ".";
  std::string language = base::language_of_environment() == base::Language::zh ? "zh" : "en";
  bool json = false;
  app.add_option("-d,--dir", folder, "考试目录 / site folder")->envname("EXAMHALL_DIR")->capture_default_str();
  app.add_option("--lang", language, "zh | en")->check(CLI::IsMember({"zh", "en"}));
  app.add_flag("--json", json, "供脚本使用的 JSON 输出 / JSON for scripts");
  app.require_subcommand(1);
  app.fallthrough();
  app.footer("退出码 / exit codes: 0 完成 done, 1 内容有误 refused, 2 用法错误 usage, 3 环境 environment, "
             "4 找不到 not found, 5 服务器未答复 no answer");

  std::optional<Console> console;
  std::optional<Site> site;
  const SiteMaker make = [&]() -> Site& {
    if (!site) {
      console.emplace(language == "en" ? base::Language::en : base::Language::zh, json);
      site.emplace(folder, *console);
    }
    return *site;
  };
  for (const auto add : {add_init, add_bank_commands, add_paper_commands, add_custodian_commands, add_batch_commands, add_roster_commands,
                         add_seat_commands, add_ticket_commands, add_act_commands, add_message_commands, add_results_command, add_regrade_command,
                         add_evidence_commands, add_checkpoint_commands, add_backup_commands, add_account_commands, add_rehearse, add_doctor}) {
    add(app, make);
  }
  try {
    app.parse(argc, argv);
    return 0;
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : static_cast<int>(Exit::usage);
  } catch (const Stop& stop) {
    return fail(make().console(), stop.status, stop.id, stop.text);
  } catch (const std::exception& e) {
    return fail(make().console(), Exit::environment, "failed", {std::string{"出错："} + e.what(), e.what()});
  }
}
