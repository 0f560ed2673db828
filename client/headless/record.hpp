#pragma once
// Everything that a candidate could later claim: what was acknowledged, with sequence number and link, and
// what was refused. The tests hold it against the server's evidence.
#include <filesystem>

#include "client/core/sitting.hpp"

namespace examhall::client {

class Record final : public Observer {
 public:
  /// Set before the sitting begins.
  void watch(const Sitting& sitting) { sitting_ = &sitting; }

  void line_changed(const LineReport& r) override;
  void welcomed(const protocol::Welcome& w) override;
  void clock_changed() override;
  void acknowledged(const protocol::Ack& a, const KeptAnswer& k) override;
  void found_stored(const KeptAnswer& k) override;
  void answer_refused(const protocol::Error& e, const KeptAnswer& k) override;
  void superseded(const KeptAnswer& k) override;
  void deadline_changed(const protocol::Deadline& d) override;
  void storage_changed(bool ok) override;
  void hand_in_refused(const protocol::Error& e) override;
  void told_off(const protocol::Error& e) override;
  void local_problem(const base::Problem& p) override;
  void ended(const protocol::Ended& e, const std::optional<CheckedReceipt>& r) override;
  void stopped(const Stop& s) override;

  Json to_json(int exit_code) const;

 private:
  void note(const char* list, Json entry);
  std::int64_t now() const;

  const Sitting* sitting_ = nullptr;
  Json out_ = Json::object();
};

}  // namespace examhall::client
