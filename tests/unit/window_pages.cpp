// The window from the login to the receipt, over a desk that the test plays.
#include "window_rig.hpp"

#include <QCloseEvent>

#include "client/window/receipt_page.hpp"
#include "support/certificate.hpp"

using namespace examhall;
using namespace examhall::test;
using client::StopReason;
using window::Page;

namespace {
const support::Certificate& certificate() {
  static const support::Certificate one;
  return one;
}
}  // namespace

window::RoomFound WindowRig::room() {
  client::RoomSettings room;
  room.server = {"hall.example", "8443"};
  room.ca = certificate().chain();
  room.machine = "PC-07";
  room.journal_folder = std::filesystem::temp_directory_path();
  return {room, {}, {}};
}

TEST_CASE("from the login to the paper, every page once") {
  WindowRig rig;
  CHECK(rig.window.page() == Page::login);
  CHECK(rig.find<QLineEdit>("login_ticket").text() == "T1");
  rig.log_in();
  REQUIRE(rig.desk != nullptr);
  CHECK(rig.settings[0].who.ticket == "T1");
  CHECK(rig.settings[0].who.code == "7Q2M-K3XD");
  CHECK(rig.settings[0].who.machine == "PC-07");
  CHECK_FALSE(rig.settings[0].who.next_try);
  CHECK(rig.window.page() == Page::login);

  rig.desk->seat("seated");
  rig.settle();
  CHECK(rig.window.page() == Page::person);
  CHECK(rig.find<QLineEdit>("login_code").text().isEmpty());
  CHECK(rig.text("person_name") == "测试考生甲");
  CHECK(rig.text("person_id") == "3301**********001X");
  CHECK(rig.text("person_seat") == "17");
  CHECK(rig.text("person_time").contains("09:40"));  // the batch's zone, not the machine's
  rig.click("person_confirm");
  CHECK(rig.window.page() == Page::rules);
  rig.click("rules_accept");
  CHECK(rig.window.page() == Page::checks);
  rig.click("checks_continue");
  CHECK(rig.window.page() == Page::waiting);
  CHECK(rig.text("waiting_countdown").contains("10:00"));
  rig.click("waiting_practice");
  CHECK(rig.window.page() == Page::practice);
  rig.click("practice_back");
  CHECK(rig.window.page() == Page::waiting);
  rig.click("waiting_practice");
  rig.desk->start();  // from within the practice
  rig.settle();
  CHECK(rig.window.page() == Page::exam);
  CHECK(rig.window.findChild<QWidget*>("practice_page") == nullptr);
}

TEST_CASE("the keyboard is on the answer as soon as there is one") {
  WindowRig rig;
  rig.log_in();
  rig.desk->seat("sitting");
  rig.settle();
  rig.click("person_confirm");
  REQUIRE(rig.window.page() == Page::exam);  // the paper is still on its way
  rig.desk->start();
  rig.settle();
  REQUIRE(rig.window.focusWidget() != nullptr);
  CHECK(rig.window.focusWidget()->objectName().startsWith("option_"));
}

TEST_CASE("a start that was moved is said to whom it concerns, not to who logs in next") {
  WindowRig rig;
  rig.log_in();
  rig.desk->seat("seated");
  rig.settle();
  for (const char* step : {"person_confirm", "rules_accept", "checks_continue"}) rig.click(step);
  emit rig.desk->deadline_changed({kStart + 3h, 0ms, "rescheduled", "停电", kStart + 1h});
  rig.settle();
  CHECK(rig.text("waiting_note").contains("停电"));
  rig.desk->leave();
  rig.settle();
  rig.log_in();
  CHECK(rig.text("waiting_note").isEmpty());
}

TEST_CASE("while time runs nothing but the confirmation stands before the paper") {
  WindowRig rig;
  rig.log_in();
  rig.desk->seat("sitting");
  rig.settle();
  CHECK(rig.window.page() == Page::person);
  CHECK(rig.find<QLabel>("person_running").isVisible());
  rig.click("person_confirm");
  CHECK(rig.window.page() == Page::exam);
}

TEST_CASE("whoever is not the person shown goes back to the login, and the seat is left") {
  WindowRig rig;
  rig.log_in();
  rig.desk->seat("seated");
  rig.settle();
  rig.click("person_reject");
  CHECK(rig.window.page() == Page::login);
  CHECK(rig.find<QAbstractButton>("login_button").isEnabled());
}

TEST_CASE("a wrong code is said at the login, which is ready for another") {
  WindowRig rig;
  rig.log_in("WRONG");
  CHECK_FALSE(rig.find<QLineEdit>("login_code").isEnabled());
  emit rig.desk->stopped({StopReason::refused, {"不正确", "wrong"}, {}});
  rig.settle();
  CHECK(rig.window.page() == Page::login);
  CHECK(rig.text("login_status") == "wrong");
  CHECK(rig.find<QLineEdit>("login_code").isEnabled());
  CHECK(rig.find<QLineEdit>("login_code").text().isEmpty());
  rig.find<QAbstractButton>("login_button").click();
  CHECK(rig.settings.size() == 1);  // nothing is asked of the server without a code
}

