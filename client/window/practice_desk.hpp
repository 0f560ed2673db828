#pragma once
// The desk of the practice paper: nothing leaves this machine, answers are confirmed by itself after a
// moment, as a server would. The window's thread.
#include <functional>

#include "base/clock.hpp"
#include "client/sheet/desk.hpp"

namespace examhall::window {

/// Where the practice takes place: the real login lends its person, zone and clock.
struct PracticeRoom {
  base::Language language = base::Language::zh;
  protocol::Person person{};
  std::string zone = "Asia/Shanghai";
  base::Span clock_offset{0};
};

class PracticeDesk final : public sheet::Desk {
  Q_OBJECT
 public:
  static constexpr base::Span kTime = std::chrono::minutes{60};
  static constexpr base::Span kAckAfter{400};

  PracticeDesk(const PracticeRoom& room, const base::Clock& clock, base::Span ack_after = kAckAfter,
               QObject* parent = nullptr);

  const client::ExamState& state() const override { return shown_; }
  const client::LineReport& line() const override { return line_; }
  base::Instant now() const override { return clock_.now(); }
  const std::vector<sheet::Notice>& notices() const override { return notices_; }
  sheet::CallState call_state() const override { return call_; }
  bool practice() const override { return true; }
  bool handing_in() const override { return handing_in_; }

  void typing(std::uint32_t item) override;
  void answer(std::uint32_t item, base::Json response) override;
  void visit(std::uint32_t) override {}
  void flag(std::uint32_t item, bool on) override;
  void report(const std::string&, const std::string&) override {}
  void hand_in() override;
  void leave() override;
  void read_notice(std::uint32_t id) override;
  void call_proctor(bool wanted) override;
  QImage image(const std::string& hash) override;

 private:
  void soon(std::function<void()> action);
  void change(const std::function<void()>& action);
  bool open(std::uint32_t item) const;
  void confirm();

  const base::Clock& clock_;
  base::Language language_;
  base::Span ack_after_;
  client::ExamState state_;
  client::ExamState shown_;  // replaced only just before changed()
  client::LineReport line_{client::LineState::online};
  std::vector<sheet::Notice> notices_;
  sheet::CallState call_ = sheet::CallState::none;
  bool handing_in_ = false;
  bool change_due_ = false;
  QImage chart_;
};

}  // namespace examhall::window
