// Admission tickets: numbers for those who have none, and an access code for each. The codes stand in the file
// that this writes and nowhere else; the catalogue keeps only their digests.
#include <fmt/format.h>

#include <algorithm>

#include "base/file.hpp"
#include "base/secret.hpp"
#include "examctl/commands.hpp"
#include "examctl/deeds.hpp"
#include "examctl/when.hpp"
#include "table/csv.hpp"

namespace examhall::examctl {
namespace {

struct TicketOptions {
  std::string batch, file, by = default_actor();
  std::vector<std::string> redraw;
};

bool wants_code(const store::Candidate& c, const TicketOptions& o) {
  return !c.access_code || std::find(o.redraw.begin(), o.redraw.end(), c.ticket) != o.redraw.end();
}

std::string line(const store::Candidate& c, const std::string& code, const exam::Batch& b) {
  return table::csv_record({c.ticket, code, c.name, c.institution, c.id_number_masked, b.title, b.level,
                            local_text(b.window.start, b.zone), local_text(b.window.end, b.zone), c.site, c.room, c.seat});
}

/// Also because they go on record, where no name may be.
void require_known(const std::vector<store::Candidate>& candidates, const std::vector<std::string>& tickets) {
  for (const std::string& ticket : tickets) {
    if (std::any_of(candidates.begin(), candidates.end(), [&](const auto& c) { return c.ticket == ticket; })) continue;
    throw Stop{Exit::not_found, "no_such_candidate", {"本批次没有准考证号 " + ticket, "no ticket " + ticket + " in this batch"}};
  }
}

/// As many as a person reads; the count says the rest.
base::Json first_of(const std::vector<std::string>& tickets) {
  constexpr std::size_t kListed = 100;
  return std::vector(tickets.begin(), tickets.begin() + static_cast<std::ptrdiff_t>(std::min(kListed, tickets.size())));
}

void draw(Site& site, const TicketOptions& o) {
  const store::Batch row = site.batch(o.batch);
  const exam::Batch settings = site.settings(row);
  std::string csv = "\xEF\xBB\xBF" + table::csv_record({"准考证号", "登录码", "姓名", "院校", "证件号", "考试", "级别", "开始时间", "结束时间", "考点", "考场", "座位号"});
  std::vector<store::TicketDraw> draws;
  int number = 0;
  std::vector<store::Candidate> candidates = site.catalogue().candidates(row.id);
  require_known(candidates, o.redraw);
  for (store::Candidate& c : candidates) {
    ++number;
    if (!wants_code(c, o)) continue;
    if (c.ticket.empty()) c.ticket = fmt::format("{}-{:05}", o.batch, number);
    const std::string code = base::draw_access_code();
    draws.push_back({c.attempt, c.ticket, base::access_code_digest(c.ticket, code)});
    csv += line(c, code, settings);
  }
  if (draws.empty()) {
    throw Stop{Exit::refused, "nothing_to_draw",
               {"所有考生都已有登录码；如需重发，请用 --redraw 准考证号", "every candidate has a code already; use --redraw TICKET to draw one anew"}};
  }
  // The file first: a code that is in the catalogue but on no paper would lock its candidate out.
  base::write_file_atomically(o.file, csv, 0600);
  const auto set = [&]() -> std::optional<store::Deed> {
    if (!site.catalogue().set_tickets(draws)) return std::nullopt;
    return deed(o.by, "tickets_drawn", o.batch, {{"tickets", draws.size()}, {"redrawn", o.redraw.size()}, {"redrawn_first", first_of(o.redraw)}});
  };
  if (!site.catalogue().on_record(set)) {
    std::filesystem::remove(o.file);
    throw Stop{Exit::refused, "ticket_taken", {"准考证号与其他批次重复，未生成", "a ticket number belongs to another candidate already; nothing was drawn"}};
  }
  site.console().say({fmt::format("已为 {} 名考生生成准考证与登录码：{}（仅此一份，请妥善保管并打印）", draws.size(), o.file),
                      fmt::format("tickets and access codes of {} candidates are in {} (the only copy: keep it safe, print it)", draws.size(), o.file)});
  site.console().answer({{"batch", o.batch}, {"tickets", draws.size()}, {"file", o.file}});
}

}  // namespace

void add_ticket_commands(CLI::App& app, const SiteMaker& site) {
  auto o = std::make_shared<TicketOptions>();
  CLI::App* c = app.add_subcommand("tickets", "生成准考证与登录码 / draw tickets and access codes");
  c->add_option("batch", o->batch)->required();
  c->add_option("file", o->file, ".csv")->required();
  c->add_option("--redraw", o->redraw, "为这些准考证号重新生成登录码 / draw these anew");
  add_by_option(*c, o->by);
  c->callback([site, o] { draw(site(), *o); });
}

}  // namespace examhall::examctl
