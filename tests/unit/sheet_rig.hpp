#pragma once
// The real page over a desk of the test.
#include <catch2/catch.hpp>
#include <functional>
#include <QAbstractButton>
#include <QPushButton>
#include <QClipboard>
#include <QLabel>
#include <QTest>

#include "client/sheet/exam_page.hpp"
#include "client/sheet/numeric_input.hpp"
#include "client/sheet/paper.hpp"
#include "sheet_desk.hpp"

template <>
struct Catch::StringMaker<QString> {
  static std::string convert(const QString& text) { return text.toStdString(); }
};

namespace examhall::test {

struct Sitting {
  explicit Sitting(const std::function<void(FakeDesk&)>& before = {}, bool forward_only = false)
      : page{prepared(before, forward_only), alarms.maker(), nullptr} {
    page.resize(1366, 768);
    page.show();
    page.activateWindow();
    QApplication::processEvents();
  }

  template <class W>
  W& find(const char* name) const {
    W* found = page.findChild<W*>(name);
    INFO("no " << name);
    REQUIRE(found != nullptr);
    return *found;
  }
  QAbstractButton* button(const char* name) const { return &find<QAbstractButton>(name); }
  QString text(const char* name) const { return find<QLabel>(name).text(); }
  void click(const char* name) const { QTest::mouseClick(button(name), Qt::LeftButton); }
  /// Opens the question at this place, by the keyboard.
  void go(std::uint32_t number) {
    const auto* paper = page.findChild<sheet::Paper*>();
    while (desk.exam.display_number(*paper->current()) != number) {
      const bool on = desk.exam.display_number(*paper->current()) < number;
      QTest::keyClick(&page, on ? Qt::Key_PageDown : Qt::Key_PageUp);
    }
  }
  std::vector<QString> option_names() const {
    std::vector<QString> names;
    for (const auto* b : page.findChildren<QAbstractButton*>()) {
      if (b->objectName().startsWith("option_")) names.push_back(b->accessibleName());
    }
    return names;
  }
  /// A second of the exam, as the page's clock sees it.
  void pass(Span time) {
    for (; time > Span{0}; time -= std::min(time, Span{1000})) {
      desk.time += std::min(time, Span{1000});
      alarms.pass(std::min(time, Span{1000}));
    }
  }

  FakeAlarms alarms;
  FakeDesk desk;
  sheet::ExamPage page;

 private:
  FakeDesk& prepared(const std::function<void(FakeDesk&)>& before, bool forward_only) {
    if (before) before(desk);
    desk.sit(forward_only);
    return desk;
  }
};

}  // namespace examhall::test
