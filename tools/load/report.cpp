// How an outcome is shown.
#include <fmt/format.h>

#include "load/outcome.hpp"

namespace examhall::load {
namespace {

std::string list(const Counts& counts) {
  std::string out;
  for (const auto& [id, n] : counts) out += fmt::format("  {}={}", id, n);
  return out.empty() ? "  none" : out;
}

// A figure of which a good part is this program's own lateness says little about the server.
std::vector<std::string> warnings(const Figures& f) {
  std::vector<std::string> out;
  if (f.opening_lag.longest() * 4 > f.whole_paper.quantile(0.5)) {
    out.emplace_back("the opening: the generator itself was late while the papers came");
  }
  if (f.loop_lag.quantile(0.99) * 4 > f.ack.quantile(0.99)) {
    out.emplace_back("the acks: the generator's own timers were late by a good part of what it measured");
  }
  return out;
}

std::string honest(const Figures& f) {
  std::string out = Distribution::heading() + '\n' + f.login.to_row("login") + '\n';
  if (f.reconnect.count() > 0) out += f.reconnect.to_row("reconnect") + '\n';
  out += f.first_question.to_row("start to first question") + '\n';
  out += f.whole_paper.to_row("start to whole paper") + '\n';
  out += f.ack.to_row("answer due to ack") + '\n';
  out += f.loop_lag.to_row("own lag") + '\n';
  out += f.opening_lag.to_row("own lag, papers coming") + '\n';
  out += fmt::format("answers given {}  acked {}  receipts that hold {}  other ends {}\n", f.given, f.acked,
                     f.receipts, f.bad_receipts);
  return out + "errors:" + list(f.errors) + "\nends:" + list(f.stops) + '\n';
}

std::string others(const CarelessFigures& c, const HostileFigures& h) {
  std::string out;
  if (c.candidates > 0) {
    out += fmt::format("careless: {}  given {}  acked {}  ended {}\n{}\n", c.candidates, c.given, c.acked,
                       c.ended, c.ack.to_row("  answer given to ack"));
    out += "  slips:" + list(c.slips) + "\n  errors:" + list(c.errors) + '\n';
  }
  if (h.candidates > 0) {
    out += fmt::format("hostile: {}\n  breaches:{}\n  answers:{}\n", h.candidates, list(h.breaches),
                       list(h.answers));
  }
  return out;
}

double share(const ServerUse& s) { return s.seconds > 0 ? s.cpu_seconds / s.seconds : 0; }

}  // namespace

std::string to_text(const Outcome& o) {
  std::string out = honest(o.figures) + others(o.figures.careless, o.figures.hostile);
  out += fmt::format(
      "{:.1f} s  own CPU {:.1f} s ({:.0f} % of one processor)  machine idle {:.0f} %  stolen {:.1f} %\n",
      o.seconds, o.cpu.own_seconds, o.cpu.own_share * 100, o.cpu.idle_share * 100, o.cpu.stolen_share * 100);
  if (o.server) {
    out += fmt::format("server: CPU {:.1f} s ({:.0f} % of one processor)  resident {:.0f} MB at most\n",
                       o.server->cpu_seconds, share(*o.server) * 100, o.server->resident_mb);
  }
  for (const std::string& w : warnings(o.figures)) out += "WARNING: do not trust " + w + "\n";
  return out;
}

std::string series(const Outcome& o) {
  std::string out = "kind,at_ms,us\n";
  for (const Sample& s : o.figures.series) {
    out += fmt::format("{},{},{}\n", s.kind == 'a' ? "ack" : "lag", base::to_millis(s.at), s.took.count());
  }
  return out;
}

base::Json to_json(const Outcome& o) {
  const Figures& f = o.figures;
  base::Json out{{"candidates", f.candidates},
                 {"seconds", o.seconds},
                 {"ms",
                  {{"login", f.login.to_json()},
                   {"reconnect", f.reconnect.to_json()},
                   {"first_question", f.first_question.to_json()},
                   {"whole_paper", f.whole_paper.to_json()},
                   {"ack", f.ack.to_json()},
                   {"loop_lag", f.loop_lag.to_json()},
                   {"opening_lag", f.opening_lag.to_json()}}},
                 {"given", f.given},
                 {"acked", f.acked},
                 {"receipts", f.receipts},
                 {"bad_receipts", f.bad_receipts},
                 {"unplanned", f.unplanned},
                 {"errors", f.errors},
                 {"ends", f.stops},
                 {"cpu",
                  {{"own_seconds", o.cpu.own_seconds},
                   {"own_share", o.cpu.own_share},
                   {"idle_share", o.cpu.idle_share},
                   {"stolen_share", o.cpu.stolen_share}}},
                 {"warnings", warnings(f)}};
  if (const CarelessFigures& c = f.careless; c.candidates > 0) {
    out["careless"] = {{"candidates", c.candidates}, {"given", c.given},       {"acked", c.acked},
                       {"ended", c.ended},           {"ack", c.ack.to_json()}, {"slips", c.slips},
                       {"errors", c.errors}};
  }
  if (const HostileFigures& h = f.hostile; h.candidates > 0)
    out["hostile"] = {{"candidates", h.candidates}, {"breaches", h.breaches}, {"answers", h.answers}};
  if (o.server) {
    out["server"] = {{"cpu_seconds", o.server->cpu_seconds},
                     {"cpu_share", share(*o.server)},
                     {"resident_mb", o.server->resident_mb}};
  }
  return out;
}

}  // namespace examhall::load
