// Rosters: who sits a batch.
#include <fmt/format.h>

#include "base/cipher.hpp"
#include "base/file.hpp"
#include "base/secret.hpp"
#include "examctl/commands.hpp"
#include "examctl/deeds.hpp"
#include "table/roster_table.hpp"

namespace examhall::examctl {
namespace {

struct RosterOptions {
  std::string batch, file, by = default_actor();
  bool dry_run = false;
};

// First six and last two stay: enough to compare with the card in the hand, too little to misuse.
std::string masked(const std::string& id_number) {
  if (id_number.size() < 10) return id_number.empty() ? "" : std::string(id_number.size(), '*');
  return id_number.substr(0, 6) + std::string(id_number.size() - 8, '*') + id_number.substr(id_number.size() - 2);
}

base::Cipher id_number_cipher(Site& site) {
  return base::Cipher::load(site.config().id_number_key());
}

store::Candidate candidate_of(const table::RosterRow& row, const base::Cipher& cipher) {
  store::Candidate c;
  c.ticket = row.ticket;
  c.name = row.name;
  c.institution = row.institution;
  c.site = row.site;
  c.room = row.room;
  c.seat = row.seat;
  c.seed = static_cast<std::int64_t>(base::random_u64() >> 1U);
  c.extra_time = std::chrono::minutes{row.extra_minutes};
  c.id_number_masked = masked(row.id_number);
  if (!row.id_number.empty()) c.id_number_sealed = cipher.seal(row.id_number, "id-number");
  return c;
}

std::vector<store::Institution> new_institutions(Site& site, const std::vector<table::RosterRow>& rows) {
  std::map<std::string, bool> known;
  for (const store::Institution& i : site.catalogue().institutions()) known[i.code] = true;
  std::vector<store::Institution> out;
  for (const table::RosterRow& row : rows) {
    if (row.institution.empty() || known[row.institution]) continue;
    known[row.institution] = true;
    out.push_back({row.institution, row.institution, ""});
  }
  return out;
}

void import(Site& site, const RosterOptions& o) {
  const store::Batch batch = site.batch(o.batch);
  const table::RosterReading reading = table::read_roster_table(o.file);
  site.console().stop_on(reading.problems, {"名单未导入", "the roster was not imported"});
  if (o.dry_run) {
    site.console().say({fmt::format("试运行：{} 名考生，没有错误，没有写入", reading.rows.size()),
                        fmt::format("dry run: {} candidates, no mistakes, nothing written", reading.rows.size())});
    return site.console().answer({{"candidates", reading.rows.size()}, {"dry_run", true}});
  }
  const base::Cipher cipher = id_number_cipher(site);
  std::vector<store::Candidate> candidates;
  for (const table::RosterRow& row : reading.rows) candidates.push_back(candidate_of(row, cipher));
  const auto institutions = new_institutions(site, reading.rows);
  std::size_t wrong = 0;
  const auto add = [&]() -> std::optional<store::Deed> {
    if (!institutions.empty()) site.catalogue().put_institutions(institutions);
    const auto added = site.catalogue().add_candidates(batch.id, candidates);
    if (!added) {
      wrong = added.error().row;
      return std::nullopt;
    }
    return deed(o.by, "roster_imported", o.batch, {{"candidates", candidates.size()}});
  };
  if (!site.catalogue().on_record(add)) {
    const base::Place place = reading.rows.at(wrong).place;
    site.console().stop_on({{"ticket_taken", place, {"该准考证号已登记给另一名考生", "this ticket belongs to another candidate already"}}},
                           {"名单未导入", "the roster was not imported"});
  }
  site.console().say({fmt::format("批次 {} 已登记 {} 名考生；下一步：examctl tickets {} 准考证.csv", o.batch, candidates.size(), o.batch),
                      fmt::format("{} candidates enrolled in batch {}; next: examctl tickets {} tickets.csv", candidates.size(), o.batch, o.batch)});
  site.console().answer({{"batch", o.batch}, {"candidates", candidates.size()}});
}

void list(Site& site, const RosterOptions& o) {
  std::vector<std::vector<std::string>> rows;
  base::Json out = base::Json::array();
  for (const store::Candidate& c : site.catalogue().candidates(site.batch(o.batch).id)) {
    rows.push_back({c.ticket.empty() ? "—" : c.ticket, c.name, c.institution, c.id_number_masked, c.room, c.seat,
                    std::to_string(c.extra_time.count() / 60), c.access_code ? "√" : "—"});
    out.push_back({{"ticket", c.ticket}, {"name", c.name}, {"institution", c.institution}, {"id_number", c.id_number_masked},
                   {"room", c.room}, {"seat", c.seat}, {"extra_minutes", c.extra_time.count() / 60}, {"code_drawn", c.access_code.has_value()}});
  }
  site.console().table({{"准考证号", "ticket"}, {"姓名", "name"}, {"院校", "institution"}, {"证件号", "ID"}, {"考场", "room"},
                        {"座位", "seat"}, {"加时(分)", "extra"}, {"登录码", "code"}}, rows);
  site.console().answer(out);
}

}  // namespace

void add_roster_commands(CLI::App& app, const SiteMaker& site) {
  CLI::App* group = app.add_subcommand("roster", "考生名单 / rosters");
  group->require_subcommand(1);
  group->fallthrough();
  auto o = std::make_shared<RosterOptions>();
  CLI::App* i = group->add_subcommand("import", "导入名单 / import a roster");
  i->add_option("batch", o->batch, "批次代码 / code of the batch")->required();
  i->add_option("file", o->file, ".xlsx .csv")->required();
  i->add_flag("--dry-run", o->dry_run);
  add_by_option(*i, o->by);
  i->callback([site, o] { import(site(), *o); });
  CLI::App* l = group->add_subcommand("list", "查看名单 / show a roster");
  l->add_option("batch", o->batch)->required();
  l->callback([site, o] { list(site(), *o); });
}

}  // namespace examhall::examctl