TEST_CASE("a door that is still shut says when it opens, and a login can be called off") {
  WindowRig rig;
  rig.log_in();
  client::LineReport line{client::LineState::offline};
  line.refusal = protocol::make_error("not_open_yet", protocol::About{"login", {}}, kStart + 20min);
  rig.desk->report_of_line = line;
  emit rig.desk->changed();
  rig.settle();
  CHECK(rig.text("login_status").contains("2023-05-20"));
  // It may be long until then: nobody behind reads the code meanwhile.
  CHECK(rig.find<QLineEdit>("login_code").echoMode() == QLineEdit::Password);
  rig.click("login_cancel");
  CHECK(rig.window.page() == Page::login);
  CHECK(rig.find<QLineEdit>("login_code").echoMode() == QLineEdit::Normal);
  CHECK(rig.find<QAbstractButton>("login_button").isVisible());
}

TEST_CASE("what went wrong stays on the screen while the next try is under way") {
  WindowRig rig;
  rig.log_in();
  const auto report = [&rig](client::LineReport line) {
    rig.desk->report_of_line = std::move(line);
    emit rig.desk->changed();
    rig.settle();
  };
  client::LineReport lost{client::LineState::offline};
  lost.loss = client::LineLoss{"timeout", {"没有应答", "no answer in time"}};
  lost.retry_at = kStart + 3s;
  report(lost);
  CHECK(rig.text("login_status").contains("no answer in time"));
  CHECK(rig.text("login_status").contains("3 s"));
  report({client::LineState::connecting});
  CHECK(rig.text("login_status").contains("no answer in time"));
  CHECK(rig.text("login_status").contains("Connecting"));
  rig.click("login_cancel");
  CHECK(rig.text("login_status").isEmpty());
}

TEST_CASE("what an earlier login still had to say concerns nobody") {
  WindowRig rig;
  rig.log_in();
  emit rig.desk->stopped({StopReason::taken_over, {"x", "x"}, {}});  // queued, not yet delivered
  rig.find<QAbstractButton>("login_cancel").click();
  rig.log_in();
  rig.settle();
  CHECK(rig.window.page() == Page::login);
}

TEST_CASE(
    "what a proctor writes and what is wrong here is said on every page, one after the other, until it is "
    "read") {
  WindowRig rig;
  auto& strip = rig.find<QWidget>("announcements");
  CHECK_FALSE(strip.isVisible());
  rig.log_in();
  rig.desk->seat("seated");
  rig.desk->messages = {{7, "请出示身份证", kStart, "you", false}};
  emit rig.desk->local_problem({"server_key_differs", {}, {"公钥不符", "key differs"}});
  rig.settle();
  CHECK(strip.isVisible());
  CHECK(rig.text("announcement_words").contains("请出示身份证"));
  rig.click("announcement_read");
  CHECK(rig.desk->messages[0].read);
  CHECK(rig.text("announcement_words") == "key differs");
  rig.click("person_confirm");
  CHECK(strip.isVisible());
  rig.click("announcement_read");
  CHECK_FALSE(strip.isVisible());

  emit rig.desk->local_problem({"journal_failed", {}, {"无法保存", "not kept"}});
  rig.settle();
  CHECK(strip.isVisible());
  rig.desk->start();  // the paper says such things itself
  rig.settle();
  CHECK(rig.window.page() == Page::exam);
  CHECK_FALSE(strip.isVisible());
}

TEST_CASE("a pause covers the paper with the staff's words, and takes itself away") {
  WindowRig rig;
  rig.log_in();
  rig.desk->seat("sitting");
  rig.settle();
  rig.click("person_confirm");
  rig.desk->start();
  rig.desk->exam.apply(protocol::PausedNow{"消防警报"}, rig.desk->time);
  emit rig.desk->changed();
  rig.settle();
  CHECK(rig.window.page() == Page::paused);
  CHECK(rig.text("pause_notice") == "消防警报");
  CHECK(rig.text("pause_left").contains("2:00:00"));
  CHECK_FALSE(rig.find<QWidget>("exam_page").isVisible());
  rig.desk->exam.apply(protocol::Deadline{kStart + 3h, 0ms, "resumed", ""}, rig.desk->time);
  emit rig.desk->changed();
  rig.settle();
  CHECK(rig.window.page() == Page::exam);
}

TEST_CASE("a seat that was taken over ends here, with what was never confirmed") {
  WindowRig rig;
  rig.log_in();
  rig.desk->seat("sitting");
  rig.settle();
  emit rig.desk->stopped(
      {StopReason::taken_over, {"他处登录", "taken over (PC-08)"}, {client::KeptAnswer{1, 0, "A", 0}}});
  rig.settle();
  CHECK(rig.window.page() == Page::closing);
  CHECK(rig.text("closing_words") == "taken over (PC-08)");
  CHECK(rig.find<QLabel>("closing_unconfirmed").isVisible());
  rig.click("closing_back");
  CHECK(rig.window.page() == Page::login);
}

