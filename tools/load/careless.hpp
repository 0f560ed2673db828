#pragma once
// A candidate who means no harm and keeps no rule: types wrong codes first, logs in on a second machine,
// reloads the page, pulls the cable, sends answers twice and old ones after new ones. It speaks the protocol
// by itself, for the client's core would do none of this. What it measures is its own. One thread.
#include <map>

#include "client/core/connection.hpp"
#include "client/headless/chooser.hpp"
#include "load/shared.hpp"
#include "load/tickets.hpp"
#include "protocol/server_messages.hpp"

namespace examhall::load {

class Careless final : public client::TransportEvents {
 public:
  Careless(Shared& shared, Ticket ticket, std::uint64_t seed);
  ~Careless() override;

  void begin() { line_.open(); }
  /// Ends it at once, whatever it was at.
  void leave();

  void line_opened() override;
  void line_received(std::string_view frame) override;
  void line_heard() override {}
  void line_closed(const client::LineLoss& loss) override;

 private:
  /// The other machine: it takes the seat, and is given up when that is taken back.
  class SecondMachine;
  struct Given {
    std::uint32_t no = 0, item = 0;
    base::Json response;
    Micros at{0};
    bool acked = false;
  };

  void take(const protocol::Welcome& m);
  void take(const protocol::Outline& m);
  void take(const protocol::Item& m);
  void take(const protocol::PaperEnd&);
  void take(const protocol::Ack& m);
  void take(const protocol::Ended& m);
  void take(const protocol::Error& m);
  template <class Other>
  void take(const Other&) {}

  void say(const protocol::ClientMessage& message);
  void say(const Given& given);
  void log_in();
  void come_back_after(Micros pause);
  void wait(Micros time, void (Careless::*then)());
  void think();
  void act();
  void slip();
  void give_one();
  void finish();
  void over(bool ended);
  void slipped(const char* how) { ++shared_.figures.careless.slips[how]; }

  Shared& shared_;
  Ticket ticket_;
  client::Chooser chooser_;
  client::Connection line_;
  client::Timer timer_;
  std::unique_ptr<SecondMachine> second_;
  std::map<std::uint32_t, base::Json> responses_;  // by item, one that fits
  std::vector<std::uint32_t> order_;
  std::vector<Given> given_;
  std::uint32_t next_no_ = 1;
  int wrong_codes_;
  bool sitting_ = false, over_ = false;
};

}  // namespace examhall::load
