// Papers: assembled from banks by a blueprint, frozen, shown.
#include <fmt/format.h>

#include "bank/assembly.hpp"
#include "base/secret.hpp"
#include "examctl/commands.hpp"
#include "examctl/deeds.hpp"
#include "examctl/stored_bank.hpp"
#include "examctl/when.hpp"

namespace examhall::examctl {
namespace {

struct PaperOptions {
  std::string blueprint, paper, by = default_actor();
  std::vector<std::string> banks;
  std::uint64_t seed = 0;
  bool keys = false;
};

void assemble(Site& site, PaperOptions o) {
  const auto blueprint = bank::read_blueprint(o.blueprint);
  if (!blueprint) site.console().stop_on(blueprint.error(), {"蓝图有误", "the blueprint is wrong"});
  std::vector<bank::Bank> banks;
  for (const std::string& id : o.banks) {
    const auto latest = site.catalogue().latest_version(id);
    if (!latest) throw Stop{Exit::not_found, "no_such_bank", {"没有题库 " + id + "；用 examctl bank list 查看", "there is no bank " + id + "; see examctl bank list"}};
    banks.push_back(load_bank(site, id, *latest));
  }
  if (o.seed == 0) o.seed = base::random_u64() >> 1U;
  const auto paper = bank::assemble(*blueprint, banks, o.seed);
  if (!paper) site.console().stop_on(paper.error(), {"无法组卷", "no paper could be assembled"});
  const std::string hash = base::to_hex(paper->hash());
  site.catalogue().on_record([&] {
    site.catalogue().add_paper(to_stored(*paper, wall_now()));
    return deed(o.by, "paper_assembled", "", {{"paper", hash}, {"banks", o.banks}});
  });
  site.console().say({fmt::format("已组卷 {}（{}）：{} 题，{} 分，{} 分及格，种子 {}", hash.substr(0, 12), paper->content().title,
                                  paper->item_count(), paper->total().to_text(), paper->content().pass.to_text(), o.seed),
                      fmt::format("paper {} ({}) assembled: {} items, {} points, {} to pass, seed {}", hash.substr(0, 12),
                                  paper->content().title, paper->item_count(), paper->total().to_text(),
                                  paper->content().pass.to_text(), o.seed)});
  site.console().answer({{"paper", hash}, {"items", paper->item_count()}, {"total", paper->total().to_text()}, {"seed", o.seed}});
}

void show(Site& site, const PaperOptions& o) {
  const bank::Paper paper = load_paper(site, o.paper);
  put_on_record(site, deed(o.by, "paper_read", "", {{"paper", base::to_hex(paper.hash())}, {"keys", o.keys}}));
  base::Json items = base::Json::array();
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < paper.item_count(); ++i) {
    const bank::Item& item = paper.item(i).item;
    const auto line_end = item.view.text.find('\n');
    rows.push_back({std::to_string(i + 1), paper.section_of(i).title, item.id, item.topic, paper.section_of(i).points.to_text(),
                    o.keys ? bank::find_item_type(item.view.type)->answer_to_cell(item.secret.key["answer"]) : "—",
                    item.view.text.substr(0, line_end)});
    base::Json json{{"id", item.id}, {"section", paper.section_of(i).title}, {"topic", item.topic}, {"points", paper.section_of(i).points.to_text()},
                    {"hash", base::to_hex(paper.item_hash(i))}, {"text", item.view.text}};
    if (o.keys) json["key"] = item.secret.key;
    items.push_back(json);
  }
  site.console().table({{"序", "no"}, {"部分", "section"}, {"题号", "item"}, {"章节", "topic"}, {"分值", "points"}, {"答案", "key"}, {"题干", "text"}}, rows);
  site.console().answer({{"paper", base::to_hex(paper.hash())}, {"title", paper.content().title}, {"total", paper.total().to_text()},
                         {"pass", paper.content().pass.to_text()}, {"items", items}});
}

base::Text words_of(store::PaperState state) {
  switch (state) {
    case store::PaperState::clear:
      return {"明文", "clear"};
    case store::PaperState::sealed:
      return {"密封", "sealed"};
    case store::PaperState::opened:
      return {"已启封", "opened"};
  }
  return {};
}

void list_papers(Site& site) {
  std::vector<std::vector<std::string>> rows;
  base::Json out = base::Json::array();
  for (const store::PaperHeading& p : site.catalogue().papers()) {
    rows.push_back({base::to_hex(p.hash).substr(0, 12), p.title, p.level, local_text(p.created_at, "Asia/Shanghai"),
                    words_of(p.state).in(site.console().language())});
    out.push_back({{"paper", base::to_hex(p.hash)}, {"title", p.title}, {"level", p.level}, {"created_at", base::to_utc_text(p.created_at)},
                   {"state", words_of(p.state).en}});
  }
  site.console().table({{"试卷", "paper"}, {"名称", "title"}, {"级别", "level"}, {"组卷时间", "made"}, {"状态", "state"}}, rows);
  site.console().answer(out);
}

}  // namespace

void add_paper_commands(CLI::App& app, const SiteMaker& site) {
  CLI::App* group = app.add_subcommand("paper", "试卷 / papers");
  group->require_subcommand(1);
  group->fallthrough();
  auto o = std::make_shared<PaperOptions>();
  CLI::App* a = group->add_subcommand("assemble", "按蓝图组卷并冻结 / assemble by a blueprint and freeze");
  a->add_option("blueprint", o->blueprint, ".json")->required();
  a->add_option("--bank", o->banks, "题库 / banks")->required()->delimiter(',');
  a->add_option("--seed", o->seed, "种子，缺省为随机 / seed, random by default");
  add_by_option(*a, o->by);
  a->callback([site, o] { assemble(site(), *o); });
  CLI::App* s = group->add_subcommand("show", "查看试卷 / show a paper");
  s->add_option("paper", o->paper)->required();
  s->add_flag("--keys", o->keys, "显示答案 / with keys");
  add_by_option(*s, o->by);
  s->callback([site, o] { show(site(), *o); });
  group->add_subcommand("list", "列出试卷 / list papers")->callback([site] { list_papers(site()); });
  add_sealing_commands(*group, site);
  add_release_command(*group, site);
}

}  // namespace examhall::examctl
