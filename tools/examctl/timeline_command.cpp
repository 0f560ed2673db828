// What happened to a candidate, or what staff did in a batch, from the evidence file alone: no site, no
// server.
#include <fmt/format.h>

#include "evidence/timeline.hpp"
#include "examctl/commands.hpp"
#include "examctl/event_words.hpp"
#include "examctl/kept_files.hpp"
#include "examctl/when.hpp"

namespace examhall::examctl {
namespace {

struct TimelineOptions {
  std::string file, ticket;
  KeptOptions elsewhere;
};

std::string time_text(base::Instant at, const std::string& zone) {
  return exam::in_calendar(at) ? local_text(at, zone) : fmt::format("{} ms", base::to_millis(at));
}

std::string span_text(base::Span span) {
  const double seconds = static_cast<double>(span.count()) / 1000;
  return span == base::Span{0} ? "" : fmt::format("{:+} s", seconds);
}

std::string period(const exam::Entry& e, const std::string& zone) {
  if (!e.from || !e.to) return {};
  return fmt::format("{} – {}", time_text(*e.from, zone), time_text(*e.to, zone));
}

std::string joined(const std::string& one, const std::string& other) {
  return one.empty() || other.empty() ? one + other : one + "  " + other;
}

std::string notice_text(const exam::Entry& e) { return e.notice == 0 ? "" : fmt::format("[{}]", e.notice); }

void show_candidate(const Console& console, const evidence::Timeline& t) {
  std::vector<std::vector<std::string>> rows;
  for (const exam::Entry& e : t.events) {
    rows.push_back({time_text(e.at, t.zone), std::to_string(e.seq), event_name(e.kind).in(console.language()),
                    e.item == 0 ? "" : std::to_string(e.item), span_text(e.amount), e.by,
                    joined(joined(period(e, t.zone), notice_text(e)), e.text)});
  }
  console.table({{"时间", "at"},
                 {"序号", "seq"},
                 {"事项", "event"},
                 {"题", "item"},
                 {"时长", "time"},
                 {"操作人", "by"},
                 {"内容", "text"}},
                rows);
}

std::string upon(const exam::BatchEntry& e, base::Language language) {
  const std::string scope = scope_name(e.scope).in(language);
  return e.target.empty() ? scope : scope + " " + e.target;
}

void show_batch(const Console& console, const evidence::Timeline& t) {
  std::vector<std::vector<std::string>> rows;
  for (const exam::BatchEntry& b : t.of_batch) {
    const exam::Entry& e = b.entry;
    const std::string what = event_name(e.kind).in(console.language());
    const std::string act = b.act.empty() ? "" : act_name(b.act).in(console.language());
    rows.push_back({time_text(e.at, t.zone), std::to_string(e.seq),
                    e.kind == "acted" && !act.empty() ? act : joined(what, act), upon(b, console.language()),
                    b.scope.empty() ? "" : std::to_string(b.affected), span_text(e.amount), e.by,
                    joined(period(e, t.zone), e.text)});
  }
  console.table({{"时间", "at"},
                 {"序号", "seq"},
                 {"事项", "event"},
                 {"对象", "upon"},
                 {"人数", "people"},
                 {"时长", "time"},
                 {"操作人", "by"},
                 {"事由", "why"}},
                rows);
}

// Whatever else such a file says is nobody's word: shown as a timeline it would look like evidence.
void require_verified(const Console& console, const evidence::Report& report) {
  if (report.ok()) return;
  console.raw(evidence::to_text(report, console.language()));
  console.answer(evidence::to_json(report));
  throw Stop{Exit::refused,
             "not_verified",
             {"核验未通过，不予显示：证据与所称不符",
              "not verified, and therefore not shown: the evidence is not what it claims to be"}};
}

template <class Entries>
base::Json array_of(const Entries& entries) {
  base::Json out = base::Json::array();
  for (const auto& entry : entries) out.push_back(exam::to_json(entry));
  return out;
}

void tell_bounds(const Console& console, const evidence::Timeline& t, bool of_batch) {
  if (of_batch && t.report.scope == "candidate") {
    console.say(
        {"这是一名考生的证据：考务的操作与记录不在其中，请用整个批次的证据文件查看",
         "this is one candidate's evidence: acts and notes of staff are not in it; see the batch's file"});
  }
  if (t.more > 0) {
    console.say({fmt::format("另有 {} 条未显示", t.more), fmt::format("and {} more, not shown", t.more)});
  }
  console.say({"时间为 " + (t.zone.empty() ? "UTC" : t.zone) + "；文件已核验",
               "times in " + (t.zone.empty() ? "UTC" : t.zone) + "; the file is verified"});
}

void timeline(Site& site, const TimelineOptions& o) {
  const Console& console = site.console();
  const evidence::Timeline t = evidence::read_timeline(o.file, o.ticket, verify_options(o.elsewhere));
  require_verified(console, t.report);
  const bool of_batch = o.ticket.empty();
  if (!of_batch && !t.found) {
    throw Stop{Exit::not_found,
               "no_such_candidate",
               {"文件中没有准考证号 " + o.ticket, "no ticket " + o.ticket + " in the file"}};
  }
  of_batch ? show_batch(console, t) : show_candidate(console, t);
  tell_bounds(console, t, of_batch);
  console.answer({{"batch", t.report.batch},
                  {"zone", t.zone},
                  {"ticket", o.ticket},
                  {"events", of_batch ? array_of(t.of_batch) : array_of(t.events)},
                  {"more", t.more}});
}

}  // namespace

void add_timeline_command(CLI::App& group, const SiteMaker& site) {
  auto o = std::make_shared<TimelineOptions>();
  CLI::App* t = group.add_subcommand(
      "timeline", "离线查看证据文件中的经过 / what happened, from an evidence file, offline");
  t->add_option("file", o->file)->required();
  t->add_option("--ticket", o->ticket,
                "这名考生的经过；不写则为批次的经过 / of this candidate, else of the batch");
  add_kept_options(*t, o->elsewhere);
  t->callback([site, o] { timeline(site(), *o); });
}

}  // namespace examhall::examctl
