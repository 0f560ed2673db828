// Who sits where: plans of the rooms in and out. The roster may say it too, a row for each candidate.
#include <fmt/format.h>

#include "examctl/commands.hpp"
#include "examctl/deeds.hpp"
#include "table/seat_plan_export.hpp"

namespace examhall::examctl {
namespace {

struct SeatOptions {
  std::string batch, file, by = default_actor();
  bool dry_run = false;
};

struct Enrolled {
  std::vector<std::int64_t> attempts;
  std::vector<table::PersonToSeat> people;  // in the same order
};

Enrolled enrolled(Site& site, const store::Batch& batch) {
  std::map<std::string, std::string> names;
  for (const store::Institution& i : site.catalogue().institutions()) names[i.code] = i.name;
  Enrolled out;
  for (const store::Candidate& c : site.catalogue().candidates(batch.id)) {
    out.attempts.push_back(c.attempt);
    const auto name = names.find(c.institution);
    out.people.push_back({c.ticket, c.name, c.institution, name == names.end() ? "" : name->second, c.site, c.room, c.seat});
  }
  return out;
}

// From then on somebody may sit on the old seat: a move is an act, with who and why.
void refuse_after_entry(Site& site, const store::Batch& row) {
  const exam::Batch batch = site.settings(row);
  if (wall_now() < batch.window.start - batch.rules.entry_before) return;
  throw Stop{Exit::refused, "entry_open",
             {"该批次已可入场，座位不能再整批更改；请在监考台逐人换座", "candidates may come in already: move them one by one at the console"}};
}

std::vector<store::SeatChange> changes_of(const Enrolled& before, const std::vector<table::GivenSeat>& given) {
  std::vector<store::SeatChange> out;
  for (const table::GivenSeat& g : given) {
    const table::PersonToSeat& p = before.people[g.person];
    if (p.site == g.site && p.room == g.room && p.seat == g.seat) continue;
    out.push_back({before.attempts[g.person], g.site, g.room, g.seat});
  }
  return out;
}

void import(Site& site, const SeatOptions& o) {
  const store::Batch batch = site.batch(o.batch);
  refuse_after_entry(site, batch);
  table::SeatPlanReading plan = table::read_seat_plan(o.file);
  const Enrolled before = enrolled(site, batch);
  table::SeatedPeople seated;
  if (!plan.seats.empty()) seated = table::seat_people(plan.seats, before.people);
  plan.problems.insert(plan.problems.end(), seated.problems.begin(), seated.problems.end());
  site.console().stop_on(plan.problems, {"座位表未导入", "the seating plan was not imported"});
  const auto changes = changes_of(before, seated.given);
  const auto set = [&]() -> std::optional<store::Deed> {
    if (!site.catalogue().set_seats(changes)) return std::nullopt;
    return deed(o.by, "seats_imported", o.batch, {{"changed", changes.size()}});
  };
  if (!o.dry_run && !changes.empty() && !site.catalogue().on_record(set)) {
    throw Stop{Exit::refused, "roster_changed", {"名单刚刚有变，座位表未导入，请重试", "the roster has just changed: nothing was imported, try again"}};
  }
  const std::size_t stay = seated.given.size() - changes.size();
  site.console().say({fmt::format("{}{} 人排定或更换座位，{} 人座位不变，空座 {} 个", o.dry_run ? "试运行，没有写入：" : "", changes.size(), stay, seated.empty),
                      fmt::format("{}{} get a seat or another one, {} keep theirs, {} seats stay empty", o.dry_run ? "dry run, nothing written: " : "", changes.size(), stay, seated.empty)});
  if (seated.left_out + seated.untouched > 0) {
    site.console().say({fmt::format("注意：名单中有 {} 人不在座位表中，其中 {} 人没有座位（examctl seats export 的最后一张表列出他们）", seated.left_out + seated.untouched, seated.left_out),
                        fmt::format("mind: {} on the roster are not in the plan, {} of them have no seat (the last sheet of examctl seats export lists those)", seated.left_out + seated.untouched, seated.left_out)});
  }
  site.console().answer({{"batch", o.batch}, {"changed", changes.size()}, {"kept", stay}, {"empty", seated.empty}, {"left_out", seated.left_out}, {"untouched", seated.untouched}, {"dry_run", o.dry_run}});
}

void write_out(Site& site, const SeatOptions& o) {
  const store::Batch batch = site.batch(o.batch);
  const Enrolled now = enrolled(site, batch);
  put_on_record(site, deed(o.by, "seats_exported", o.batch, {{"candidates", now.people.size()}}));
  table::write_seat_plan_xlsx(o.file, site.settings(batch).title, now.people, site.console().language());
  site.console().say({fmt::format("座位表已写入 {}，每考场一张；改后可用 examctl seats import {} 导入", o.file, o.batch),
                      fmt::format("the seating plan is in {}, a sheet for each room; change it and bring it back with examctl seats import {}", o.file, o.batch)});
  site.console().answer({{"batch", o.batch}, {"candidates", now.people.size()}, {"file", o.file}});
}

}  // namespace

void add_seat_commands(CLI::App& app, const SiteMaker& site) {
  CLI::App* group = app.add_subcommand("seats", "考场座位表 / seating plans");
  group->require_subcommand(1);
  group->fallthrough();
  auto o = std::make_shared<SeatOptions>();
  CLI::App* i = group->add_subcommand("import", "导入座位表，一个考场一张工作表 / import plans, a sheet for each room");
  i->add_option("batch", o->batch, "批次代码 / code of the batch")->required();
  i->add_option("file", o->file, ".xlsx .csv")->required();
  i->add_flag("--dry-run", o->dry_run);
  add_by_option(*i, o->by);
  i->callback([site, o] { import(site(), *o); });
  CLI::App* e = group->add_subcommand("export", "导出座位表，可张贴，可修改后导入 / write plans to hang up, or to change and import");
  e->add_option("batch", o->batch)->required();
  e->add_option("file", o->file, ".xlsx")->required();
  add_by_option(*e, o->by);
  e->callback([site, o] { write_out(site(), *o); });
}

}  // namespace examhall::examctl
