// Checkpoints: signed statements of where the journal stood, to be kept where nobody who could change the
// journal can change them too.
#include <fmt/format.h>

#include "base/file.hpp"
#include "evidence/sound_reading.hpp"
#include "examctl/commands.hpp"
#include "examctl/kept_files.hpp"
#include "journal/chain.hpp"

namespace examhall::examctl {
namespace {

struct CheckpointOptions {
  std::string out, key;
  std::vector<std::string> files;
};

journal::SignedCheckpoint make(Site& site) {
  const std::uint64_t last = site.journal().head().seq;
  const auto bar = site.console().progress({"核对日志", "checking the journal"});
  evidence::SoundReading reading{site.journal(), last, bar};
  journal::MerkleRoot merkle;
  const auto problem = reading.each([&](const journal::Event& e) { merkle.add(journal::leaf_of(e)); });
  if (problem) site.console().stop_on({*problem}, {"未签发检查点", "no checkpoint was made"});
  return journal::hand_out(
      {site.journal().journal_id(), last, reading.head().link, wall_now(), merkle.root()},
      site.signing_key());
}

void hand_out(Site& site, const CheckpointOptions& o) {
  const journal::SignedCheckpoint c = make(site);
  const std::string line = journal::to_line(c);
  if (!o.out.empty()) base::write_file_atomically(o.out, line + "\n", 0644);
  site.console().say(
      {fmt::format("检查点：日志至第 {} 条，链值 {}", c.checkpoint.seq, base::to_hex(c.checkpoint.link)),
       fmt::format("checkpoint: journal up to event {}, link {}", c.checkpoint.seq,
                   base::to_hex(c.checkpoint.link))});
  if (o.out.empty()) {
    site.console().say({line, line});
  } else {
    site.console().say(
        {"已写入 " + o.out + "；请保存到别处（另一台机器、纸上），日后用 examctl checkpoint check 核对",
         "written to " + o.out +
             "; keep it elsewhere (another machine, paper), and hold the journal "
             "against it with examctl checkpoint check"});
  }
  site.console().answer(base::Json::parse(line));
}

// The checkpoint's journal, place and link; whether its key is the site's, or the one that was given.
void trust(const journal::SignedCheckpoint& c, const base::PublicKey& key, const std::string& file) {
  if (c.holds(key)) return;
  throw Stop{
      Exit::refused,
      "checkpoint_not_signed",
      {fmt::format("{}：第 {} 条处的检查点不是该公钥所签", file, c.checkpoint.seq),
       fmt::format("{}: the checkpoint at event {} is not signed by that key", file, c.checkpoint.seq)}};
}

void check(Site& site, const CheckpointOptions& o) {
  const base::PublicKey key = key_option(o.key).value_or(site.signing_key().public_key());
  journal::ChainCheck chain{site.journal().journal_id()};
  std::size_t count = 0;
  for (const std::string& file : o.files) {
    for (const journal::SignedCheckpoint& c : checkpoint_option(file)) {
      trust(c, key, file);
      chain.expect(c.checkpoint);
      ++count;
    }
  }
  const std::uint64_t last = site.journal().head().seq;
  const auto bar = site.console().progress({"核对日志", "checking the journal"});
  site.journal().read_all([&](const journal::Event& e) {
    if (e.seq % 10'000 == 0) bar(e.seq, last);
    return chain.feed(e);
  });
  if (const auto broken = chain.finish()) {
    throw Stop{Exit::refused,
               "journal_differs",
               {"日志与检查点不符：" + broken->text.zh,
                "the journal is not what was witnessed: " + broken->text.en}};
  }
  site.console().say({fmt::format("日志完好，{} 个检查点全部相符，至第 {} 条", count, chain.head().seq),
                      fmt::format("the journal is whole and holds against {} checkpoints, up to event {}",
                                  count, chain.head().seq)});
  site.console().answer(
      {{"checkpoints", count}, {"seq", chain.head().seq}, {"link", base::to_hex(chain.head().link)}});
}

}  // namespace

void add_checkpoint_commands(CLI::App& app, const SiteMaker& site) {
  CLI::App* group = app.add_subcommand("checkpoint", "日志检查点 / checkpoints of the journal");
  group->require_subcommand(1);
  group->fallthrough();
  auto o = std::make_shared<CheckpointOptions>();
  CLI::App* m = group->add_subcommand(
      "make", "核对全部日志并签发检查点 / check the whole journal and sign where it stands");
  m->add_option("--out", o->out, "写入文件 / write it to a file");
  m->callback([site, o] { hand_out(site(), *o); });
  CLI::App* c = group->add_subcommand(
      "check", "用另行保存的检查点核对日志 / hold the journal against checkpoints kept elsewhere");
  c->add_option("files", o->files, "检查点文件 / files of checkpoints")->required();
  c->add_option("--key", o->key, "另行保存的服务器公钥 / the server's public key, kept elsewhere");
  c->callback([site, o] { check(site(), *o); });
}

}  // namespace examhall::examctl
