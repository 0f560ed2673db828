// Copy and paste within the paper only.
#include <catch2/catch.hpp>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QTest>
#include <QTextEdit>

#include "client/sheet/clipboard.hpp"
#include "client/window/paper_clipboard.hpp"

using examhall::sheet::clipboard_of_paper;
using examhall::window::PaperClipboard;

TEST_CASE("what was copied elsewhere cannot be pasted, what is copied here does not leave") {
  QClipboard* const system = QApplication::clipboard();
  system->setText("from another program");
  QLineEdit from, to;
  from.setText("1,200.50");
  {
    PaperClipboard clipboard;
    CHECK(system->text().isEmpty());
    system->setText("slipped in later");
    QTest::keyClick(&to, Qt::Key_V, Qt::ControlModifier);
    CHECK(to.text().isEmpty());

    from.selectAll();
    QTest::keyClick(&from, Qt::Key_C, Qt::ControlModifier);
    CHECK(clipboard_of_paper() == "1,200.50");
    CHECK(system->text() != "1,200.50");
    QTest::keyClick(&to, Qt::Key_V, Qt::ControlModifier);
    CHECK(to.text() == "1,200.50");

    QTest::keyClick(&from, Qt::Key_X, Qt::ControlModifier);
    CHECK(from.text().isEmpty());
    clipboard_of_paper().clear();
    QTest::keyClick(&to, Qt::Key_V, Qt::ControlModifier);
    CHECK(to.text() == "1,200.50");
  }
  CHECK(system->text().isEmpty());
}

TEST_CASE("a hidden code is not copied, and read-only text takes nothing") {
  PaperClipboard clipboard;
  clipboard_of_paper().clear();
  QLineEdit code;
  code.setText("7Q2M");
  code.setEchoMode(QLineEdit::Password);
  code.selectAll();
  QTest::keyClick(&code, Qt::Key_C, Qt::ControlModifier);
  CHECK(clipboard_of_paper().isEmpty());

  QTextEdit question;
  question.setPlainText("line one\nline two");
  question.setReadOnly(true);
  question.selectAll();
  QTest::keyClick(&question, Qt::Key_C, Qt::ControlModifier);
  CHECK(clipboard_of_paper() == "line one\nline two");
  QTest::keyClick(&question, Qt::Key_V, Qt::ControlModifier);
  CHECK(question.toPlainText() == "line one\nline two");
  QLineEdit one_line;
  QTest::keyClick(&one_line, Qt::Key_V, Qt::ControlModifier);
  CHECK(one_line.text() == "line one line two");
}
