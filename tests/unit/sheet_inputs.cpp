// Answers by mouse and keyboard on the real page: what is shown, and what the desk is told.
#include <catch2/catch.hpp>
#include <QLineEdit>
#include <QTest>

#include "sheet_rig.hpp"

using namespace examhall;
using namespace examhall::test;

TEST_CASE("options stand in the candidate's order, responses name stored letters", "[sheet]") {
  Sitting s;  // the first question is item 1, options C A B D
  const auto names = s.option_names();
  REQUIRE(names == std::vector<QString>{"A. 寅", "B. 子", "C. 丑", "D. 卯"});
  s.click("option_C");
  REQUIRE(s.desk.given.back() == std::pair<std::uint32_t, Json>{1, "C"});
  REQUIRE(s.button("option_C")->isChecked());
  QTest::keyClick(&s.page, Qt::Key_B);
  REQUIRE(s.desk.given.back() == std::pair<std::uint32_t, Json>{1, "A"});
  REQUIRE_FALSE(s.button("option_C")->isChecked());
  QTest::keyClick(&s.page, Qt::Key_4);
  REQUIRE(s.desk.given.back().second == "D");
  QTest::keyClick(&s.page, Qt::Key_E);
  QTest::keyClick(&s.page, Qt::Key_9);
  REQUIRE(s.desk.given.size() == 3);
}

TEST_CASE("arrow keys among options move the focus and answer nothing", "[sheet]") {
  Sitting s;
  s.button("option_C")->setFocus();
  QTest::keyClick(s.button("option_C"), Qt::Key_Down);
  REQUIRE(s.button("option_A")->hasFocus());
  REQUIRE(s.desk.given.empty());
  QTest::keyClick(s.button("option_A"), Qt::Key_Space);
  REQUIRE(s.desk.given.back().second == "A");
}

TEST_CASE("a multiple choice is told as a whole, empty as null", "[sheet]") {
  Sitting s;
  s.go(3);  // item 2, options D B A C
  QTest::keyClick(&s.page, Qt::Key_A);
  QTest::keyClick(&s.page, Qt::Key_C);
  REQUIRE(s.desk.given.back().second == Json{"A", "D"});
  QTest::keyClick(&s.page, Qt::Key_A);
  QTest::keyClick(&s.page, Qt::Key_C);
  REQUIRE(s.desk.given.back().second.is_null());
}

TEST_CASE("an older state of the desk does not undo what the person just chose", "[sheet]") {
  Sitting s;
  s.go(3);
  s.desk.prompt = false;
  s.click("option_A");
  s.click("option_B");
  s.desk.keep(2, Json{"A"});  // the desk has seen the first click only
  REQUIRE(s.button("option_B")->isChecked());
  s.click("option_C");
  REQUIRE(s.desk.given.back().second == Json{"A", "B", "C"});
  s.desk.keep(2, Json{"A", "B", "C"});
  s.desk.keep(2, Json{"D"});  // and later states count again
  REQUIRE(s.button("option_D")->isChecked());
  REQUIRE_FALSE(s.button("option_A")->isChecked());
}

TEST_CASE("true and false by letter, click and clearing", "[sheet]") {
  Sitting s;
  s.go(4);
  QTest::keyClick(&s.page, Qt::Key_T);
  REQUIRE(s.desk.given.back().second == Json(true));
  QTest::keyClick(&s.page, Qt::Key_N);
  REQUIRE(s.desk.given.back().second == Json(false));
  s.click("answer_true");
  REQUIRE(s.desk.given.back().second == Json(true));
  s.click("clear_answer");
  REQUIRE(s.desk.given.back().second.is_null());
  REQUIRE_FALSE(s.button("answer_true")->isChecked());
  REQUIRE_FALSE(s.button("clear_answer")->isEnabled());
}

TEST_CASE("a number is told after a pause, on Enter and when the question is left", "[sheet]") {
  Sitting s;
  s.go(5);
  auto& field = s.find<QLineEdit>("answer_number");
  QTest::keyClicks(&field, "12");
  REQUIRE(s.desk.typed.size() == 2);
  s.alarms.pass(599ms);
  REQUIRE(s.desk.given.empty());
  QTest::keyClicks(&field, "0");
  s.alarms.pass(599ms);
  REQUIRE(s.desk.given.empty());
  s.alarms.pass(1ms);
  REQUIRE(s.desk.given.back() == std::pair<std::uint32_t, Json>{4, "120"});
  s.alarms.pass(10s);
  REQUIRE(s.desk.given.size() == 1);

  QTest::keyClicks(&field, ".5");
  QTest::keyClick(&field, Qt::Key_Return);
  REQUIRE(s.desk.given.back().second == "120.5");
  REQUIRE(s.desk.given.size() == 2);

  QTest::keyClicks(&field, "9");
  s.go(4);
  REQUIRE(s.desk.given.back() == std::pair<std::uint32_t, Json>{4, "120.59"});
  REQUIRE(s.desk.given.size() == 3);
  s.go(5);
  REQUIRE(s.find<QLineEdit>("answer_number").text() == "120.59");
}

