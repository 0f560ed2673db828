// Regrading with a corrected key, in three steps: who would change; the same asked for; and, once somebody else has approved
// these very scores, a new version beside the old one. The server records no other.
#include <fmt/format.h>

#include "base/file.hpp"
#include "evidence/grade_batch.hpp"
#include "evidence/results_digest.hpp"
#include "examctl/acting.hpp"
#include "examctl/commands.hpp"
#include "examctl/deeds.hpp"
#include "examctl/refusal_words.hpp"
#include "examctl/stored_bank.hpp"
#include "examctl/stored_results.hpp"
#include "examctl/waiting.hpp"
#include "grading/correction.hpp"
#include "grading/regrade.hpp"

namespace examhall::examctl {
namespace {

struct RegradeOptions {
  std::string batch, correction, by = default_actor();
  bool propose = false, apply = false;
};

// What the journal has of the batch: the same fold that grading after the batch used.
exam::Fold fold_of_batch(Site& site, std::int64_t batch) {
  exam::Fold fold;
  site.journal().read_batch(batch, [&](const journal::Event& e) {
    fold.apply({e.batch, e.attempt, e.at, e.seq, e.link}, e.kind, e.body);
    return true;
  });
  return fold;
}

std::vector<evidence::CandidateTries> tries_of(const exam::Fold& fold) {
  std::map<std::int64_t, evidence::CandidateTries> sorted;
  for (const auto& [id, attempt] : fold.attempts) sorted[id] = evidence::tries_of(attempt);
  std::vector<evidence::CandidateTries> out;
  for (auto& [id, tries] : sorted) out.push_back(std::move(tries));
  return out;
}

std::string change_text(const grading::ResultChange& c) {
  return fmt::format("{} → {}", c.before ? c.before->to_text() : "—", c.after ? c.after->to_text() : "—");
}

void show(Site& site, const grading::Comparison& comparison) {
  std::vector<std::vector<std::string>> rows;
  for (const grading::ResultChange& c : comparison.changes) {
    const bool zh = site.console().language() == base::Language::zh;
    const std::string verdict = !c.verdict_changes() ? "" : c.passed_after ? (zh ? "变为及格" : "now passes") : (zh ? "变为不及格" : "no longer passes");
    rows.push_back({c.ticket, c.name, change_text(c), verdict});
  }
  site.console().table({{"准考证号", "ticket"}, {"姓名", "name"}, {"分数", "score"}, {"及格", "pass"}}, rows);
  site.console().say({fmt::format("{} 人成绩变化，{} 人不变；新增及格 {}，不再及格 {}", comparison.changes.size(), comparison.unchanged, comparison.now_pass, comparison.no_longer_pass),
                      fmt::format("{} change, {} do not; {} now pass, {} no longer do", comparison.changes.size(), comparison.unchanged, comparison.now_pass, comparison.no_longer_pass)});
}

base::Json to_json(const grading::Comparison& comparison) {
  base::Json changes = base::Json::array();
  for (const grading::ResultChange& c : comparison.changes) {
    changes.push_back({{"ticket", c.ticket}, {"before", c.before ? base::Json(c.before->to_text()) : base::Json()},
                       {"after", c.after ? base::Json(c.after->to_text()) : base::Json()}, {"passed_before", c.passed_before}, {"passed_after", c.passed_after}});
  }
  return {{"changes", changes}, {"unchanged", comparison.unchanged}, {"now_pass", comparison.now_pass}, {"no_longer_pass", comparison.no_longer_pass}};
}

grading::Correction read_correction(Site& site, const std::string& file) {
  const auto text = base::read_file(file, 4U << 20U);
  if (!text) site.console().stop_on({text.error()}, {"未改分", "nothing was regraded"});
  auto correction = grading::parse_correction(*text, file);
  if (!correction) site.console().stop_on(correction.error(), {"更正文件有误", "the correction is wrong"});
  return *std::move(correction);
}

// Of the scores that were approved only those very ones are written, whatever the correction says by then.
void require_approval(const exam::Fold& fold, std::int64_t batch, const std::string& digest) {
  const auto folded = fold.batches.find(batch);
  if (folded != fold.batches.end() && folded->second.approved_scores == digest) return;
  throw Stop{Exit::refused, "not_approved", refusal_words("not_approved")};
}

void write_version(Site& site, const RegradeOptions& o, const store::ResultVersion& before, const bank::Paper& corrected,
                   const std::string& reason, const std::vector<store::ResultRow>& rows) {
  site.catalogue().add_paper(to_stored(corrected, wall_now()));
  const auto version = site.catalogue().add_results(
      {.batch = before.batch, .created_at = wall_now(), .reason = reason, .paper = corrected.hash()}, rows);
  if (!version) throw std::runtime_error("the new results could not be stored");
  site.console().say({fmt::format("已写入第 {} 版成绩，第 {} 版保留在案", *version, before.version),
                      fmt::format("version {} of the results written; version {} stays on record", *version, before.version)});
  ask_server(site, {.batch = before.batch, .kind = "graded", .body = base::canonical({{"version", *version}}), .by = o.by, .created_at = wall_now()});
}

/// Enough of the digest to tell two sets of scores apart by eye; the console shows the same (text/format.ts).
std::string scores_code(const std::string& digest) {
  return fmt::format("{} {} {} {}", digest.substr(0, 4), digest.substr(4, 4), digest.substr(8, 4), digest.substr(12, 4));
}

void regrade(Site& site, const RegradeOptions& o) {
  const store::Batch batch = site.batch(o.batch);
  const store::ResultVersion before = find_version(site, batch, 0);
  const grading::Correction correction = read_correction(site, o.correction);
  const bank::Paper paper = load_paper(site, base::to_hex(before.paper));
  const auto corrected = grading::apply(paper, correction);
  if (!corrected) site.console().stop_on(corrected.error(), {"更正无法应用", "the correction cannot be applied"});
  const exam::Fold fold = fold_of_batch(site, batch.id);
  const auto rows = evidence::grade_attempts(*corrected, tries_of(fold));
  const std::string digest = evidence::results_digest(rows);
  if (o.apply) {
    require_approval(fold, batch.id, digest);
    return write_version(site, o, before, *corrected, correction.reason, rows);
  }
  put_on_record(site, deed(o.by, "results_read", o.batch, {{"version", before.version}, {"ticket", ""}, {"to_file", false}}));
  const auto comparison = grading::compare(to_results(site, batch.id, site.catalogue().results(batch.id, before.version)),
                                           to_results(site, batch.id, rows));
  show(site, comparison);
  site.console().say({"成绩核对码 " + scores_code(digest) + "：考务台上申请的核对码与此一致，批准的就是以上成绩",
                      "code of these scores: " + scores_code(digest) + "; who approves a request that shows this code at the console approves the scores above"});
  if (o.propose) {
    return send_act(site, {.kind = "regrade", .scope = "batch", .target = digest, .by = o.by, .reason = correction.reason}, o.batch);
  }
  site.console().say({"以上只是预览；确认后加 --propose 提出，他人批准（考务台或 examctl act approve）后再用 --apply 写入",
                      "this was a preview; --propose asks for it, and once somebody else has approved (at the console or by examctl act approve) "
                      "--apply makes it so"});
  base::Json preview = to_json(comparison);
  preview["code"] = scores_code(digest);
  site.console().answer(preview);
}

}  // namespace

void add_regrade_command(CLI::App& app, const SiteMaker& site) {
  auto o = std::make_shared<RegradeOptions>();
  CLI::App* c = app.add_subcommand("regrade", "按更正后的答案重新评分 / regrade with a corrected key");
  c->add_option("batch", o->batch)->required();
  c->add_option("--correction", o->correction, "更正文件 / correction file, .json")->required();
  add_by_option(*c, o->by);
  auto* propose = c->add_flag("--propose", o->propose, "提出改分，待他人批准；缺省只预览 / ask for it, for somebody else to approve; preview by default");
  c->add_flag("--apply", o->apply, "写入已获批准的新版成绩 / write the new version that was approved")->excludes(propose);
  c->callback([site, o] { regrade(site(), *o); });
}

}  // namespace examhall::examctl
