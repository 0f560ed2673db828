// Papers sealed to custodians on the authoring machine, and taken in on the exam server.
#include <fmt/format.h>

#include "base/file.hpp"
#include "exam/attempt.hpp"
#include "examctl/commands.hpp"
#include "examctl/deeds.hpp"
#include "examctl/stored_bank.hpp"
#include "sealing/sealed_paper.hpp"

namespace examhall::examctl {
namespace {

struct SealOptions {
  std::string paper, out, by = default_actor();
  std::vector<std::string> custodians;
};

std::string names_of(const sealing::Header& header) {
  std::string out;
  for (const auto& c : header.custodians) out += (out.empty() ? "" : ", ") + c.name;
  return out;
}

std::vector<sealing::Custodian> read_custodians(Site& site, const std::vector<std::string>& files) {
  base::Problems problems;
  std::vector<sealing::Custodian> out;
  for (const std::string& file : files) {
    auto custodian = sealing::Custodian::read(file);
    if (!custodian) {
      problems.insert(problems.end(), custodian.error().begin(), custodian.error().end());
      continue;
    }
    const bool repeated = std::any_of(out.begin(), out.end(),
                                      [&](const auto& c) { return c.key_hash() == custodian->key_hash(); });
    if (repeated)
      problems.push_back({"repeated", {.file = file}, {"同一位保管员出现两次", "the same custodian twice"}});
    out.push_back(*std::move(custodian));
  }
  const std::size_t n = files.size();
  if (n < sealing::kMinCustodians || n > sealing::kMaxCustodians) {
    problems.push_back({"custodians_out_of_range",
                        {.column = "--to"},
                        {"应有 2 到 5 名保管员", "from 2 to 5 custodians are expected"}});
  }
  site.console().stop_on(problems, {"未密封", "nothing was sealed"});
  return out;
}

void seal(Site& site, const SealOptions& o) {
  const auto custodians = read_custodians(site, o.custodians);
  const bank::Paper paper = load_paper(site, o.paper);
  if (paper.item_count() > exam::kMaxItems) {
    throw Stop{Exit::refused, "too_many_items", {"试卷题数过多", "the paper has too many items for an exam"}};
  }
  const sealing::Facts facts{base::to_hex(paper.hash()), paper.content().title, paper.content().level,
                             static_cast<std::uint32_t>(paper.item_count())};
  put_on_record(site, deed(o.by, "paper_sealed", "", {{"paper", facts.paper}}));
  const auto sealed = sealing::seal(facts, base::canonical(bank::to_json(paper)), custodians, wall_now());
  base::write_file_atomically(o.out, sealing::to_bytes(sealed), 0600);
  site.console().say(
      {fmt::format("试卷 {}（{}，{} 题）已密封到 {}；任意两名保管员可启封：{}", facts.paper.substr(0, 12),
                   facts.title, facts.items, o.out, names_of(sealed.header)),
       fmt::format("paper {} ({}, {} items) sealed into {}; any two of these open it: {}",
                   facts.paper.substr(0, 12), facts.title, facts.items, o.out, names_of(sealed.header))});
  site.console().answer(
      {{"paper", facts.paper}, {"items", facts.items}, {"custodians", custodians.size()}, {"file", o.out}});
}

void import(Site& site, const SealOptions& o) {
  const auto sealed = sealing::read_sealed(o.paper);
  if (!sealed)
    site.console().stop_on(sealed.error(), {"密封试卷未导入", "the sealed paper was not imported"});
  const sealing::Header& h = sealed->header;
  const store::SealedPaper stored{.heading = {*base::digest_from_hex(h.paper), h.title, h.level, wall_now()},
                                  .header = sealed->header_text,
                                  .body = sealed->body};
  const auto add = [&]() -> std::optional<store::Deed> {
    if (!site.catalogue().add_sealed_paper(stored)) return std::nullopt;
    return deed(o.by, "sealed_paper_imported", "", {{"paper", h.paper}});
  };
  if (!site.catalogue().on_record(add)) {
    throw Stop{Exit::refused,
               "paper_in_clear",
               {"此考试目录中已有该试卷的明文，密封没有意义；请导入到考试服务器的目录",
                "this site holds the paper in the clear already, so sealing hides nothing; import it into "
                "the exam server's site"}};
  }
  site.console().say({fmt::format("已导入密封试卷 {}（{}，{} 题）；保管员 {}，任意两名启封",
                                  h.paper.substr(0, 12), h.title, h.items, names_of(h)),
                      fmt::format("sealed paper {} ({}, {} items) imported; custodians {}, any two open it",
                                  h.paper.substr(0, 12), h.title, h.items, names_of(h))});
  base::Json custodians = base::Json::array();
  for (const auto& c : h.custodians) custodians.push_back({{"name", c.name}, {"fingerprint", c.key}});
  site.console().answer({{"paper", h.paper}, {"items", h.items}, {"custodians", custodians}});
}

}  // namespace

void add_sealing_commands(CLI::App& papers, const SiteMaker& site) {
  auto o = std::make_shared<SealOptions>();
  CLI::App* s = papers.add_subcommand(
      "seal", "密封试卷，任意两名保管员启封 / seal a paper; any two custodians open it");
  s->add_option("paper", o->paper)->required();
  s->add_option("--to", o->custodians, "保管员公钥，2 到 5 个 / custodians' public keys, 2 to 5")->required();
  s->add_option("--out", o->out, "密封文件 / the sealed file")->required();
  add_by_option(*s, o->by);
  s->callback([site, o] { seal(site(), *o); });
  CLI::App* i = papers.add_subcommand("import", "导入密封试卷 / import a sealed paper");
  i->add_option("file", o->paper, ".sealed")->required();
  add_by_option(*i, o->by);
  i->callback([site, o] { import(site(), *o); });
}

}  // namespace examhall::examctl
