#include "load/crowd.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <type_traits>

namespace examhall::load {
namespace {

constexpr Micros kProbeEvery{10'000};
constexpr Micros kSecond{1'000'000};

double seconds(Micros t) { return static_cast<double>(t.count()) / 1e6; }

}  // namespace

Crowd::Crowd(const Options& options, std::vector<Place> places, std::string label)
    : options_{options},
      places_{std::move(places)},
      label_{std::move(label)},
      shared_{context_,
              options_,
              std::make_shared<client::TlsClient>(options.ca),
              std::make_shared<client::ItemBodies>(),
              watch_,
              figures_,
              [this] { one_finished(); }},
      entry_{context_.get_executor()},
      second_{context_.get_executor()},
      probe_{context_.get_executor()},
      limit_{context_.get_executor()} {
  figures_.candidates = count(places_, Manner::honest);
  figures_.careless.candidates = count(places_, Manner::careless);
  figures_.hostile.candidates = count(places_, Manner::hostile);
  candidates_.reserve(figures_.candidates);
}

Outcome Crowd::run() {
  const CpuTimes before = read_cpu_times();
  started_ = watch_.now();
  probe_due_ = started_ + kProbeEvery;
  watch_the_loop();
  every_second();
  if (options_.at_most) {
    limit_.expires_after(*options_.at_most);
    limit_.async_wait([this](const client::ErrorCode& error) {
      if (!error) call_it_a_day();
    });
  }
  let_in();
  context_.run();
  if (ended_ == Micros{0}) ended_ = watch_.now();
  look_at_server();
  Outcome out{std::move(figures_),
              seconds(ended_ - started_),
              between(before, read_cpu_times(), ended_ - started_),
              {}};
  if (server_before_) {
    out.server =
        ServerUse{server_last_->cpu_seconds - server_before_->cpu_seconds, out.seconds, server_most_mb_};
  }
  return out;
}

void Crowd::let_in() {
  const Micros ramp = options_.ramp;
  const auto due = [&](std::size_t i) {
    return started_ +
           Micros{ramp.count() * static_cast<Micros::rep>(i) / static_cast<Micros::rep>(places_.size())};
  };
  while (let_in_ < places_.size() && due(let_in_) <= watch_.now()) admit(places_[let_in_++]);
  if (let_in_ == places_.size()) return;
  entry_.expires_after(std::max(due(let_in_) - watch_.now(), Micros{0}));
  entry_.async_wait([this](const client::ErrorCode& error) {
    if (!error && !over()) let_in();
  });
}

void Crowd::admit(const Place& place) {
  const std::uint64_t seed = options_.seed * 1'000'003 + place.number;
  const auto begin = [&](auto& list) {
    using One = typename std::remove_reference_t<decltype(list)>::value_type::element_type;
    list.push_back(std::make_unique<One>(shared_, place.ticket, seed));
    list.back()->begin();
  };
  if (place.manner == Manner::honest) return begin(candidates_);
  if (place.manner == Manner::careless) return begin(careless_);
  begin(hostile_);
}

void Crowd::watch_the_loop() {
  probe_.expires_after(std::max(probe_due_ - watch_.now(), Micros{0}));
  probe_.async_wait([this](const client::ErrorCode& error) {
    if (error || over()) return;  // cancel() comes too late for a handler that is queued already
    const Micros now = watch_.now();
    note_lag(now - probe_due_);
    if (options_.series) figures_.series.push_back({'l', watch_.instant(probe_due_), now - probe_due_});
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

void Crowd::every_second() {
  look_at_server();
  if (!options_.quiet) report_progress();
  second_.expires_after(kSecond);
  second_.async_wait([this](const client::ErrorCode& error) {
    if (!error && !over()) every_second();
  });
}

void Crowd::look_at_server() {
  const auto use = options_.server_pid ? read_process(*options_.server_pid) : std::nullopt;
  if (!use) return;
  if (!server_before_) server_before_ = use;
  server_last_ = use;
  server_most_mb_ = std::max(server_most_mb_, use->resident_mb);
}

void Crowd::report_progress() {
  const std::string line = fmt::format(
      "{}{:7.1f} s  let in {}/{}  online {}  sitting {}  given {}  acked {} ({}/s)  receipts {}  finished {} "
      " "
      "own lag {:.1f} ms",
      label_, seconds(watch_.now()), let_in_, places_.size(), figures_.online, figures_.sitting,
      figures_.given, figures_.acked, figures_.acked - acked_before_, figures_.receipts, figures_.finished,
      static_cast<double>(worst_lag_.count()) / 1000);
  acked_before_ = figures_.acked;
  worst_lag_ = Micros{0};
  std::puts(line.c_str());
  std::fflush(stdout);
}

void Crowd::one_finished() {
  const CarelessFigures& careless = figures_.careless;
  const std::uint64_t done = figures_.finished + careless.ended + careless.unended;
  if (done == figures_.candidates + careless.candidates) all_over();
}

void Crowd::all_over() {
  ended_ = watch_.now();
  for (client::Timer* t : {&entry_, &second_, &probe_, &limit_}) t->cancel();
  for (const auto& h : hostile_) h->stop();
}

void Crowd::call_it_a_day() {
  stopping_ = true;
  std::puts("time is up");
  for (client::Timer* t : {&entry_, &second_, &probe_}) t->cancel();
  for (const auto& h : hostile_) h->stop();
  for (const auto& c : careless_) c->leave();
  for (const auto& c : candidates_) c->leave();
}

}  // namespace examhall::load
