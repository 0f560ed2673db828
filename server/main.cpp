// examhall-server: reads the configuration, runs, and says why if it cannot.
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include <iostream>

#include "base/dumps.hpp"
#include "base/locked_key.hpp"
#include "config/config.hpp"
#include "journal/sabotage.hpp"
#include "log.hpp"
#include "running.hpp"

namespace {

int report(const examhall::base::Problems& problems) {
  const auto language = examhall::base::language_of_environment();
  for (const auto& p : problems) std::cerr << to_line(p, language) << '\n';
  std::cerr << (language == examhall::base::Language::zh
                    ? "配置有误，服务器未启动。\n"
                    : "The configuration is wrong; the server did not start.\n");
  return 2;
}

std::string version() {
  using namespace examhall::journal;
  std::string text = "examhall-server " EXAMHALL_VERSION;
  if constexpr (kSabotage != Sabotage::none) {
    text += std::string{" SABOTAGED ("} + name_of(kSabotage) +
            "): 故意丢失答案，仅供测试，绝不可用于考试 / loses answers on purpose, for tests only, never for "
            "an exam";
  }
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Examhall 考试服务器 / the exam server"};
  std::string file = "examhall.toml";
  bool check = false;
  app.add_option("-c,--config", file, "配置文件 / configuration file")->capture_default_str();
  app.add_flag("--check", check, "只检查配置 / check the configuration and leave");
  app.set_version_flag("--version", version());
  app.footer(
      "退出码 / exit codes: 0 正常停止 stopped in order, 1 运行失败 failed, 2 配置有误 wrong configuration");
  CLI11_PARSE(app, argc, argv);
  examhall::base::forbid_dumps();
  const bool locked = examhall::base::prepare_locked_memory();
  const auto config = examhall::config::read_config(file);
  if (!config) return report(config.error());
  if (check) return 0;
  try {
    const examhall::Log log{*config};
    if constexpr (examhall::journal::kSabotage != examhall::journal::Sabotage::none)
      spdlog::critical(version());
    if (!locked) spdlog::warn("memory cannot be locked: keys of sealed papers could be swapped out (ulimit -l)");
    return examhall::run(*config);
  } catch (const std::exception& e) {
    std::cerr << "examhall-server: " << e.what() << '\n';
    return 1;
  }
}
