// Backups: made beside a live server, checked, restored into an empty folder.
#include <fmt/format.h>

#include "examctl/commands.hpp"
#include "store/backup.hpp"

namespace examhall::examctl {
namespace {

void report(Site& site, const store::Manifest& m, const base::Text& sentence) {
  std::uint64_t bytes = 0;
  for (const store::BackupFile& f : m.files) bytes += f.bytes;
  site.console().say({fmt::format("{}：{} 个文件，{} MB，日志至第 {} 条", sentence.zh, m.files.size(), bytes >> 20U, m.head.seq),
                      fmt::format("{}: {} files, {} MB, journal up to event {}", sentence.en, m.files.size(), bytes >> 20U, m.head.seq)});
  site.console().answer({{"made_at", base::to_utc_text(m.made_at)}, {"journal", base::to_hex(m.journal)}, {"seq", m.head.seq},
                         {"link", base::to_hex(m.head.link)}, {"bytes", bytes}});
}

void create(Site& site, const std::string& target) {
  const auto bar = site.console().progress({"备份", "backing up"});
  const store::Manifest m = store::make_backup(site.config().data, target, wall_now(),
                                               [&](const std::string&, int done, int total) {
                                                 bar(static_cast<std::uint64_t>(done), static_cast<std::uint64_t>(total));
                                               });
  report(site, m, {"已备份到 " + target, "backed up to " + target});
}

void check(Site& site, const std::string& folder) {
  const auto m = store::check_backup(folder);
  if (!m) site.console().stop_on(m.error(), {"备份不可用", "the backup is not good"});
  report(site, *m, {"备份完好", "the backup is good"});
}

void restore(Site& site, const std::string& folder, const std::string& data) {
  const auto m = store::restore_backup(folder, data);
  if (!m) site.console().stop_on(m.error(), {"未恢复", "not restored"});
  report(site, *m, {"已恢复到 " + data + "（密钥须另行放回）", "restored to " + data + " (put the keys back yourself)"});
}

}  // namespace

void add_backup_commands(CLI::App& app, const SiteMaker& site) {
  CLI::App* group = app.add_subcommand("backup", "备份 / backups");
  group->require_subcommand(1);
  group->fallthrough();
  auto folder = std::make_shared<std::string>();
  auto data = std::make_shared<std::string>();
  CLI::App* c = group->add_subcommand("create", "备份数据（可在考试进行中）/ back up, beside a running server");
  c->add_option("folder", *folder)->required();
  c->callback([site, folder] { create(site(), *folder); });
  CLI::App* k = group->add_subcommand("check", "检查备份 / check a backup");
  k->add_option("folder", *folder)->required();
  k->callback([site, folder] { check(site(), *folder); });
  CLI::App* r = group->add_subcommand("restore", "恢复到空的数据目录 / restore into an empty data folder");
  r->add_option("folder", *folder)->required();
  r->add_option("data", *data, "数据目录 / data folder")->required();
  r->callback([site, folder, data] { restore(site(), *folder, *data); });
}

}  // namespace examhall::examctl
