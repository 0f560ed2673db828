#pragma once
// All candidates of one process on one thread: lets them in over the ramp, prints how it goes, adds it all
// up.
#include "load/candidate.hpp"
#include "load/careless.hpp"
#include "load/hostile.hpp"
#include "load/outcome.hpp"
#include "load/places.hpp"

namespace examhall::load {

class Crowd {
 public:
  /// `label` stands before every line of progress.
  Crowd(const Options& options, std::vector<Place> places, std::string label);

  /// Blocks until every candidate is done. The hostile go with the last of the others.
  Outcome run();

 private:
  void let_in();
  void admit(const Place& place);
  void every_second();
  void report_progress();
  void look_at_server();
  void watch_the_loop();
  void one_finished();
  void all_over();
  void call_it_a_day();
  bool over() const { return stopping_ || ended_ != Micros{0}; }
  void note_lag(Micros lag);

  const Options& options_;
  std::vector<Place> places_;
  std::string label_;
  client::asio::io_context context_{1};
  Stopwatch watch_;
  Figures figures_;
  Shared shared_;
  std::vector<std::unique_ptr<Candidate>> candidates_;
  std::vector<std::unique_ptr<Careless>> careless_;
  std::vector<std::unique_ptr<Hostile>> hostile_;
  client::Timer entry_, second_, probe_, limit_;
  std::size_t let_in_ = 0;
  Micros probe_due_{0}, started_{0}, ended_{0};
  std::uint64_t acked_before_ = 0;
  Micros worst_lag_{0};  // since the last progress line
  std::optional<ProcessUse> server_before_, server_last_;
  double server_most_mb_ = 0;
  bool stopping_ = false;  // the time is up
};

}  // namespace examhall::load
