// What is said of answers, time and line, and when.
#include <catch2/catch.hpp>

#include "client/sheet/calculation.hpp"
#include "client/sheet/countdown.hpp"
#include "sheet_rig.hpp"

using namespace examhall;
using namespace examhall::test;

TEST_CASE("an answer's states in words, with the server's time", "[sheet]") {
  Sitting s;
  REQUIRE(s.text("answer_state") == "Not answered yet");
  s.desk.prompt = false;
  s.click("option_C");
  REQUIRE(s.text("answer_state") == "Being kept on this machine…");
  s.desk.keep(1, "C");
  REQUIRE(s.text("answer_state") == "Kept on this machine, will be sent");
  s.desk.sent(s.desk.last_no);
  REQUIRE(s.text("answer_state").contains("on its way"));
  s.desk.ack(s.desk.last_no, kStart + 32min + 31s);
  REQUIRE(s.text("answer_state") == "Stored at the server 10:02:31");
  s.desk.keep(1, "D");
  s.desk.refuse(s.desk.last_no, "too_late");
  REQUIRE(s.text("answer_state").startsWith("Not accepted: "));
  REQUIRE(s.text("answer_state").endsWith("The server holds: A"));  // stored C, shown first
  s.desk.keep(1, nullptr);
  s.desk.ack(s.desk.last_no, kStart);
  REQUIRE(s.text("answer_state") == "Cleared, stored at the server 09:30:00");
}

TEST_CASE("an id of a newer server is no reason to fall", "[sheet]") {
  Sitting s;
  s.desk.keep(1, "C");
  s.desk.exam.answers().refused(s.desk.last_no, "rule_of_tomorrow");
  emit s.desk.changed();
  REQUIRE(s.text("answer_state").contains("rule_of_tomorrow"));
}

TEST_CASE("the time left is the server's, to the second, and never rounded up", "[sheet]") {
  Sitting s;
  REQUIRE(s.text("time_left") == "2:00:00");
  s.pass(1ms);
  REQUIRE(s.text("time_left") == "1:59:59");
  s.pass(999ms);
  REQUIRE(s.text("time_left") == "1:59:59");
  s.pass(1ms);
  REQUIRE(s.text("time_left") == "1:59:58");
  s.desk.exam.apply(protocol::PausedNow{""}, s.desk.time);
  emit s.desk.changed();
  s.pass(10s);
  REQUIRE(s.text("time_left") == "1:59:58, time stands");
  s.desk.exam.apply(protocol::Deadline{s.desk.time + 10min, 0ms, "resumed", ""}, s.desk.time);
  emit s.desk.changed();
  s.pass(10min + 1s);
  REQUIRE(s.text("time_left").startsWith("Time is over"));
}

TEST_CASE("while the server's clock is not known, no time is shown", "[sheet]") {
  client::ExamState state;
  REQUIRE(sheet::time_in_words(state, kStart).text == "Not started");
  FakeDesk desk;
  desk.sit();
  REQUIRE(sheet::time_in_words(desk.exam, kStart).text == "2:00:00");
}

TEST_CASE("15 and 5 minutes are told once each, whatever the deadline does", "[sheet]") {
  sheet::Warnings w;
  REQUIRE_FALSE(w.at(20min));
  REQUIRE_FALSE(w.at(15min + 1ms));
  REQUIRE(w.at(15min) == 15);
  REQUIRE_FALSE(w.at(14min));
  REQUIRE_FALSE(w.at(30min));  // extended
  REQUIRE_FALSE(w.at(14min));
  REQUIRE(w.at(5min) == 5);
  REQUIRE_FALSE(w.at(4min));

  sheet::Warnings late;
  REQUIRE_FALSE(late.at(4min));  // sat down with four minutes left: nothing was crossed
  sheet::Warnings leap;
  REQUIRE_FALSE(leap.at(1h));
  REQUIRE_FALSE(leap.at(std::nullopt));
  REQUIRE_FALSE(leap.at(1h));
  REQUIRE(leap.at(3min) == 5);  // brought forward: one warning, the one that matters
}

