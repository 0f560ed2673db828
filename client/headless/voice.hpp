#pragma once
// What happens, one line each: in Chinese or English for a person, as JSON for a script. Standard output.
#include <functional>

#include "client/core/sitting.hpp"

namespace examhall::client {

class Voice final : public Observer {
 public:
  struct Manner {
    base::Language language = base::Language::zh;
    bool json = false;
    bool detailed = false;
  };
  /// `write` gets each line without its end.
  Voice(Manner manner, std::function<void(const std::string&)> write)
      : manner_{manner}, write_{std::move(write)} {}
  /// Set before the sitting begins.
  void watch(const Sitting& sitting) { sitting_ = &sitting; }

  /// For what the program itself has to say.
  void say(const char* event, const base::Text& text, Json detail = Json::object());

  void line_changed(const LineReport& r) override;
  void welcomed(const protocol::Welcome& w) override;
  void clock_changed() override;
  void phase_changed(Phase p) override;
  void paper_complete() override;
  void answer_changed(std::uint32_t item) override;
  void answer_refused(const protocol::Error& e, const KeptAnswer& k) override;
  void superseded(const KeptAnswer& k) override;
  void deadline_changed(const protocol::Deadline& d) override;
  void notice_arrived(const Notice& n) override;
  void notice_changed(const Notice& n) override;
  void call_changed(CallState s) override;
  void storage_changed(bool ok) override;
  void hand_in_refused(const protocol::Error& e) override;
  void told_off(const protocol::Error& e) override;
  void local_problem(const base::Problem& p) override;
  void ended(const protocol::Ended& e, const std::optional<CheckedReceipt>& r) override;
  void stopped(const Stop& s) override;

 private:
  Manner manner_;
  std::function<void(const std::string&)> write_;
  const Sitting* sitting_ = nullptr;
};

}  // namespace examhall::client
