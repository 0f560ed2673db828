// Palette, flags, review, hand-in, one-way exams, the calculator beside a question.
#include <catch2/catch.hpp>
#include <QLineEdit>
#include <QTranslator>

#include "client/sheet/look.hpp"
#include "sheet_rig.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {
QString said(const Sitting& s, int number) {
  return s.button(QString{"item_%1"}.arg(number).toUtf8())->accessibleName();
}
}  // namespace

TEST_CASE("the palette tells answered, flagged, open, unseen and not accepted", "[sheet]") {
  Sitting s;
  REQUIRE(said(s, 1) == "Question 1, not answered, open now");
  REQUIRE(said(s, 5) == "Question 5, not yet seen");
  s.click("option_C");
  QTest::keyClick(&s.page, Qt::Key_F4);
  REQUIRE(said(s, 1) == "Question 1, answered, flagged, open now");
  s.go(2);
  REQUIRE(said(s, 1) == "Question 1, answered, flagged");
  s.click("option_A");
  s.desk.refuse(s.desk.last_no, "too_late");
  REQUIRE(said(s, 2) == "Question 2, not accepted, open now");
  s.go(1);
  QTest::keyClick(&s.page, Qt::Key_M, Qt::ControlModifier);
  REQUIRE(said(s, 1) == "Question 1, answered, open now");
}

TEST_CASE("flags from before a crash are there again, and the desk hears of new ones", "[sheet]") {
  FakeAlarms alarms;
  FakeDesk desk;
  desk.sit();
  desk.flag(0, true);
  sheet::ExamPage page{desk, alarms.maker(), nullptr};
  page.show();
  page.activateWindow();
  QApplication::processEvents();
  const auto* second = page.findChild<QAbstractButton*>("item_2");
  REQUIRE(second->accessibleName() == "Question 2, not yet seen, flagged");
  QTest::keyClick(&page, Qt::Key_F4);
  REQUIRE(desk.exam.answers().at(1).flagged);
  QTest::keyClick(&page, Qt::Key_F4);
  REQUIRE_FALSE(desk.exam.answers().at(1).flagged);
}

TEST_CASE("the palette is walked by arrow keys and chosen by Enter", "[sheet]") {
  Sitting s;
  QTest::keyClick(&s.page, Qt::Key_F2);
  REQUIRE(s.button("item_1")->hasFocus());
  QTest::keyClick(s.button("item_1"), Qt::Key_Right);
  REQUIRE(s.button("item_2")->hasFocus());
  QTest::keyClick(s.button("item_2"), Qt::Key_Down);
  REQUIRE(s.button("item_3")->hasFocus());  // the next section's first row
  QTest::keyClick(s.button("item_3"), Qt::Key_Up);
  REQUIRE(s.desk.visited.back() == 1);
  QTest::keyClick(s.button("item_1"), Qt::Key_End);
  QTest::keyClick(s.button("item_5"), Qt::Key_Return);
  REQUIRE(s.desk.visited.back() == 4);
  REQUIRE(s.find<QLineEdit>("answer_number").hasFocus());
}

TEST_CASE("on a narrow page the palette takes the question's place while it is wanted", "[sheet]") {
  Sitting s;
  s.page.resize(800, 600);
  QApplication::processEvents();
  REQUIRE_FALSE(s.find<QWidget>("question_map").isVisible());
  QTest::keyClick(&s.page, Qt::Key_F2);
  REQUIRE(s.find<QWidget>("question_map").isVisible());
  REQUIRE_FALSE(s.find<QWidget>("question_scroll").isVisible());
  s.click("item_3");
  REQUIRE_FALSE(s.find<QWidget>("question_map").isVisible());
  REQUIRE(s.desk.visited.back() == 2);
}

