// Backups: made beside a live server, checked, restored into an empty folder.
#include <fmt/format.h>

#include <cstdlib>

#include "exam/fold.hpp"
#include "examctl/commands.hpp"
#include "examctl/deeds.hpp"
#include "examctl/kept_files.hpp"
#include "journal/chain.hpp"
#include "store/backup.hpp"

namespace examhall::examctl {
namespace {

void report(Site& site, const store::Manifest& m, const base::Text& sentence) {
  std::uint64_t bytes = 0;
  for (const store::BackupFile& f : m.files) bytes += f.bytes;
  site.console().say({fmt::format("{}：{} 个文件，{} MB，日志至第 {} 条", sentence.zh, m.files.size(),
                                  bytes >> 20U, m.head.seq),
                      fmt::format("{}: {} files, {} MB, journal up to event {}", sentence.en, m.files.size(),
                                  bytes >> 20U, m.head.seq)});
  site.console().answer({{"made_at", base::to_utc_text(m.made_at)},
                         {"journal", base::to_hex(m.journal)},
                         {"seq", m.head.seq},
                         {"link", base::to_hex(m.head.link)},
                         {"bytes", bytes}});
}

void create(Site& site, const std::string& target, const std::string& by) {
  put_on_record(site, deed(by, "backup_begun", "", base::Json::object()));
  const auto bar = site.console().progress({"备份", "backing up"});
  const store::Manifest m = store::make_backup(
      site.config().data, target, wall_now(), [&](const std::string&, int done, int total) {
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
  report(
      site, *m,
      {"已恢复到 " + data + "（密钥须另行放回）", "restored to " + data + " (put the keys back yourself)"});
}

/// A folder that goes when the drill is over, whatever comes of it.
class DrillFolder {
 public:
  DrillFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "examhall-drill-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
      throw Stop{Exit::environment, "no_folder", {"无法建立临时目录", "a temporary folder cannot be made"}};
    }
    path_ = pattern;
  }
  ~DrillFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  DrillFolder(const DrillFolder&) = delete;
  DrillFolder& operator=(const DrillFolder&) = delete;
  std::filesystem::path data() const { return path_ / "data"; }

 private:
  std::filesystem::path path_;
};

struct Drilled {
  journal::Head head;
  std::size_t batches = 0, attempts = 0;
  std::uint64_t answers = 0, unknown = 0;
};

// What a server that starts on it would do: the chain, the fold; and every paper that a batch names.
Drilled read_restored(Site& site, const std::filesystem::path& data,
                      const std::vector<std::string>& checkpoints) {
  const auto journal = store::open_journal_reader(data);
  journal::ChainCheck chain{journal->journal_id()};
  for (const std::string& file : checkpoints) {
    for (const auto& c : checkpoint_option(file)) chain.expect(c.checkpoint);
  }
  exam::Fold fold;
  Drilled out;
  journal->read_all([&](const journal::Event& e) {
    out.answers += e.kind == "answered" ? 1 : 0;
    if (e.batch != 0 && !fold.apply({e.batch, e.attempt, e.at, e.seq, e.link}, e.kind, e.body)) ++out.unknown;
    return chain.feed(e);
  });
  if (const auto broken = chain.finish())
    site.console().stop_on({{"journal_differs", {}, broken->text}}, {"演练未通过", "the drill failed"});
  const auto catalogue = store::open_catalogue(data);
  for (const store::Batch& b : catalogue->batches()) {
    if (b.paper && !catalogue->paper(*b.paper)) {
      site.console().stop_on(
          {{"paper_missing", {.file = b.code}, {"试卷不在备份中", "its paper is not in the backup"}}},
          {"演练未通过", "the drill failed"});
    }
  }
  out.head = chain.head();
  out.batches = fold.batches.size();
  out.attempts = fold.attempts.size();
  return out;
}

void drill(Site& site, const std::string& folder, const std::vector<std::string>& checkpoints) {
  const DrillFolder scratch;
  const base::Instant begin = wall_now();
  const auto m = store::restore_backup(folder, scratch.data());
  if (!m)
    site.console().stop_on(m.error(), {"演练未通过：备份不可用", "the drill failed: the backup is not good"});
  const Drilled d = read_restored(site, scratch.data(), checkpoints);
  const double seconds = static_cast<double>((wall_now() - begin).count()) / 1000;
  site.console().say(
      {fmt::format("演练通过：{:.1f} 秒恢复并读完，{} 个批次，{} 名考生，{} 次作答，日志至第 {} 条", seconds,
                   d.batches, d.attempts, d.answers, d.head.seq),
       fmt::format("the drill passed: restored and read in {:.1f} s; {} batches, {} candidates, {} answers, "
                   "journal up to event {}",
                   seconds, d.batches, d.attempts, d.answers, d.head.seq)});
  if (d.unknown > 0) {
    site.console().say({fmt::format("其中 {} 条事件出自较新的版本", d.unknown),
                        fmt::format("{} events are of a newer version", d.unknown)});
  }
  site.console().answer({{"seconds", seconds},
                         {"batches", d.batches},
                         {"candidates", d.attempts},
                         {"answers", d.answers},
                         {"seq", d.head.seq},
                         {"link", base::to_hex(d.head.link)},
                         {"unknown", d.unknown}});
}

}  // namespace

void add_backup_commands(CLI::App& app, const SiteMaker& site) {
  CLI::App* group = app.add_subcommand("backup", "备份 / backups");
  group->require_subcommand(1);
  group->fallthrough();
  auto folder = std::make_shared<std::string>();
  auto data = std::make_shared<std::string>();
  CLI::App* c =
      group->add_subcommand("create", "备份数据（可在考试进行中）/ back up, beside a running server");
  c->add_option("folder", *folder)->required();
  auto by = std::make_shared<std::string>(default_actor());
  add_by_option(*c, *by);
  c->callback([site, folder, by] { create(site(), *folder, *by); });
  CLI::App* k = group->add_subcommand("check", "检查备份 / check a backup");
  k->add_option("folder", *folder)->required();
  k->callback([site, folder] { check(site(), *folder); });
  CLI::App* r = group->add_subcommand("restore", "恢复到空的数据目录 / restore into an empty data folder");
  r->add_option("folder", *folder)->required();
  r->add_option("data", *data, "数据目录 / data folder")->required();
  r->callback([site, folder, data] { restore(site(), *folder, *data); });
  auto checkpoints = std::make_shared<std::vector<std::string>>();
  CLI::App* d = group->add_subcommand(
      "drill", "恢复演练：恢复到临时目录，读完并核对，再删去 / restore drill, into a folder that goes again");
  d->add_option("folder", *folder)->required();
  d->add_option("--checkpoint", *checkpoints, "另行保存的检查点 / checkpoints kept elsewhere");
  d->callback([site, folder, checkpoints] { drill(site(), *folder, *checkpoints); });
}

}  // namespace examhall::examctl
