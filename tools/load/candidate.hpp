#pragma once
// One candidate of many: the client's own core without a journal, answering by the clock. Answers are due at
// fixed times whatever the server does, as people do not type slower because a server is slow. One thread.
#include <deque>

#include "client/core/client.hpp"
#include "client/headless/chooser.hpp"
#include "load/shared.hpp"
#include "load/tickets.hpp"

namespace examhall::load {

class Candidate final : public client::Observer {
 public:
  Candidate(Shared& shared, const Ticket& ticket, std::uint64_t seed);

  void begin();
  void leave() { client_.sitting().leave(); }

  void line_changed(const client::LineReport& r) override;
  void welcomed(const protocol::Welcome& w) override;
  void phase_changed(client::Phase p) override;
  void item_arrived(std::uint32_t item) override;
  void paper_complete() override;
  void acknowledged(const protocol::Ack& a, const client::KeptAnswer& k) override;
  void found_stored(const client::KeptAnswer& k) override;
  void answer_refused(const protocol::Error& e, const client::KeptAnswer& k) override;
  void hand_in_refused(const protocol::Error& e) override;
  void told_off(const protocol::Error& e) override;
  void local_problem(const base::Problem& p) override;
  void ended(const protocol::Ended& e, const std::optional<client::CheckedReceipt>& r) override;
  void stopped(const client::Stop& s) override;

 private:
  struct Due {
    std::uint32_t no, item;
    Micros at;
  };
  void count(const std::string& id) { ++shared_.figures.errors[id]; }
  void wait_until(Micros when, void (Candidate::*then)());
  void confirmed(const client::KeptAnswer& k);
  void plan_next();
  void give();
  void give_one();
  void finish();

  Shared& shared_;
  client::Chooser chooser_;
  client::Client client_;
  client::Timer timer_;
  Micros connecting_since_{0};
  std::optional<Micros> lost_at_;
  Micros started_{0};
  Micros due_{0};
  std::deque<Due> under_way_;
  std::size_t given_ = 0;
  bool online_ = false, was_welcomed_ = false, saw_first_ = false, sat_ = false, answering_ = false,
       over_ = false;
};

}  // namespace examhall::load