TEST_CASE("the review counts, filters and leads back", "[sheet]") {
  Sitting s;
  s.click("option_C");
  s.desk.ack(s.desk.last_no, kStart);
  s.go(2);
  s.click("option_A");
  QTest::keyClick(&s.page, Qt::Key_F4);
  QTest::keyClick(&s.page, Qt::Key_F10);
  REQUIRE(s.text("review_counts") ==
          "Answered: 2. Not answered: 3. Flagged: 1. Not yet confirmed by the server: 1.");
  const auto shown = [&] {
    std::vector<int> numbers;
    for (int n = 1; n <= 5; ++n) {
      if (s.button(QString{"review_item_%1"}.arg(n).toUtf8())->isVisible()) numbers.push_back(n);
    }
    return numbers;
  };
  REQUIRE(shown() == std::vector<int>{1, 2, 3, 4, 5});
  s.click("review_unanswered");
  REQUIRE(shown() == std::vector<int>{3, 4, 5});
  s.click("review_flagged");
  REQUIRE(shown() == std::vector<int>{2});
  REQUIRE(s.button("review_item_2")->text().contains("Kept on this machine"));
  s.click("review_all");
  s.click("review_item_4");
  REQUIRE(s.desk.visited.back() == 3);
  REQUIRE_FALSE(s.find<QWidget>("review_page").isVisible());
}

TEST_CASE("the early-hand-in rule with its times", "[sheet]") {
  Sitting s{[](FakeDesk& d) {
    d.welcome.batch.hand_in_after_ms = 30min;
    d.welcome.batch.no_hand_in_last_ms = 10min;
  }};
  QTest::keyClick(&s.page, Qt::Key_F10);
  REQUIRE(
      s.text("review_rule") ==
      "Handing in is possible from 10:00:00 on, in 0:30:00. From 11:20:00 on nobody can hand in any more. "
      "At 11:30:00 the paper is collected by itself, with everything that was answered.");
  s.desk.time += 30min;
  s.pass(1s);
  REQUIRE(s.text("review_rule").startsWith("From 11:20:00"));
  s.desk.time += 85min;
  s.pass(1s);
  REQUIRE(s.text("review_rule").startsWith("Since 11:20:00"));
  REQUIRE(s.button("review_hand_in")->isEnabled());  // the server decides
}

TEST_CASE("handing in asks once more, waits, and says why it was refused", "[sheet]") {
  Sitting s;
  s.click("option_C");
  QTest::keyClick(&s.page, Qt::Key_F10);
  s.click("review_hand_in");
  REQUIRE(s.text("ask_text").startsWith("Questions without an answer: 4."));
  REQUIRE(s.button("ask_no")->hasFocus());
  QTest::keyClick(s.button("ask_no"), Qt::Key_Return);
  REQUIRE(s.desk.hand_ins == 0);
  s.click("review_hand_in");
  s.click("ask_yes");
  REQUIRE(s.desk.hand_ins == 1);
  REQUIRE(s.text("review_state").contains("still waiting for: 1"));
  REQUIRE_FALSE(s.button("review_hand_in")->isEnabled());
  s.desk.hands_in = false;
  emit s.desk.hand_in_refused(protocol::make_error("hand_in_too_early", std::nullopt, kStart + 30min));
  emit s.desk.changed();
  REQUIRE(s.text("review_state").startsWith("Not handed in: "));
  REQUIRE(s.text("review_state").endsWith("(10:00:00)"));
  REQUIRE(s.button("review_hand_in")->isEnabled());
}

TEST_CASE("handing in gives what is half typed first", "[sheet]") {
  Sitting s;
  s.go(5);
  QTest::keyClicks(&s.find<QLineEdit>("answer_number"), "42");
  QTest::keyClick(&s.page, Qt::Key_F10);
  REQUIRE(s.desk.given.back() == std::pair<std::uint32_t, Json>{4, "42"});
}