TEST_CASE("the receipt is shown with its code, and another try asks for the code again") {
  WindowRig rig;
  rig.log_in();
  rig.desk->seat("sitting");
  rig.settle();
  protocol::Ended ended{"handed_in", kStart + 1h, "{}", "x", 1};
  client::CheckedReceipt receipt;
  receipt.content = protocol::Receipt{};
  receipt.content->answered = 4;
  receipt.content->items = 5;
  receipt.about_this_attempt = receipt.answers_match = true;
  receipt.check_code = "VTRH-WRJV-2SD2-JC1R";
  rig.desk->exam.apply(ended, rig.desk->time);
  emit rig.desk->changed();
  emit rig.desk->ended(ended, receipt);
  emit rig.desk->stopped({StopReason::ended, {}, {}});
  rig.settle();
  CHECK(rig.window.page() == Page::receipt);
  CHECK(rig.text("receipt_code") == "VTRH-WRJV-2SD2-JC1R");
  CHECK(rig.text("receipt_answered").contains("4"));
  CHECK_FALSE(rig.find<QLabel>("receipt_unconfirmed").isVisible());
  rig.click("receipt_next_try");
  CHECK(rig.window.page() == Page::login);
  rig.log_in();
  CHECK(rig.settings.back().who.next_try);
  CHECK(rig.settings.back().who.ticket == "T1");
}

TEST_CASE("a receipt is saved where it says, or says why it was not") {
  WindowRig rig;
  rig.log_in();
  protocol::Ended ended{"collected", kStart + 2h, "{}", "x", {}};
  client::CheckedReceipt receipt;
  receipt.signed_receipt = {"{}", "sig", "key"};
  rig.desk->exam.apply(ended, rig.desk->time);
  emit rig.desk->changed();
  emit rig.desk->ended(ended, receipt);
  rig.settle();
  const auto file = std::filesystem::temp_directory_path() / "examhall-window-receipt.json";
  std::filesystem::remove(file);
  rig.find<QLineEdit>("receipt_path").setText(QString::fromStdString(file.string()));
  rig.click("receipt_save");
  CHECK(std::filesystem::exists(file));
  CHECK(rig.text("receipt_saved").contains(QString::fromStdString(file.string())));
  std::filesystem::remove(file);
  rig.find<QLineEdit>("receipt_path")
      .setText(QString::fromStdString((file.parent_path() / "room.toml").string()));
  rig.click("receipt_save");
  CHECK_FALSE(std::filesystem::exists(file.parent_path() / "room.toml"));  // "room.toml.json" instead
  std::filesystem::remove(file.parent_path() / "room.toml.json");
  rig.find<QLineEdit>("receipt_path").setText("examhall-window-bare-name");
  rig.click("receipt_save");
  const std::filesystem::path usual = window::usual_receipt_file({}).toStdString();
  CHECK(std::filesystem::remove(usual.parent_path() / "examhall-window-bare-name.json"));
  rig.find<QLineEdit>("receipt_path").setText("/nowhere/at/all.json");
  rig.click("receipt_save");
  CHECK(rig.text("receipt_saved").contains("cannot be saved"));
}

TEST_CASE("the receipt of another try has a name of its own") {
  protocol::Receipt receipt;
  receipt.batch = "A1";
  receipt.ticket = "A1-007";
  CHECK(window::usual_receipt_file(receipt).endsWith("/examhall-receipt-A1-007.json"));
  receipt.round = 2;
  CHECK(window::usual_receipt_file(receipt).endsWith("/examhall-receipt-A1-007-2.json"));
}

TEST_CASE("the window does not close under a candidate; staff leave by two steps") {
  WindowRig rig;
  rig.log_in();
  rig.desk->seat("sitting");
  rig.settle();
  rig.click("person_confirm");
  QCloseEvent close;
  QApplication::sendEvent(&rig.window, &close);
  CHECK_FALSE(close.isAccepted());
  CHECK(rig.window.page() == Page::leaving);
  CHECK_FALSE(rig.find<QAbstractButton>("leave_leave").isEnabled());
  rig.click("leave_stay");
  CHECK(rig.window.page() == Page::exam);
  QTest::keyClick(&rig.window, Qt::Key_F12, Qt::ControlModifier | Qt::ShiftModifier);
  rig.settle();
  REQUIRE(rig.window.page() == Page::leaving);
  rig.click("leave_sure");
  rig.click("leave_leave");
  CHECK(rig.window.page() == Page::login);
}

TEST_CASE("every control says its name and has one for tests, in both languages") {
  WindowRig rig;
  for (const auto wanted : {base::Language::zh, base::Language::en}) {
    window::set_language(wanted);
    rig.settle();
    for (const QWidget* w : rig.window.findChildren<QWidget*>()) {
      const bool control = w->inherits("QAbstractButton") || w->inherits("QLineEdit");
      if (!control || w->objectName().startsWith("qt_")) continue;
      INFO(w->objectName().toStdString() << " in " << w->parentWidget()->objectName().toStdString());
      CHECK_FALSE(w->objectName().isEmpty());
      if (w->objectName() != "receipt_next_try") CHECK_FALSE(w->accessibleName().isEmpty());
    }
  }
}
