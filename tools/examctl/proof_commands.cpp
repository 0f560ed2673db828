// One answer proven without the others, and the public file that it is held against.
#include <fmt/format.h>

#include "base/file.hpp"
#include "evidence/answer_proof.hpp"
#include "examctl/commands.hpp"
#include "examctl/deeds.hpp"
#include "examctl/kept_files.hpp"

namespace examhall::examctl {
namespace {

struct ProofOptions {
  std::string batch, file, ticket, key, public_chain, by = default_actor();
  std::uint32_t item = 0;
  std::vector<std::string> checkpoints, receipts, kept;
};

void publish(Site& site, const ProofOptions& o) {
  const auto bar = site.console().progress({"导出公开链", "writing the public chain"});
  const auto last =
      evidence::export_public_chain(site.journal(), site.signing_key(), wall_now(), o.file, bar);
  if (!last) site.console().stop_on({last.error()}, {"未导出", "not written"});
  site.console().say(
      {fmt::format("公开链已写入 {}：{} 条事件的哈希值，不含任何内容，可以公布", o.file, *last),
       fmt::format("public chain written to {}: the hashes of {} events and nothing of their content; it may "
                   "be published",
                   o.file, *last)});
  site.console().answer({{"file", o.file}, {"events", *last}});
}

void prove(Site& site, const ProofOptions& o) {
  const store::Batch batch = site.batch(o.batch);
  const auto candidate = site.catalogue().candidate_by_ticket(o.ticket);
  if (!candidate || candidate->batch != batch.id) {
    throw Stop{Exit::not_found,
               "no_such_candidate",
               {"本批次没有准考证号 " + o.ticket, "no ticket " + o.ticket + " in this batch"}};
  }
  put_on_record(site, deed(o.by, "answer_proven", o.batch, {{"ticket", o.ticket}, {"item", o.item}}));
  evidence::ProofRequest request{batch.id, candidate->attempt, o.item, std::nullopt};
  for (const std::string& file : o.checkpoints) request.up_to = checkpoint_option(file).back().checkpoint.seq;
  const auto bar = site.console().progress({"生成证明", "proving"});
  const auto proof = evidence::prove_answer(site.journal(), request, site.signing_key(), wall_now(), bar);
  if (!proof) site.console().stop_on({proof.error()}, {"未生成", "not made"});
  base::write_file_atomically(o.file, *proof + "\n", 0600);
  site.console().say(
      {fmt::format("证明已写入 {}：只含这名考生的登记和这一题的作答", o.file),
       fmt::format("proof written to {}: this candidate's registration and this one answer, nothing else",
                   o.file)});
  site.console().answer({{"file", o.file}, {"bytes", proof->size()}});
}

void show(const Console& console, const evidence::Check& check, const base::Text& title) {
  const base::Text state = check.failed() ? base::Text{"[不符] ", "[FAILED] "}
                           : check.state() == evidence::State::skipped
                               ? base::Text{"[未检查] ", "[not checked] "}
                               : base::Text{"[通过] ", "[passed] "};
  console.say({state.zh + title.zh, state.en + title.en});
  for (const evidence::Finding& f : check.findings()) console.say({"  · " + f.text.zh, "  · " + f.text.en});
}

void verify(Site& site, const ProofOptions& o) {
  evidence::ProofOptions options;
  options.key = key_option(o.key);
  for (const std::string& file : o.checkpoints) {
    for (auto& c : checkpoint_option(file)) options.checkpoints.push_back(std::move(c));
  }
  for (const std::string& file : o.receipts) options.receipts.push_back(receipt_option(file));
  for (const std::string& text : o.kept) options.kept.push_back(kept_option(text));
  if (!o.public_chain.empty()) options.public_chain = o.public_chain;
  const auto text = base::read_file(o.file, 1U << 20U);
  if (!text) site.console().stop_on({text.error()}, {"无法读取", "it cannot be read"});
  const evidence::ProofReport report = evidence::verify_answer(*text, options);
  const Console& console = site.console();
  show(console, report.proof, {"证明本身", "the proof itself"});
  show(console, report.kept, {"与另行保存的比对", "against what was kept elsewhere"});
  if (report.public_chain) {
    show(console, report.public_chain->file, {"公开链可读且完整", "the public chain is readable and whole"});
    show(console, report.public_chain->signatures, {"公开链的签名", "its signatures"});
    show(console, report.public_chain->chain, {"公开链前后相接", "its links"});
    show(console, report.public_chain->claims,
         {"作答、回执与检查点都在公开链上", "answer, receipts and checkpoints stand in it"});
  }
  if (!report.ok() && report.not_compared > 0 && !report.proof.failed() && !report.kept.failed()) {
    throw Stop{Exit::refused,
               "not_compared",
               {fmt::format("有 {} 份材料没有比对，不能算核验通过", report.not_compared),
                fmt::format("not verified: {} of what was given was not compared", report.not_compared)}};
  }
  if (!report.ok()) throw Stop{Exit::refused, "not_verified", {"核验未通过", "not verified"}};
  console.say({fmt::format("核验通过：准考证号 {} 对第 {} 题（自 0 起）的作答为 {}，服务器收到于 {}",
                           report.ticket, report.item, report.response, base::to_utc_text(report.at)),
               fmt::format("verified: ticket {} answered item {} (from 0) with {}, received at {}",
                           report.ticket, report.item, report.response, base::to_utc_text(report.at))});
  console.answer({{"verified", true},
                  {"ticket", report.ticket},
                  {"item", report.item},
                  {"response", base::Json::parse(report.response, nullptr, false)},
                  {"at", base::to_utc_text(report.at)},
                  {"seq", report.seq}});
}

}  // namespace

void add_proof_commands(CLI::App& group, const SiteMaker& site) {
  auto o = std::make_shared<ProofOptions>();
  CLI::App* p = group.add_subcommand("publish", "导出可以公布的公开链 / write the public chain");
  p->add_option("file", o->file)->required();
  p->callback([site, o] { publish(site(), *o); });
  CLI::App* a = group.add_subcommand(
      "prove", "证明一名考生对一题的作答，不涉及其他 / prove one answer and show no other");
  a->add_option("batch", o->batch)->required();
  a->add_option("file", o->file)->required();
  a->add_option("--ticket", o->ticket, "准考证号 / ticket")->required();
  a->add_option("--item", o->item, "题目在试卷中的序号，自 0 起 / index of the item in the paper, from 0")
      ->required();
  a->add_option("--checkpoint", o->checkpoints, "按此检查点出证明 / under this checkpoint");
  add_by_option(*a, o->by);
  a->callback([site, o] { prove(site(), *o); });
  CLI::App* v =
      group.add_subcommand("verify-answer", "离线核验一题的证明 / verify the proof of an answer, offline");
  v->add_option("file", o->file)->required();
  v->add_option("--public", o->public_chain, "公开链文件 / the public chain");
  v->add_option("--receipt", o->receipts, "考生保存的回执 / receipts that candidates kept");
  v->add_option("--kept", o->kept, "确认回执的 序号:链值 / SEQ:LINK of acks");
  v->add_option("--checkpoint", o->checkpoints, "另行保存的检查点 / checkpoints kept elsewhere");
  v->add_option("--key", o->key, "另行保存的服务器公钥 / the server's public key, kept elsewhere");
  v->callback([site, o] { verify(site(), *o); });
}

}  // namespace examhall::examctl