TEST_CASE("forward only: no way back, and it is asked before something is left", "[sheet]") {
  Sitting s{{}, true};
  REQUIRE_FALSE(s.button("previous_question")->isVisible());
  s.click("option_C");
  QTest::keyClick(&s.page, Qt::Key_PageDown);
  REQUIRE(s.find<QWidget>("ask_page").isVisible());  // the first time, though it is answered
  QTest::keyClick(&s.page, Qt::Key_PageDown);
  QTest::keyClick(&s.page, Qt::Key_F10);
  REQUIRE(s.find<QWidget>("ask_page").isVisible());
  s.click("ask_no");
  REQUIRE(s.desk.visited == std::vector<std::uint32_t>{1});
  s.click("next_question");
  s.click("ask_yes");
  REQUIRE(s.desk.visited == std::vector<std::uint32_t>{1, 0});
  REQUIRE(said(s, 1) == "Question 1, answered, passed");
  REQUIRE_FALSE(s.button("item_1")->isEnabled());
  s.click("option_A");
  s.click("next_question");  // told already, and answered
  REQUIRE(s.desk.visited.back() == 2);
  s.click("next_question");  // not answered
  REQUIRE(s.text("ask_text").contains("no answer yet"));
  s.click("ask_yes");
  QTest::keyClick(&s.page, Qt::Key_PageUp);
  REQUIRE(s.desk.visited.back() == 3);
}

TEST_CASE("forward only: after a restart the candidate is at the furthest answer", "[sheet]") {
  FakeAlarms alarms;
  FakeDesk desk;
  desk.sit(true);
  desk.keep(2, Json{"A"});
  sheet::ExamPage page{desk, alarms.maker(), nullptr};
  REQUIRE(desk.visited == std::vector<std::uint32_t>{2});
}

TEST_CASE("the calculator beside a question", "[sheet]") {
  Sitting s;
  QTest::keyClick(&s.page, Qt::Key_F6);
  auto& calculator = s.find<QWidget>("calculator");
  REQUIRE(calculator.isVisible());
  REQUIRE_FALSE(s.button("calculator_use")->isEnabled());  // a choice takes no number
  QTest::keyClicks(&calculator, "12*");
  QTest::keyClicks(&calculator, "3a");
  QTest::keyClick(&calculator, Qt::Key_Return);
  REQUIRE(s.text("calculator_display") == "36");
  REQUIRE(s.desk.given.empty());
  QTest::keyClick(&calculator, Qt::Key_Escape);
  REQUIRE_FALSE(calculator.isVisible());
  s.go(5);
  QTest::keyClick(&s.page, Qt::Key_F6);
  s.click("calculator_use");
  REQUIRE(s.find<QLineEdit>("answer_number").text() == "36");
  s.alarms.pass(600ms);
  REQUIRE(s.desk.given.back() == std::pair<std::uint32_t, Json>{4, "36"});
}

TEST_CASE("the palette scrolls clear of a calculator in its corner, and not of one that was dragged away",
          "[sheet]") {
  Sitting s;
  const auto& map = s.find<QWidget>("question_map");
  const auto& counts = s.find<QWidget>("map_counts");
  auto& calculator = s.find<QWidget>("calculator");
  const auto foot_of = [&](const QWidget& w) { return w.mapTo(&s.page, w.rect().bottomRight()).y(); };
  const int before = foot_of(counts);
  QTest::keyClick(&s.page, Qt::Key_F6);
  QApplication::processEvents();
  REQUIRE(calculator.geometry().right() > map.mapTo(&s.page, QPoint{0, 0}).x());
  REQUIRE(foot_of(counts) < calculator.y());
  QTest::mousePress(&calculator, Qt::LeftButton, {}, {8, 60});
  QTest::mouseMove(&calculator, {-400, -200});
  QApplication::processEvents();
  REQUIRE(foot_of(counts) == before);
  QTest::keyClick(&calculator, Qt::Key_Escape);
  QTest::keyClick(&s.page, Qt::Key_F6);
  QApplication::processEvents();
  REQUIRE(foot_of(counts) < calculator.y());
  QTest::keyClick(&calculator, Qt::Key_Escape);
  QApplication::processEvents();
  REQUIRE(foot_of(counts) == before);
}

