// Evidence: what an auditor takes away.
#include <fmt/format.h>

#include "evidence/export.hpp"
#include "evidence/verify.hpp"
#include "examctl/commands.hpp"
#include "examctl/deeds.hpp"
#include "examctl/kept_files.hpp"

namespace examhall::examctl {
namespace {

struct EvidenceOptions {
  std::string batch, file, ticket, by = default_actor();
  bool unfinished = false;
  KeptOptions elsewhere;  // verify: what the auditor brings along
};

evidence::ExportResult write_file(Site& site, const EvidenceOptions& o, const store::Batch& batch) {
  evidence::ExportOptions options;
  options.unfinished = o.unfinished;
  options.progress = site.console().progress({"导出证据", "exporting"});
  const base::SigningKey key = site.signing_key();
  const auto record = [&] { put_on_record(site, deed(o.by, "evidence_exported", o.batch, {{"ticket", o.ticket}})); };
  if (o.ticket.empty()) {
    record();
    return evidence::export_batch(site.journal(), site.catalogue(), batch.id, key, wall_now(), o.file,
                                  options);
  }
  const auto candidate = site.catalogue().candidate_by_ticket(o.ticket);
  if (!candidate || candidate->batch != batch.id) {
    throw Stop{Exit::not_found,
               "no_such_candidate",
               {"本批次没有准考证号 " + o.ticket, "no ticket " + o.ticket + " in this batch"}};
  }
  record();
  return evidence::export_candidate(site.journal(), site.catalogue(), batch.id, candidate->attempt, key,
                                    wall_now(), o.file, options);
}

void export_evidence(Site& site, const EvidenceOptions& o) {
  const auto exported = write_file(site, o, site.batch(o.batch));
  if (!exported) site.console().stop_on({exported.error()}, {"未导出", "not exported"});
  site.console().say(
      {fmt::format("证据已写入 {}：{} 条事件，{} 字节；任何人都可用 examctl evidence verify 核验", o.file,
                   exported->events, exported->bytes),
       fmt::format(
           "evidence written to {}: {} events, {} bytes; anyone can check it with examctl evidence verify",
           o.file, exported->events, exported->bytes)});
  site.console().answer({{"file", o.file},
                         {"events", exported->events},
                         {"leaves", exported->leaves},
                         {"bytes", exported->bytes},
                         {"last_seq", exported->last_seq}});
}

void verify_evidence(Site& site, const EvidenceOptions& o) {
  const evidence::Report report = evidence::verify(o.file, verify_options(o.elsewhere));
  site.console().raw(evidence::to_text(report, site.console().language()));
  site.console().answer(evidence::to_json(report));
  if (!report.ok()) {
    throw Stop{Exit::refused,
               "not_verified",
               {"核验未通过：证据与所称不符", "not verified: the evidence is not what it claims to be"}};
  }
  site.console().say({"核验通过", "verified"});
}

}  // namespace

void add_evidence_commands(CLI::App& app, const SiteMaker& site) {
  CLI::App* group = app.add_subcommand("evidence", "证据 / evidence");
  group->require_subcommand(1);
  group->fallthrough();
  add_proof_commands(*group, site);
  add_timeline_command(*group, site);
  auto o = std::make_shared<EvidenceOptions>();
  CLI::App* e = group->add_subcommand(
      "export", "导出一个批次或一名考生的证据 / export a batch's or a candidate's evidence");
  e->add_option("batch", o->batch)->required();
  e->add_option("file", o->file)->required();
  e->add_option("--ticket", o->ticket, "只导出这名考生 / this candidate only");
  e->add_flag("--unfinished", o->unfinished, "考试尚未结束时 / before the batch is closed");
  add_by_option(*e, o->by);
  e->callback([site, o] { export_evidence(site(), *o); });
  CLI::App* v = group->add_subcommand("verify", "离线核验证据文件 / verify an evidence file, offline");
  v->add_option("file", o->file)->required();
  add_kept_options(*v, o->elsewhere);
  v->callback([site, o] { verify_evidence(site(), *o); });
}

}  // namespace examhall::examctl
