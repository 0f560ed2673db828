#pragma once
// One sitting, several listeners: what is printed, what is recorded, what the candidate does next. Called in
// the order in which they were added.
#include <vector>

#include "client/core/observer.hpp"

namespace examhall::client {

class Fanout final : public Observer {
 public:
  void add(Observer& observer) { all_.push_back(&observer); }

  void line_changed(const LineReport& r) override { each(&Observer::line_changed, r); }
  void welcomed(const protocol::Welcome& w) override { each(&Observer::welcomed, w); }
  void clock_changed() override { each(&Observer::clock_changed); }
  void phase_changed(Phase p) override { each(&Observer::phase_changed, p); }
  void outline_arrived() override { each(&Observer::outline_arrived); }
  void item_arrived(std::uint32_t item) override { each(&Observer::item_arrived, item); }
  void paper_complete() override { each(&Observer::paper_complete); }
  void answer_changed(std::uint32_t item) override { each(&Observer::answer_changed, item); }
  void acknowledged(const protocol::Ack& a, const KeptAnswer& k) override {
    each(&Observer::acknowledged, a, k);
  }
  void found_stored(const KeptAnswer& k) override { each(&Observer::found_stored, k); }
  void answer_refused(const protocol::Error& e, const KeptAnswer& k) override {
    each(&Observer::answer_refused, e, k);
  }
  void superseded(const KeptAnswer& k) override { each(&Observer::superseded, k); }
  void deadline_changed(const protocol::Deadline& d) override { each(&Observer::deadline_changed, d); }
  void notice_arrived(const Notice& n) override { each(&Observer::notice_arrived, n); }
  void notice_changed(const Notice& n) override { each(&Observer::notice_changed, n); }
  void call_changed(CallState s) override { each(&Observer::call_changed, s); }
  void storage_changed(bool ok) override { each(&Observer::storage_changed, ok); }
  void image_arrived(const std::string& hash, const Picture& p) override {
    each(&Observer::image_arrived, hash, p);
  }
  void image_failed(const std::string& hash, const ImageTrouble& t) override {
    each(&Observer::image_failed, hash, t);
  }
  void hand_in_refused(const protocol::Error& e) override { each(&Observer::hand_in_refused, e); }
  void told_off(const protocol::Error& e) override { each(&Observer::told_off, e); }
  void local_problem(const base::Problem& p) override { each(&Observer::local_problem, p); }
  void ended(const protocol::Ended& e, const std::optional<CheckedReceipt>& r) override {
    each(&Observer::ended, e, r);
  }
  void stopped(const Stop& s) override { each(&Observer::stopped, s); }

 private:
  template <class Method, class... Arguments>
  void each(Method method, const Arguments&... arguments) {
    for (Observer* o : all_) (o->*method)(arguments...);
  }
  std::vector<Observer*> all_;
};

}  // namespace examhall::client
