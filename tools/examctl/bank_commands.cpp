// Question banks: check, import, list, export, template.
#include <fmt/format.h>

#include <fstream>

#include "bank/diff.hpp"
#include "bank/json_reader.hpp"
#include "bank/json_writer.hpp"
#include "base/file.hpp"
#include "examctl/commands.hpp"
#include "examctl/deeds.hpp"
#include "examctl/stored_bank.hpp"
#include "examctl/when.hpp"
#include "table/bank_export.hpp"
#include "table/bank_table.hpp"

namespace examhall::examctl {
namespace {

struct BankOptions {
  std::string file, id, title, format, by = default_actor();
  std::int64_t version = 0;
  bool dry_run = false;
};

bank::BankReading read_any(const BankOptions& o) {
  const std::filesystem::path path{o.file};
  if (path.extension() == ".json") return bank::read_bank_json(path);
  table::BankTableOptions options;
  options.header.id = o.id;
  options.header.title = o.title;
  return table::read_bank_table(path, options);
}

bank::BankReading read_usable(Site& site, const BankOptions& o) {
  bank::BankReading reading = read_any(o);
  site.console().stop_on(reading.problems, {"题库未导入", "the bank was not imported"});
  if (!o.id.empty()) reading.bank.id = o.id;
  if (!o.title.empty()) reading.bank.title = o.title;
  return reading;
}

std::map<std::string, std::size_t> by_type(const bank::Bank& bank) {
  std::map<std::string, std::size_t> counts;
  for (const bank::Item& item : bank.items) ++counts[item.view.type];
  return counts;
}

std::string types_text(const bank::Bank& bank, base::Language language) {
  std::string out;
  for (const auto& [type, n] : by_type(bank)) {
    const bank::ItemType* t = bank::find_item_type(type);
    out += fmt::format("{}{} {}", out.empty() ? "" : language == base::Language::zh ? "，" : ", ",
                       t != nullptr ? t->title().in(language) : type, n);
  }
  return out;
}

void check(Site& site, BankOptions o) {
  if (o.id.empty()) o.id = "bank";  // a table need not know its id before it is imported
  const bank::BankReading reading = read_any(o);
  site.console().stop_on(reading.problems, {"题库有误", "the bank has mistakes"});
  site.console().say({fmt::format("{}：{} 道题（{}），没有错误", o.file, reading.bank.items.size(), types_text(reading.bank, base::Language::zh)),
                      fmt::format("{}: {} items ({}), no mistakes", o.file, reading.bank.items.size(), types_text(reading.bank, base::Language::en))});
  site.console().answer({{"items", reading.bank.items.size()}, {"types", by_type(reading.bank)}});
}

void show_diff(Site& site, const bank::BankDiff& d) {
  site.console().say({fmt::format("与库中版本相比：新增 {}，修改 {}，删除 {}，不变 {}", d.added.size(), d.changed.size(), d.removed.size(), d.unchanged),
                      fmt::format("against what the bank holds: {} added, {} changed, {} removed, {} unchanged", d.added.size(),
                                  d.changed.size(), d.removed.size(), d.unchanged)});
  for (const bank::ChangedItem& c : d.changed) {
    site.console().say({fmt::format("  修改 {}：{}", c.id, fmt::join(c.members, "、")), fmt::format("  changed {}: {}", c.id, fmt::join(c.members, ", "))});
  }
  for (const std::string& id : d.removed) site.console().say({"  删除 " + id, "  removed " + id});
}

void import(Site& site, const BankOptions& o) {
  const bank::BankReading reading = read_usable(site, o);
  const bank::Bank& bank = reading.bank;
  store::Catalogue& catalogue = site.catalogue();
  const auto latest = catalogue.latest_version(bank.id);
  bank::BankDiff d;
  if (latest) {
    d = bank::diff(load_bank(site, bank.id, *latest), bank);
    show_diff(site, d);
  }
  const bool same = latest && d.added.empty() && d.changed.empty() && d.removed.empty();
  base::Json result{{"bank", bank.id}, {"items", bank.items.size()}, {"dry_run", o.dry_run}, {"added", d.added}, {"removed", d.removed}};
  base::Json changed = base::Json::array();
  for (const bank::ChangedItem& c : d.changed) changed.push_back({{"id", c.id}, {"members", c.members}});
  result["changed"] = changed;
  if (o.dry_run || same) {
    site.console().say(same ? base::Text{"题目没有变化，未建立新版本", "nothing has changed; no new version was made"}
                            : base::Text{"试运行：没有写入任何内容", "dry run: nothing was written"});
    return site.console().answer(result);
  }
  std::int64_t version = 0;
  catalogue.on_record([&] {
    version = catalogue.import_bank(to_stored(bank, wall_now()));
    return deed(o.by, "bank_imported", "", {{"bank", bank.id}, {"version", version}, {"items", bank.items.size()}});
  });
  result["version"] = version;
  site.console().say({fmt::format("已导入题库 {} 第 {} 版：{} 道题（{}）", bank.id, version, bank.items.size(), types_text(bank, base::Language::zh)),
                      fmt::format("bank {} version {} imported: {} items ({})", bank.id, version, bank.items.size(), types_text(bank, base::Language::en))});
  site.console().answer(result);
}

void list_banks(Site& site) {
  std::vector<std::vector<std::string>> rows;
  base::Json out = base::Json::array();
  for (const store::BankVersion& b : site.catalogue().banks()) {
    rows.push_back({b.id, std::to_string(b.version), b.title, std::to_string(b.item_count), local_text(b.imported_at, "Asia/Shanghai")});
    out.push_back({{"bank", b.id}, {"version", b.version}, {"title", b.title}, {"items", b.item_count}, {"imported_at", base::to_utc_text(b.imported_at)}});
  }
  site.console().table({{"题库", "bank"}, {"版本", "version"}, {"名称", "title"}, {"题数", "items"}, {"导入时间", "imported"}}, rows);
  site.console().answer(out);
}

void export_bank(Site& site, const BankOptions& o) {
  const auto version = o.version != 0 ? std::optional{o.version} : site.catalogue().latest_version(o.id);
  if (!version) throw Stop{Exit::not_found, "no_such_bank", {"没有题库 " + o.id, "there is no bank " + o.id}};
  const bank::Bank bank = load_bank(site, o.id, *version);
  put_on_record(site, deed(o.by, "bank_exported", "", {{"bank", o.id}, {"version", *version}}));
  const std::filesystem::path path{o.file};
  if (path.extension() == ".xlsx") {
    site.console().stop_on(table::write_bank_xlsx(path, bank, site.console().language()), {"题库未导出", "the bank was not exported"});
    table::write_bank_images(path.parent_path(), bank);
  } else if (path.extension() == ".csv") {
    site.console().stop_on(table::write_bank_csv(path, bank, site.console().language()), {"题库未导出", "the bank was not exported"});
    table::write_bank_images(path.parent_path(), bank);
  } else {
    base::write_file_atomically(path, bank::write_bank_json(bank));
  }
  site.console().say({fmt::format("已导出 {} 道题到 {}（含答案，请妥善保管）", bank.items.size(), o.file),
                      fmt::format("{} items written to {} (with keys: keep it safe)", bank.items.size(), o.file)});
  site.console().answer({{"bank", o.id}, {"version", *version}, {"file", o.file}});
}

}  // namespace

void add_bank_commands(CLI::App& app, const SiteMaker& site) {
  CLI::App* group = app.add_subcommand("bank", "题库 / question banks");
  group->require_subcommand(1);
  group->fallthrough();
  auto o = std::make_shared<BankOptions>();

  CLI::App* c = group->add_subcommand("check", "检查题库文件，不写入 / check a file, write nothing");
  c->add_option("file", o->file, ".json .xlsx .csv")->required();
  c->callback([site, o] { check(site(), *o); });

  CLI::App* i = group->add_subcommand("import", "导入题库 / import a bank");
  i->add_option("file", o->file, ".json .xlsx .csv")->required();
  i->add_option("--id", o->id, "题库代码（表格须给出或取自文件名）/ the bank's id, for tables");
  i->add_option("--title", o->title, "题库名称 / title");
  i->add_flag("--dry-run", o->dry_run, "只比较，不写入 / compare only");
  add_by_option(*i, o->by);
  i->callback([site, o] { import(site(), *o); });

  group->add_subcommand("list", "列出题库 / list banks")->callback([site] { list_banks(site()); });

  CLI::App* e = group->add_subcommand("export", "导出题库 / export a bank");
  e->add_option("bank", o->id)->required();
  e->add_option("file", o->file, ".json .xlsx .csv")->required();
  e->add_option("--bank-version", o->version, "版本，缺省为最新 / version, the latest by default");
  add_by_option(*e, o->by);
  e->callback([site, o] { export_bank(site(), *o); });

  CLI::App* t = group->add_subcommand("template", "生成空白题库模板 / write an empty workbook with instructions");
  t->add_option("file", o->file, ".xlsx")->required();
  t->callback([site, o] {
    table::write_bank_template(o->file, site().console().language());
    site().console().say({"模板已写入 " + o->file, "template written to " + o->file});
    site().console().answer({{"file", o->file}});
  });
}

}  // namespace examhall::examctl
