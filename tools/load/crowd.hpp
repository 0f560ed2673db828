#pragma once
// All candidates of one run on one thread: lets them in over the ramp, prints how it goes, adds it all up.
#include "load/candidate.hpp"
#include "load/machine.hpp"

namespace examhall::load {

class Crowd {
 public:
  Crowd(const Options& options, std::vector<Ticket> tickets);

  /// Blocks until every candidate is done. True if all ended as planned.
  bool run();
  /// The table for people.
  std::string to_text() const;
  base::Json to_json() const;
  /// CSV of every single measurement.
  std::string series() const;

 private:
  void let_in();
  void report_progress();
  void watch_the_loop();
  void one_finished();
  void call_it_a_day();
  bool over() const { return ended_ != Micros{0}; }
  void note_lag(Micros lag);
  std::vector<std::string> warnings() const;

  const Options& options_;
  std::vector<Ticket> tickets_;
  client::asio::io_context context_{1};
  Stopwatch watch_;
  Figures figures_;
  Shared shared_;
  std::vector<std::unique_ptr<Candidate>> candidates_;
  client::Timer entry_, progress_, probe_, limit_;
  Micros probe_due_{0}, started_{0}, ended_{0};
  std::uint64_t acked_before_ = 0;
  Micros worst_lag_{0};  // since the last progress line
  CpuTimes before_, after_;
};

}  // namespace examhall::load