TEST_CASE("a warning shows beside the question and does not take the keyboard", "[sheet]") {
  Sitting s;
  QWidget* before = QApplication::focusWidget();
  REQUIRE(before != nullptr);
  s.desk.time += 1h + 44min + 59s;
  s.pass(3s);
  REQUIRE(s.find<QWidget>("message_panel").isVisible());
  REQUIRE(s.text("message_text").startsWith("15 minutes are left"));
  REQUIRE(QApplication::focusWidget() == before);
  QTest::keyClick(&s.page, Qt::Key_F8);
  REQUIRE_FALSE(s.find<QWidget>("message_panel").isVisible());
}

TEST_CASE("an extension is told with its reason", "[sheet]") {
  Sitting s;
  const protocol::Deadline d{kStart + 2h + 5min, 5min, "compensated", "机房断电 <b>"};
  s.desk.exam.apply(d, s.desk.time);
  emit s.desk.deadline_changed(d);
  emit s.desk.changed();
  REQUIRE(s.text("message_text") ==
          "You get 5 min more, for time that was lost. Your exam now ends at 11:35:00. Reason: 机房断电 <b>");
  REQUIRE(s.text("time_left") == "2:05:00");
}

TEST_CASE("the line in plain words", "[sheet]") {
  Sitting s;
  REQUIRE(s.text("line_state") == "Connected. All answers are stored at the server.");
  s.click("option_C");
  REQUIRE(s.text("line_state") == "Connected. Answers on their way: 1");
  s.desk.time += 10min;
  s.desk.report_of_line.state = client::LineState::offline;
  emit s.desk.changed();
  s.desk.time += 10min;
  s.desk.report_of_line.state = client::LineState::connecting;
  emit s.desk.changed();
  REQUIRE(s.text("line_state").startsWith("Connecting to the server"));
  s.desk.report_of_line.state = client::LineState::offline;
  emit s.desk.changed();
  REQUIRE(
      s.text("line_state") ==
      "No connection since 09:40:00. Go on answering. Answers kept on this machine: 1. They will be sent.");
  s.desk.report_of_line.state = client::LineState::online;
  s.desk.refuse(s.desk.last_no, "too_late");
  REQUIRE(s.text("line_state") == "Connected. Nothing waits to be sent. Answers not accepted: 1.");
  REQUIRE_FALSE(s.find<QWidget>("storage_state").isVisible());
  s.desk.exam.apply(protocol::Storage{false}, s.desk.time);
  emit s.desk.changed();
  REQUIRE(s.find<QWidget>("storage_state").isVisible());
}

TEST_CASE("messages of proctors are read one by one and kept", "[sheet]") {
  Sitting s;
  s.desk.notice(7, "请安静");
  s.desk.notice(8, "<b>请坐好</b>");
  REQUIRE(s.text("message_text") == "From the proctor: <b>请坐好</b>");
  REQUIRE(s.text("message_more") == "1 more");
  s.click("message_read");
  REQUIRE(s.desk.read == std::vector<std::uint32_t>{8});
  REQUIRE(s.text("message_text") == "From the proctor: 请安静");
  s.click("message_read");
  REQUIRE(s.desk.read == std::vector<std::uint32_t>{8, 7});
  REQUIRE_FALSE(s.find<QWidget>("message_panel").isVisible());
  s.click("message_history");
  REQUIRE(s.text("history_page_text").contains("&lt;b&gt;请坐好&lt;/b&gt;"));
}

TEST_CASE("calling the proctor and taking it back", "[sheet]") {
  Sitting s;
  QTest::keyClick(&s.page, Qt::Key_F9);
  REQUIRE(s.desk.calls == std::vector<bool>{true});
  s.desk.call = sheet::CallState::calling;
  emit s.desk.changed();
  REQUIRE(s.button("call_proctor")->text().startsWith("Calling"));
  s.desk.call = sheet::CallState::recorded;
  emit s.desk.changed();
  s.click("call_proctor");
  REQUIRE(s.desk.calls == std::vector<bool>{true, false});
}
