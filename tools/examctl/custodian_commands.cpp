// Custodians: those who hold the keys of sealed papers.
#include <fmt/format.h>

#include "base/dumps.hpp"
#include "base/file.hpp"
#include "examctl/commands.hpp"
#include "examctl/passphrase.hpp"
#include "sealing/custodian_key.hpp"

namespace examhall::examctl {
namespace {

struct CustodianOptions {
  std::string name, file;
  PassphraseSource passphrase;
};

void refuse_existing_file(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return;
  throw Stop{Exit::refused,
             "file_exists",
             {fmt::format("{} 已存在，不会覆盖", file.string()),
              fmt::format("{} exists and is not overwritten", file.string())}};
}

void tell(Site& site, const sealing::Custodian& custodian, const base::Text& what) {
  site.console().say(
      {fmt::format("{}\n  姓名 {}\n  指纹 {}", what.zh, custodian.name(), custodian.key_hash()),
       fmt::format("{}\n  name        {}\n  fingerprint {}", what.en, custodian.name(),
                   custodian.key_hash())});
  site.console().answer({{"name", custodian.name()}, {"fingerprint", custodian.key_hash()}});
}

void make(Site& site, const CustodianOptions& o) {
  base::forbid_dumps();
  if (const auto wrong = sealing::wrong_with_name(o.name))
    throw Stop{Exit::usage, "bad_name", {"--name：" + wrong->zh, "--name: " + wrong->en}};
  const std::filesystem::path secret{o.file};
  std::filesystem::path open = secret;
  open.replace_extension(".pub");
  if (open == secret)
    throw Stop{Exit::usage,
               "bad_file",
               {"--out 应指定私钥文件，如 a.key", "--out names the private key's file, like a.key"}};
  refuse_existing_file(secret);
  refuse_existing_file(open);
  const Passphrase passphrase = read_passphrase(o.passphrase, true);
  const auto key = sealing::CustodianKey::generate();
  const sealing::Custodian custodian = key.public_part(o.name);
  base::write_file_atomically(secret, key.to_pem(passphrase.text()), 0600);
  base::write_file_atomically(open, custodian.to_text());
  tell(site, custodian,
       {fmt::format("已生成保管员密钥 {}（本人保管，连同口令）和 {}（交给密封试卷的人）", secret.string(),
                    open.string()),
        fmt::format(
            "keys made: {} (the custodian keeps it, with the passphrase) and {} (for whoever seals papers)",
            secret.string(), open.string())});
}

void show(Site& site, const CustodianOptions& o) {
  const auto custodian = sealing::Custodian::read(o.file);
  if (!custodian)
    site.console().stop_on(custodian.error(), {"不是保管员公钥", "this is no custodian's public key"});
  tell(site, *custodian, {"保管员公钥", "a custodian's public key"});
}

}  // namespace

void add_custodian_commands(CLI::App& app, const SiteMaker& site) {
  CLI::App* group = app.add_subcommand("custodian", "试卷保管员 / custodians of sealed papers");
  group->require_subcommand(1);
  group->fallthrough();
  auto o = std::make_shared<CustodianOptions>();
  CLI::App* n = group->add_subcommand("new", "生成一对密钥 / make a pair of keys");
  n->add_option("--name", o->name, "姓名 / name")->required();
  n->add_option("--out", o->file,
                "私钥文件，公钥在旁，扩展名 .pub / private key; the public one beside it, .pub")
      ->required();
  add_passphrase_options(*n, o->passphrase);
  n->callback([site, o] { make(site(), *o); });
  CLI::App* s = group->add_subcommand("show", "查看公钥的姓名与指纹 / name and fingerprint of a public key");
  s->add_option("file", o->file, ".pub")->required();
  s->callback([site, o] { show(site(), *o); });
}

}  // namespace examhall::examctl
