// The keyboard of the exam page. Letters and digits come here only if nobody with the keyboard wanted them,
// so a field and an input method always go first.
#include <QAbstractButton>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QShortcut>

#include "client/sheet/ask_page.hpp"
#include "client/sheet/exam_page.hpp"
#include "client/sheet/messages.hpp"
#include "client/sheet/question_view.hpp"
#include "client/sheet/reading_page.hpp"
#include "client/sheet/tool_bar.hpp"

namespace examhall::sheet {

void ExamPage::add_shortcuts() {
  const auto on = [this](const char* keys, auto effect) {
    auto* shortcut =
        new QShortcut{QKeySequence{QString{keys}}, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut};
    connect(shortcut, &QShortcut::activated, this, effect);
  };
  for (const char* keys : {"PgUp", "Alt+Left"}) on(keys, [this] { move(-1); });
  for (const char* keys : {"PgDown", "Alt+Right"}) on(keys, [this] { move(1); });
  for (const char* keys : {"Ctrl+M", "F4"}) on(keys, [this] { flag(); });
  for (const char* keys : {"Ctrl++", "Ctrl+="}) on(keys, [] { larger_text(); });
  on("Ctrl+-", [] { smaller_text(); });
  on("Ctrl+Up", [this] { question_->scroll(-3); });
  on("Ctrl+Down", [this] { question_->scroll(3); });
  on("F1", [this] {
    if (stack_->currentWidget() != ask_) emit tools_->keys_wanted();
  });
  on("F2", [this] { open_map(); });
  on("F6", [this] { toggle_calculator(); });
  on("F7", [] { switch_scheme(); });
  on("F8", [this] { messages_->read_latest(); });
  on("F9", [this] { tools_->call(); });
  on("F10", [this] { open_review(); });
}

void ExamPage::keyPressEvent(QKeyEvent* event) {
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (auto* button = qobject_cast<QAbstractButton*>(focusWidget());
      enter && button != nullptr && button->inherits("QPushButton"))
    return button->click();
  // A page that Escape leaves is left from the bar above it too.
  QWidget* const page = stack_->currentWidget();
  if (!working() && event->key() == Qt::Key_Escape && !page->isAncestorOf(focusWidget())) {
    QCoreApplication::sendEvent(page, event);
    return;
  }
  if (!working()) return QWidget::keyPressEvent(event);
  if (map_asked_ && event->key() == Qt::Key_Escape) return back_to_work();
  const bool plain = (event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == 0;
  if (plain && event->key() == Qt::Key_Delete) return question_->clear();
  if (plain && question_->take_key(*event)) return;
  QWidget::keyPressEvent(event);
}

}  // namespace examhall::sheet
