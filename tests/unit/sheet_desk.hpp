#pragma once
// A desk that the test plays: what the server and the core would do is done line by line. No thread, no
// waiting.
#include <algorithm>
#include <map>
#include <QApplication>

#include "client/sheet/alarm.hpp"
#include "client/sheet/desk.hpp"

namespace examhall::test {

using namespace std::chrono_literals;
using base::Instant;
using base::Json;
using base::Span;

inline const Instant kStart = base::from_millis(1'684'546'200'000);  // 09:30:00 in Shanghai

/// Alarms that ring when the test says so.
class FakeAlarms {
 public:
  sheet::AlarmMaker maker() {
    return [this](std::function<void()> ring) { return std::make_unique<One>(*this, std::move(ring)); };
  }
  /// Rings everything that is due within this time, in order.
  void pass(Span time) {
    const Span until = now_ + time;
    while (One* next = next_due(until)) {
      now_ = next->due;
      next->on = false;
      const auto ring = next->ring;  // ringing may delete its alarm
      ring();
    }
    now_ = until;
  }
  std::size_t waiting() const {
    return static_cast<std::size_t>(
        std::count_if(all_.begin(), all_.end(), [](const One* a) { return a->on; }));
  }

 private:
  struct One final : sheet::Alarm {
    One(FakeAlarms& o, std::function<void()> r) : owner{o}, ring{std::move(r)} { owner.all_.push_back(this); }
    ~One() override { std::erase(owner.all_, this); }
    void set(Span after) override { on = true, due = owner.now_ + after; }
    void cancel() override { on = false; }
    bool is_set() const override { return on; }
    FakeAlarms& owner;
    std::function<void()> ring;
    bool on = false;
    Span due{0};
  };
  One* next_due(Span until) {
    One* next = nullptr;
    for (One* a : all_) {
      if (a->on && a->due <= until && (next == nullptr || a->due < next->due)) next = a;
    }
    return next;
  }
  std::vector<One*> all_;
  Span now_{0};
};

class FakeDesk final : public sheet::Desk {
 public:
  const client::ExamState& state() const override { return exam; }
  const client::LineReport& line() const override { return report_of_line; }
  Instant now() const override { return time; }
  const std::vector<sheet::Notice>& notices() const override { return messages; }
  sheet::CallState call_state() const override { return call; }
  bool practice() const override { return is_practice; }
  bool handing_in() const override { return hands_in; }

  void typing(std::uint32_t item) override {
    typed.push_back(item);
    if (prompt) exam.answers().typing(item), emit changed();
  }
  void answer(std::uint32_t item, Json response) override {
    given.emplace_back(item, response);
    if (prompt) keep(item, std::move(response));
  }
  void visit(std::uint32_t item) override { visited.push_back(item); }
  void flag(std::uint32_t item, bool on) override { exam.answers().flag(item, on); }
  void report(const std::string& kind, const std::string&) override { reports.push_back(kind); }
  void hand_in() override { ++hand_ins, hands_in = true, emit changed(); }
  void leave() override {}
  void read_notice(std::uint32_t id) override {
    read.push_back(id);
    for (auto& n : messages) n.read = n.read || n.id == id;
    emit changed();
  }
  void call_proctor(bool wanted) override { calls.push_back(wanted); }
  QImage image(const std::string& hash) override { return images[hash]; }

  void keep(std::uint32_t item, Json response) {
    last_no = exam.answers().give(item, std::move(response), time).no;
    emit changed();
  }
  void sent(std::uint32_t no) { exam.answers().sent(no), emit changed(); }
  void ack(std::uint32_t no, Instant at) { exam.answers().acknowledged(no, at), emit changed(); }
  void refuse(std::uint32_t no, const char* id) {
    const auto answer = exam.answers().refused(no, id);
    emit answer_refused(protocol::make_error(id), *answer);
    emit changed();
  }
  void notice(std::uint32_t id, const char* text) {
    messages.push_back({id, text, time, "you", false});
    emit notice_arrived(messages.back());
    emit changed();
  }

  /// Logged in, the paper here, two hours to go.
  void sit(bool forward_only = false) {
    welcome.person = {"20230400001", "测试考生甲", "示例职业学院", "3301**********001X", "示例考点",
                      "305",         "17"};
    welcome.batch.code = "2023-04-J";
    welcome.batch.title = "第四批 初级";
    welcome.batch.zone = "Asia/Shanghai";
    welcome.batch.start = kStart;
    welcome.batch.end = kStart + 2h;
    welcome.batch.forward_only = forward_only;
    welcome.status = "sitting";
    welcome.server_time = kStart;
    welcome.deadline = kStart + 2h;
    exam.apply(welcome, time);
    report_of_line.state = client::LineState::online;
    deal();
  }
  /// Items 0 and 1 single, 2 multiple, 3 true/false, 4 numeric; each section in reverse order.
  void deal() {
    protocol::Outline o;
    o.paper = std::string(64, 'a');
    o.title = "初级 样卷";
    o.sections = {{"单选题", "single", "2", 2},
                  {"多选题", "multiple", "4", 1},
                  {"判断题", "true_false", "1", 1},
                  {"计算填空题", "numeric", "2.5", 1}};
    o.order = {1, 0, 2, 3, 4};
    o.options = {{2, 0, 1, 3}, {}, {3, 1, 0, 2}, {}, {}};
    exam.apply(o, time);
    for (std::uint32_t i = 0; i < bodies.size(); ++i) {
      if (!bodies[i].is_null()) exam.item_arrived(i, std::make_shared<const Json>(bodies[i]));
    }
    emit changed();
  }
  void arrive(std::uint32_t item, Json body) {
    exam.item_arrived(item, std::make_shared<const Json>(std::move(body)));
    emit changed();
  }

  client::ExamState exam;
  protocol::Welcome welcome;
  client::LineReport report_of_line;
  Instant time = kStart;
  std::vector<sheet::Notice> messages;
  sheet::CallState call = sheet::CallState::none;
  bool is_practice = false, hands_in = false;
  bool prompt = true;  ///< answers are in the state at once
  std::map<std::string, QImage> images;
  std::vector<Json> bodies{
      {{"type", "single"},
       {"text", "第零题"},
       {"content", {{"options", {"甲", "乙", "丙", "丁"}}}},
       {"images", Json::array()}},
      {{"type", "single"},
       {"text", "第一题"},
       {"content", {{"options", {"子", "丑", "寅", "卯"}}}},
       {"images", Json::array()}},
      {{"type", "multiple"},
       {"text", "第二题"},
       {"content", {{"options", {"东", "南", "西", "北"}}}},
       {"images", Json::array()}},
      {{"type", "true_false"}, {"text", "第三题"}, {"content", Json::object()}, {"images", Json::array()}},
      {{"type", "numeric"}, {"text", "第四题"}, {"content", {{"unit", "元"}}}, {"images", Json::array()}}};

  std::uint32_t last_no = 0;
  std::vector<std::pair<std::uint32_t, Json>> given;
  std::vector<std::uint32_t> typed, visited, read;
  std::vector<std::string> reports;
  std::vector<bool> calls;
  int hand_ins = 0;
};

}  // namespace examhall::test
