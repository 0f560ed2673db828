#pragma once
// The real window over a desk of the test: what a server would say is said line by line.
#include <catch2/catch.hpp>
#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

#include "client/window/exam_window.hpp"
#include "client/window/language.hpp"
#include "sheet_desk.hpp"

template <>
struct Catch::StringMaker<QString> {
  static std::string convert(const QString& text) { return text.toStdString(); }
};

namespace examhall::test {

/// A desk that also leaves.
class LeavingDesk final : public sheet::Desk {
 public:
  const client::ExamState& state() const override { return exam; }
  const client::LineReport& line() const override { return report_of_line; }
  Instant now() const override { return time; }
  const std::vector<sheet::Notice>& notices() const override { return messages; }
  sheet::CallState call_state() const override { return sheet::CallState::none; }
  bool handing_in() const override { return false; }
  void typing(std::uint32_t) override {}
  void answer(std::uint32_t, Json) override {}
  void visit(std::uint32_t) override {}
  void flag(std::uint32_t, bool) override {}
  void report(const std::string& kind, const std::string&) override { reports.push_back(kind); }
  void hand_in() override {}
  void leave() override { emit stopped({client::StopReason::left, {}, {}}); }
  void read_notice(std::uint32_t id) override {
    for (auto& n : messages) n.read = n.read || n.id == id;
    emit changed();
  }
  void call_proctor(bool) override {}
  QImage image(const std::string&) override { return {}; }

  void seat(const char* status) {
    FakeDesk sample;
    sample.sit();
    welcome = sample.welcome;
    welcome.status = status;
    if (welcome.status == "seated") {
      welcome.deadline.reset();
      welcome.batch.start = kStart + 10min;
    }
    report_of_line = {client::LineState::online};
    exam.apply(welcome, time);
    emit changed();
  }
  void start() {
    exam.apply(protocol::Start{kStart, kStart + 2h}, time);
    FakeDesk sample;
    sample.sit();
    exam.apply(*sample.exam.outline(), time);
    for (std::uint32_t i = 0; i < sample.bodies.size(); ++i)
      exam.item_arrived(i, std::make_shared<const Json>(sample.bodies[i]));
    emit changed();
  }

  client::ExamState exam;
  protocol::Welcome welcome;
  client::LineReport report_of_line{client::LineState::connecting};
  Instant time = kStart;
  std::vector<sheet::Notice> messages;
  std::vector<std::string> reports;
};

struct WindowRig {
  explicit WindowRig(const std::string& ticket = "T1", bool exam_mode = false)
      : window{room(), clock, {exam_mode, ticket}, [this](client::ClientSettings s) {
                 settings.push_back(s);
                 auto made = std::make_unique<LeavingDesk>();
                 desk = made.get();
                 return made;
               }} {
    window.open();
    settle();
  }
  static window::RoomFound room();
  void settle() const {
    for (int i = 0; i < 5; ++i) QApplication::processEvents();
  }
  template <class W>
  W& find(const char* name) const {
    W* found = window.findChild<W*>(name);
    INFO("no " << name);
    REQUIRE(found != nullptr);
    return *found;
  }
  void click(const char* name) const {
    INFO(name);
    auto& button = find<QAbstractButton>(name);
    REQUIRE(button.isEnabled());
    REQUIRE(button.isVisible());
    button.click();
    settle();
  }
  QString text(const char* name) const { return find<QLabel>(name).text(); }
  void log_in(const QString& code = "7Q2M-K3XD") const {
    find<QLineEdit>("login_code").setText(code);
    click("login_button");
  }

  base::ManualClock clock{kStart};
  std::vector<client::ClientSettings> settings;
  LeavingDesk* desk = nullptr;
  window::ExamWindow window;
};

}  // namespace examhall::test