TEST_CASE("every control has a name for a screen reader and one for tests", "[sheet]") {
  Sitting s;
  QTest::keyClick(&s.page, Qt::Key_F10);
  s.click("review_hand_in");
  s.click("ask_no");
  s.click("review_back");
  for (std::uint32_t number = 1; number <= 5; ++number) {
    s.go(number);
    QTest::keyClick(&s.page, Qt::Key_F6);
    for (const QWidget* w : s.page.findChildren<QWidget*>()) {
      const auto* button = qobject_cast<const QAbstractButton*>(w);
      if (button == nullptr && qobject_cast<const QLineEdit*>(w) == nullptr) continue;
      INFO(w->metaObject()->className() << " " << w->objectName().toStdString());
      REQUIRE_FALSE(w->objectName().isEmpty());
      REQUIRE_FALSE((w->accessibleName().isEmpty() && (button == nullptr || button->text().isEmpty())));
    }
    QTest::keyClick(&s.page, Qt::Key_F6);
  }
}

TEST_CASE("the language changes while the exam runs", "[sheet]") {
  Sitting s;
  s.go(4);
  s.desk.notice(7, "请安静");
  QTranslator chinese;
  REQUIRE(chinese.load(":/i18n/sheet_zh_CN.qm"));
  QCoreApplication::installTranslator(&chinese);
  QApplication::processEvents();
  REQUIRE(s.text("answer_state") == "尚未作答");
  REQUIRE(s.button("answer_true")->accessibleName() == "对");
  REQUIRE(s.text("message_text") == "监考消息：请安静");
  REQUIRE(s.text("line_state") == "已连接。所有作答均已存到服务器。");  // no space between Chinese sentences
  s.click("answer_true");
  s.desk.refuse(s.desk.last_no, "too_late");
  REQUIRE(s.text("answer_state").contains(QString::fromStdString(protocol::make_error("too_late").text.zh)));
  QCoreApplication::removeTranslator(&chinese);
  QApplication::processEvents();
  REQUIRE(s.button("answer_true")->accessibleName() == "True");
}

TEST_CASE("at 200 % every page fits a screen of 1366 × 768, and the question has room", "[sheet]") {
  sheet::apply_look(*qApp, {sheet::Scheme::normal, 200});
  {
    Sitting s;
    s.desk.exam.apply(protocol::Storage{false}, s.desk.time);
    s.desk.report_of_line.state = client::LineState::offline;
    s.desk.notice(1, "请 305 考场的考生注意：空调已调低，如感到不适请举手示意。");
    for (const auto key : {Qt::Key_F12, Qt::Key_F1, Qt::Key_F10}) {
      QTest::keyClick(&s.page, key);
      QApplication::processEvents();
      REQUIRE(s.page.size() == QSize{1366, 768});
      REQUIRE(s.find<QWidget>("line_state").mapTo(&s.page, QPoint{0, 0}).y() < 768 - 30);
    }
    s.click("review_back");
    QApplication::processEvents();
    REQUIRE(s.find<QWidget>("question_scroll").height() >= 150);
  }
  sheet::apply_look(*qApp, {});
}

TEST_CASE("Tab goes through the page as it is read", "[sheet]") {
  Sitting s;
  s.go(2);
  s.go(1);  // its controls are new, and yet not the last
  s.click("option_C");
  s.desk.notice(1, "请安静");
  std::vector<QString> stops;
  s.button("keys")->setFocus();
  while (stops.size() < 20 && (stops.empty() || stops.back() != "questions")) {
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    stops.push_back(QApplication::focusWidget()->objectName());
  }
  REQUIRE(stops == std::vector<QString>{"message_read", "option_C", "option_A", "option_B", "option_D",
                                        "clear_answer", "next_question", "flag_question", "open_review",
                                        "item_1", "questions"});
}
