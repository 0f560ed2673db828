// A custodian releases a sealed paper: the halves go from the key file into the running server's memory, and into
// nothing else.
#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

#include "base/dumps.hpp"
#include "control/client.hpp"
#include "examctl/commands.hpp"
#include "examctl/passphrase.hpp"
#include "examctl/when.hpp"
#include "sealing/sealed_paper.hpp"

namespace examhall::examctl {
namespace {

struct ReleaseOptions {
  std::string batch, key;
  PassphraseSource passphrase;
  bool yes = false;
};

base::Text words_for(const std::string& why) {
  if (why == "other_start") return {"批次时间刚刚改动，请重新执行并核对", "the batch was moved just now: run this again and look"};
  if (why == "already_open") return {"试卷已启封", "the paper is open already"};
  if (why == "not_sealed") return {"该批次的试卷没有密封", "the paper of this batch is not sealed"};
  if (why == "no_such_batch") return {"服务器没有该批次", "the server has no such batch"};
  if (why == "other_paper" || why == "wrong_halves") return {"密封试卷与服务器的不一致", "this is not the sealed paper that the server has"};
  return {"服务器拒绝：" + why, "the server refused: " + why};
}

base::Json ask(Site& site, const base::Json& body, std::span<const base::LockedKey> secrets = {}) {
  auto reply = control::ask(site.config().data / control::kSocketFile, body, secrets);
  if (!reply) throw Stop{Exit::no_answer, reply.error().id, reply.error().text};
  if (reply->value("ok", false)) return *std::move(reply);
  const std::string why = reply->value("why", "");
  throw Stop{Exit::refused, why, words_for(why)};
}

sealing::Header header_of(Site& site, const store::Batch& batch) {
  const auto stored = batch.paper ? site.catalogue().sealed_paper(*batch.paper) : std::nullopt;
  if (!stored) throw Stop{Exit::refused, "not_sealed", words_for("not_sealed")};
  auto header = sealing::header_from_text(stored->header, batch.code);
  if (!header) site.console().stop_on(header.error(), {"密封试卷无法读取", "the sealed paper does not read"});
  return *std::move(header);
}

std::string names_of(const base::Json& released) {
  std::string out;
  for (const base::Json& c : released) out += (out.empty() ? "" : ", ") + c.at("name").get<std::string>();
  return out.empty() ? "—" : out;
}

void show(Site& site, const exam::Batch& b, const base::Json& status) {
  const std::string start = local_text(base::from_millis(status.at("start").get<std::int64_t>()), b.zone);
  const std::string paper = status.at("paper").get<std::string>();
  const std::string released = names_of(status.at("released"));
  site.console().say({fmt::format("批次   {} {}\n开考   {}（{}）\n试卷   {}\n已放行 {}\n放行后，试卷在此开考时间启封，不会更早。", b.code, b.title,
                                  start, b.zone, paper, released),
                      fmt::format("batch    {} {}\nstart    {} ({})\npaper    {}\nreleased {}\nOnce released, the paper opens at this start, not earlier.",
                                  b.code, b.title, start, b.zone, paper, released)});
}

void confirm(Site& site, bool yes) {
  if (yes) return;
  if (::isatty(STDIN_FILENO) == 0 || site.console().json()) {
    throw Stop{Exit::usage, "not_confirmed", {"没有终端可确认；脚本请加 --yes", "there is no terminal to confirm at; scripts add --yes"}};
  }
  site.console().raw(site.console().language() == base::Language::zh ? "确认放行？输入 yes：" : "release it? type yes: ");
  std::string line;
  std::getline(std::cin, line);
  if (line != "yes") throw Stop{Exit::refused, "not_confirmed", {"未放行", "not released"}};
}

sealing::CustodianKey read_key(const ReleaseOptions& o) {
  const Passphrase passphrase = read_passphrase(o.passphrase, false);
  auto key = sealing::CustodianKey::read(o.key, passphrase.text());
  if (!key) throw Stop{Exit::refused, key.error().id, key.error().text};
  return *std::move(key);
}

void release(Site& site, const ReleaseOptions& o) {
  base::forbid_dumps();
  const store::Batch row = site.batch(o.batch);
  const sealing::Header header = header_of(site, row);
  const base::Json status = ask(site, {{"do", "paper_status"}, {"batch", o.batch}});
  if (status.at("opened").get<bool>()) throw Stop{Exit::refused, "already_open", words_for("already_open")};
  if (status.at("paper") != header.paper) throw Stop{Exit::refused, "other_paper", words_for("other_paper")};
  show(site, site.settings(row), status);
  confirm(site, o.yes);
  const sealing::CustodianKey key = read_key(o);
  const std::string key_hash = key.public_part("-").key_hash();
  const auto custodian = header.index_of(key_hash);
  if (!custodian) {
    throw Stop{Exit::refused, "not_a_custodian", {"试卷没有密封给这把钥匙", "the paper was not sealed to this key"}};
  }
  const auto halves = sealing::release(header, *custodian, key);
  if (!halves) throw Stop{Exit::refused, "sealed_file_altered", {"密封试卷被改动，请重新导入", "the sealed paper was altered: import it again"}};
  ask(site, {{"do", "paper_release"}, {"batch", o.batch}, {"key", key_hash}, {"start", status.at("start")}}, *halves);
  const base::Json after = ask(site, {{"do", "paper_status"}, {"batch", o.batch}});
  const std::size_t n = after.at("released").size();
  site.console().say({fmt::format("{} 已放行；共 {} 人放行，启封需要 2 人。服务器若在启封前重启，须重新放行", header.custodians[*custodian].name, n),
                      fmt::format("released by {}; {} so far, 2 are needed. If the server restarts before the opening, release again",
                                  header.custodians[*custodian].name, n)});
  site.console().answer({{"batch", o.batch}, {"custodian", header.custodians[*custodian].name}, {"releases", n}});
}

}  // namespace

void add_release_command(CLI::App& papers, const SiteMaker& site) {
  auto o = std::make_shared<ReleaseOptions>();
  CLI::App* c = papers.add_subcommand("release", "保管员放行密封试卷，在服务器上执行 / a custodian releases a sealed paper, on the server");
  c->add_option("--batch", o->batch, "批次代码 / code of the batch")->required();
  c->add_option("--key", o->key, "保管员私钥 / the custodian's private key")->required();
  add_passphrase_options(*c, o->passphrase);
  c->add_flag("--yes", o->yes, "不再询问 / do not ask");
  c->callback([site, o] { release(site(), *o); });
}

}  // namespace examhall::examctl
