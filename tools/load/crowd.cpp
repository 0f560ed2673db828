#include "load/crowd.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace examhall::load {
namespace {

constexpr Micros kProbeEvery{10'000};
constexpr Micros kProgressEvery{1'000'000};

double seconds(Micros t) { return static_cast<double>(t.count()) / 1e6; }

std::string list(const std::map<std::string, std::uint64_t>& counts) {
  std::string out;
  for (const auto& [id, n] : counts) out += fmt::format("  {}={}", id, n);
  return out.empty() ? "  none" : out;
}

}  // namespace

Crowd::Crowd(const Options& options, std::vector<Ticket> tickets)
    : options_{options},
      tickets_{std::move(tickets)},
      shared_{context_,
              options_,
              std::make_shared<client::TlsClient>(options.ca),
              std::make_shared<client::ItemBodies>(),
              watch_,
              figures_,
              [this] { one_finished(); }},
      entry_{context_.get_executor()},
      progress_{context_.get_executor()},
      probe_{context_.get_executor()},
      limit_{context_.get_executor()} {
  candidates_.reserve(tickets_.size());
}

bool Crowd::run() {
  before_ = read_cpu_times();
  started_ = watch_.now();
  probe_due_ = started_ + kProbeEvery;
  watch_the_loop();
  if (!options_.quiet) report_progress();
  if (options_.at_most) {
    limit_.expires_after(*options_.at_most);
    limit_.async_wait([this](const client::ErrorCode& error) {
      if (!error) call_it_a_day();
    });
  }
  let_in();
  context_.run();
  if (ended_ == Micros{0}) ended_ = watch_.now();
  after_ = read_cpu_times();
  return figures_.unplanned == 0 && figures_.bad_receipts == 0 && figures_.finished == tickets_.size();
}

void Crowd::let_in() {
  const Micros ramp = options_.ramp;
  const auto due = [&](std::size_t i) {
    return started_ +
           Micros{ramp.count() * static_cast<Micros::rep>(i) / static_cast<Micros::rep>(tickets_.size())};
  };
  while (candidates_.size() < tickets_.size() && due(candidates_.size()) <= watch_.now()) {
    const std::size_t i = candidates_.size();
    candidates_.push_back(std::make_unique<Candidate>(shared_, tickets_[i], options_.seed * 1'000'003 + i));
    candidates_.back()->begin();
  }
  if (candidates_.size() == tickets_.size()) return;
  entry_.expires_after(std::max(due(candidates_.size()) - watch_.now(), Micros{0}));
  entry_.async_wait([this](const client::ErrorCode& error) {
    if (!error && !over()) let_in();
  });
}

void Crowd::watch_the_loop() {
  probe_.expires_after(std::max(probe_due_ - watch_.now(), Micros{0}));
  probe_.async_wait([this](const client::ErrorCode& error) {
    if (error || over()) return;  // cancel() comes too late for a handler that is queued already
    const Micros now = watch_.now();
    note_lag(now - probe_due_);
    if (options_.series) figures_.series.push_back({'l', probe_due_, now - probe_due_});
    probe_due_ = std::max(probe_due_ + kProbeEvery, now);
    watch_the_loop();
  });
}

// The probes that a stall swallowed would have been late too.
void Crowd::note_lag(Micros lag) {
  worst_lag_ = std::max(worst_lag_, lag);
  do {
    figures_.loop_lag.add(lag);
    if (figures_.papers_coming > 0) figures_.opening_lag.add(lag);
    lag -= kProbeEvery;
  } while (lag > Micros{0});
}

void Crowd::report_progress() {
  const std::string line = fmt::format(
      "{:7.1f} s  let in {}/{}  online {}  sitting {}  given {}  acked {} ({}/s)  receipts {}  finished {}  "
      "own lag {:.1f} ms",
      seconds(watch_.now()), candidates_.size(), tickets_.size(), figures_.online, figures_.sitting,
      figures_.given, figures_.acked, figures_.acked - acked_before_, figures_.receipts, figures_.finished,
      static_cast<double>(worst_lag_.count()) / 1000);
  acked_before_ = figures_.acked;
  worst_lag_ = Micros{0};
  std::puts(line.c_str());
  std::fflush(stdout);
  progress_.expires_after(kProgressEvery);
  progress_.async_wait([this](const client::ErrorCode& error) {
    if (!error && !over()) report_progress();
  });
}

void Crowd::one_finished() {
  if (figures_.finished < tickets_.size()) return;
  ended_ = watch_.now();
  for (client::Timer* t : {&entry_, &progress_, &probe_, &limit_}) t->cancel();
}

void Crowd::call_it_a_day() {
  std::puts("time is up");
  for (client::Timer* t : {&entry_, &progress_, &probe_}) t->cancel();
  for (const auto& c : candidates_) c->leave();
}

// A figure of which a good part is this program's own lateness says little about the server.
std::vector<std::string> Crowd::warnings() const {
  std::vector<std::string> out;
  if (figures_.opening_lag.longest() * 4 > figures_.whole_paper.quantile(0.5)) {
    out.emplace_back("the opening: the generator itself was late while the papers came");
  }
  if (figures_.loop_lag.quantile(0.99) * 4 > figures_.ack.quantile(0.99)) {
    out.emplace_back("the acks: the generator's own timers were late by a good part of what it measured");
  }
  return out;
}

std::string Crowd::to_text() const {
  const CpuUse cpu = between(before_, after_, ended_ - started_);
  std::string out = Distribution::heading() + '\n';
  out += figures_.login.to_row("login") + '\n';
  if (figures_.reconnect.count() > 0) out += figures_.reconnect.to_row("reconnect") + '\n';
  out += figures_.first_question.to_row("start to first question") + '\n';
  out += figures_.whole_paper.to_row("start to whole paper") + '\n';
  out += figures_.ack.to_row("answer due to ack") + '\n';
  out += figures_.loop_lag.to_row("own lag") + '\n';
  out += figures_.opening_lag.to_row("own lag, papers coming") + '\n';
  out += fmt::format("answers given {}  acked {}  receipts that hold {}  other ends {}\n", figures_.given,
                     figures_.acked, figures_.receipts, figures_.bad_receipts);
  out += "errors:" + list(figures_.errors) + "\nends:" + list(figures_.stops) + '\n';
  out += fmt::format(
      "{:.1f} s  own CPU {:.1f} s ({:.0f} % of one processor)  machine idle {:.0f} %  stolen {:.1f} %\n",
      seconds(ended_ - started_), cpu.own_seconds, cpu.own_share * 100, cpu.idle_share * 100,
      cpu.stolen_share * 100);
  for (const std::string& w : warnings()) out += "WARNING: do not trust " + w + "\n";
  return out;
}

std::string Crowd::series() const {
  std::string out = "kind,at_ms,us\n";
  for (const Sample& s : figures_.series) {
    out += fmt::format("{},{},{}\n", s.kind == 'a' ? "ack" : "lag", base::to_millis(watch_.instant(s.at)),
                       s.took.count());
  }
  return out;
}

base::Json Crowd::to_json() const {
  const CpuUse cpu = between(before_, after_, ended_ - started_);
  return {{"candidates", tickets_.size()},
          {"seconds", seconds(ended_ - started_)},
          {"ms",
           {{"login", figures_.login.to_json()},
            {"reconnect", figures_.reconnect.to_json()},
            {"first_question", figures_.first_question.to_json()},
            {"whole_paper", figures_.whole_paper.to_json()},
            {"ack", figures_.ack.to_json()},
            {"loop_lag", figures_.loop_lag.to_json()},
            {"opening_lag", figures_.opening_lag.to_json()}}},
          {"given", figures_.given},
          {"acked", figures_.acked},
          {"receipts", figures_.receipts},
          {"bad_receipts", figures_.bad_receipts},
          {"unplanned", figures_.unplanned},
          {"errors", figures_.errors},
          {"ends", figures_.stops},
          {"cpu",
           {{"own_seconds", cpu.own_seconds},
            {"own_share", cpu.own_share},
            {"idle_share", cpu.idle_share},
            {"stolen_share", cpu.stolen_share}}},
          {"warnings", warnings()}};
}

}  // namespace examhall::load
