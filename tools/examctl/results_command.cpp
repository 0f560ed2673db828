// Results of a batch: on screen, as CSV, XLSX or JSON; and one candidate's trace.
#include <fmt/format.h>

#include <algorithm>

#include "base/file.hpp"
#include "examctl/commands.hpp"
#include "examctl/deeds.hpp"
#include "examctl/stored_results.hpp"
#include "grading/result_table.hpp"

namespace examhall::examctl {
namespace {

struct ResultsOptions {
  std::string batch, csv, xlsx, ticket, by = default_actor();
  std::int64_t version = 0;
  bool items = false;
};

auto sheet_of(const grading::Results& results, const std::string& ticket) {
  return std::find_if(results.begin(), results.end(), [&](const auto& r) { return r.ticket == ticket && r.sheet; });
}

/// Before it is written down that somebody looked at it: what is typed may be anything, a name too.
void require_sheet(const grading::Results& results, const std::string& ticket) {
  if (ticket.empty() || sheet_of(results, ticket) != results.end()) return;
  throw Stop{Exit::not_found, "no_sheet", {"没有准考证号 " + ticket + " 的得分明细", "there is no score sheet of ticket " + ticket}};
}

void show_trace(Site& site, const grading::Results& results, const std::string& ticket) {
  const auto found = sheet_of(results, ticket);
  std::vector<std::vector<std::string>> rows;
  for (const grading::SheetLine& line : found->sheet->lines) {
    rows.push_back({line.item_id, line.response.dump(), line.correct.dump(), line.earned.to_text(), line.full.to_text(),
                    line.why.in(site.console().language())});
  }
  site.console().table({{"题号", "item"}, {"作答", "answered"}, {"答案", "key"}, {"得分", "points"}, {"满分", "full"}, {"评分依据", "why"}}, rows);
  site.console().say({fmt::format("合计 {} / {}", found->sheet->total.to_text(), found->sheet->full.to_text()),
                      fmt::format("total {} of {}", found->sheet->total.to_text(), found->sheet->full.to_text())});
  site.console().answer(grading::to_json(*found->sheet));
}

void show_items(Site& site, const grading::Statistics& s) {
  std::vector<std::vector<std::string>> rows;
  for (const grading::ItemStatistics& i : s.items) {
    const auto share = i.answered == 0 ? 0 : i.right * 100 / std::max<std::size_t>(1, s.graded);
    rows.push_back({i.item_id, std::to_string(i.answered), std::to_string(i.right), std::to_string(i.partial), fmt::format("{}%", share), i.mean.to_text()});
  }
  site.console().table({{"题号", "item"}, {"作答", "answered"}, {"全对", "right"}, {"部分", "partial"}, {"答对率", "share"}, {"平均分", "mean"}}, rows);
}

void results(Site& site, const ResultsOptions& o) {
  const store::Batch batch = site.batch(o.batch);
  const store::ResultVersion version = find_version(site, batch, o.version);
  const grading::Results results = to_results(site, batch.id, site.catalogue().results(batch.id, version.version));
  require_sheet(results, o.ticket);
  put_on_record(site, deed(o.by, "results_read", o.batch, {{"version", version.version}, {"ticket", o.ticket}, {"to_file", !o.csv.empty() || !o.xlsx.empty()}}));
  if (!o.ticket.empty()) return show_trace(site, results, o.ticket);
  const grading::ResultTable table = grading::make_table(results, site.console().language());
  if (!o.csv.empty()) base::write_file_atomically(o.csv, grading::to_csv(table), 0600);
  if (!o.xlsx.empty()) grading::write_xlsx(table, o.xlsx);
  const grading::Statistics s = grading::statistics(results);
  site.console().raw(grading::to_terminal(table));
  if (o.items) show_items(site, s);
  // A sheet of paper with this line on it is a checkpoint kept elsewhere: evidence verify --kept SEQ:LINK.
  const journal::Head head = site.journal().head();
  const std::string at = fmt::format("{}:{}", head.seq, base::to_hex(head.link));
  site.console().say({"日志检查点 " + at, "checkpoint of the journal " + at});
  site.console().say({fmt::format("第 {} 版成绩：报名 {}，实考 {}，缺考 {}，及格 {}，平均 {}", version.version, s.enrolled, s.present, s.enrolled - s.present, s.passed, s.mean.to_text()),
                      fmt::format("results version {}: enrolled {}, present {}, absent {}, passed {}, mean {}", version.version, s.enrolled, s.present, s.enrolled - s.present, s.passed, s.mean.to_text())});
  site.console().answer({{"batch", batch.code}, {"version", version.version}, {"paper", base::to_hex(version.paper)}, {"reason", version.reason},
                         {"enrolled", s.enrolled}, {"present", s.present}, {"passed", s.passed}, {"mean", s.mean.to_text()}, {"checkpoint", at},
                         {"results", grading::results_summary(results)}});
}

}  // namespace

void add_results_command(CLI::App& app, const SiteMaker& site) {
  auto o = std::make_shared<ResultsOptions>();
  CLI::App* c = app.add_subcommand("results", "成绩 / results");
  c->add_option("batch", o->batch)->required();
  c->add_option("--csv", o->csv, "另存 CSV / write CSV");
  c->add_option("--xlsx", o->xlsx, "另存工作簿 / write a workbook");
  c->add_option("--ticket", o->ticket, "一名考生的得分明细 / one candidate's trace");
  c->add_option("--results-version", o->version, "成绩版本，缺省为最新 / version, the latest by default");
  c->add_flag("--items", o->items, "附各题统计 / with statistics of items");
  add_by_option(*c, o->by);
  c->callback([site, o] { results(site(), *o); });
}

}  // namespace examhall::examctl