TEST_CASE("letters and digits belong to the field while it has the keyboard", "[sheet]") {
  Sitting s;
  s.go(5);
  auto& field = s.find<QLineEdit>("answer_number");
  field.setFocus();
  QTest::keyClicks(&field, "A1 tf");
  REQUIRE(field.text() == "A1 tf");
  REQUIRE(s.desk.given.empty());
}

TEST_CASE("a number is at most 64 bytes and holds nothing that the protocol refuses", "[sheet]") {
  REQUIRE(sheet::fitting(QString(70, u'1'), 64).size() == 64);
  REQUIRE(sheet::fitting(QString(30, u'１'), 64).size() == 21);  // three bytes each
  REQUIRE(sheet::fitting(QString{"1\u202e2\u00013"}, 64) == "123");
  Sitting s;
  s.go(5);
  auto& field = s.find<QLineEdit>("answer_number");
  QTest::keyClicks(&field, QString(80, u'7'));
  QTest::keyClick(&field, Qt::Key_Return);
  REQUIRE(s.desk.given.back().second == std::string(64, '7'));
  field.clear();
  QTest::keyClicks(&field, "  ");
  QTest::keyClick(&field, Qt::Key_Return);
  REQUIRE(s.desk.given.back().second.is_null());
}

TEST_CASE("what is half typed is not overwritten by the desk", "[sheet]") {
  Sitting s;
  s.go(5);
  auto& field = s.find<QLineEdit>("answer_number");
  QTest::keyClicks(&field, "12");
  s.desk.keep(4, "99");
  REQUIRE(field.text() == "12");
  s.alarms.pass(600ms);
  REQUIRE(s.desk.given.back().second == "12");
}

TEST_CASE("copies stay within the paper", "[sheet]") {
  Sitting s;
  s.go(5);
  auto& field = s.find<QLineEdit>("answer_number");
  QApplication::clipboard()->setText("from outside");
  QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
  REQUIRE(field.text().isEmpty());
  QTest::keyClicks(&field, "345");
  field.selectAll();
  QTest::keyClick(&field, Qt::Key_X, Qt::ControlModifier);
  REQUIRE(field.text().isEmpty());
  QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
  QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
  REQUIRE(field.text() == "345345");
  REQUIRE(QApplication::clipboard()->text() == "from outside");
}

TEST_CASE("an exam that stands takes no answer and does not pretend to", "[sheet]") {
  Sitting s;
  s.desk.exam.apply(protocol::PausedNow{"消防警报"}, s.desk.time);
  emit s.desk.changed();
  REQUIRE_FALSE(s.find<QWidget>("answer_input").isEnabled());
  QTest::keyClick(&s.page, Qt::Key_A);
  REQUIRE(s.desk.given.empty());
}

TEST_CASE("a question that has not arrived says so and appears", "[sheet]") {
  Sitting s{[](FakeDesk& d) { d.bodies[1] = nullptr; }};
  REQUIRE(s.page.findChild<QWidget*>("question_absent") != nullptr);
  s.desk.arrive(1, {{"type", "single"},
                    {"text", "到了"},
                    {"content", {{"options", {"子", "丑"}}}},
                    {"images", Json::array()}});
  REQUIRE(s.page.findChild<QWidget*>("question_absent") == nullptr);
  REQUIRE(s.option_names() ==
          std::vector<QString>{"A. 子", "B. 丑"});  // an order that does not fit is not used
}

TEST_CASE("an unknown kind of question is said plainly, and the others go on", "[sheet]") {
  Sitting s{[](FakeDesk& d) { d.bodies[1]["type"] = "robot_flow"; }};
  REQUIRE(s.find<QLabel>("question_unknown").text().contains("robot_flow"));
  QTest::keyClick(&s.page, Qt::Key_A);
  REQUIRE(s.desk.given.empty());
  QTest::keyClick(&s.page, Qt::Key_PageDown);
  REQUIRE(s.desk.visited.back() == 0);
}

TEST_CASE("bodies that make no sense do no harm", "[sheet]") {
  for (const Json& body :
       {Json(3), Json::array(), Json{{"type", 7}}, Json{{"type", "single"}},
        Json{{"type", "single"}, {"content", {{"options", {1, nullptr, "x"}}}}},
        Json{{"type", "multiple"}, {"content", {{"options", "x"}}}, {"images", {1, "x"}}}}) {
    Sitting s{[&](FakeDesk& d) { d.bodies[1] = body; }};
    QTest::keyClick(&s.page, Qt::Key_A);
    SUCCEED();
  }
}

TEST_CASE("what was said already is not said again", "[sheet]") {
  Sitting s;
  s.click("option_C");
  s.click("option_C");
  REQUIRE(s.desk.given.size() == 1);
  REQUIRE(s.button("option_C")->isChecked());
  s.desk.refuse(s.desk.last_no, "bad_response");
  s.click("option_C");  // not accepted: trying again is the person's right
  REQUIRE(s.desk.given.size() == 2);
  s.go(5);
  auto& field = s.find<QLineEdit>("answer_number");
  QTest::keyClicks(&field, "12");
  QTest::keyClick(&field, Qt::Key_Return);
  QTest::keyClicks(&field, "3");
  QTest::keyClick(&field, Qt::Key_Backspace);
  QTest::keyClick(&field, Qt::Key_Return);  // the same, but the desk shows it as being typed
  REQUIRE(s.desk.given.size() == 4);
}
