#pragma once
// One who is there to do harm, with a valid ticket: breaks one rule of docs/protocol.md after the other, over
// a line of its own each time, until it is told to go. What it is answered is counted and nothing else.
// Frames that are no websocket at all are for tests/system/hostility. One thread.
#include "client/headless/chooser.hpp"
#include "load/rough_line.hpp"
#include "load/shared.hpp"
#include "load/tickets.hpp"

namespace examhall::load {

enum class Breach { garbage, oversized, binary, flood, silence, no_such_item, foreign_fence };
inline constexpr int kBreaches = 7;
const char* to_text(Breach breach);

class Hostile {
 public:
  Hostile(Shared& shared, Ticket ticket, std::uint64_t seed);

  void begin();
  /// Drops everything.
  void stop();

 private:
  void opened();
  void heard(std::string_view frame);
  void over(std::uint16_t close_code);
  void rest();
  void wait(Micros time, void (Hostile::*then)());
  std::shared_ptr<RoughLine> new_line(bool first);
  void log_in(RoughLine& line);
  void break_the_rule();
  void give_up();

  Shared& shared_;
  Ticket ticket_;
  client::Chooser chooser_;
  client::Timer timer_;
  std::shared_ptr<RoughLine> line_;
  std::shared_ptr<RoughLine> other_;  // takes the seat away from the first
  Breach breach_ = Breach::garbage;
  bool stopped_ = false;
};

}  // namespace examhall::load
