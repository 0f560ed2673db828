#include "client/window/paper_clipboard.hpp"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

#include "client/sheet/clipboard.hpp"

namespace examhall::window {
namespace {

constexpr QChar kParagraph{0x2029};

QString plain(QString text) { return text.replace(kParagraph, '\n'); }

QString selected(const QWidget& widget) {
  if (const auto* line = qobject_cast<const QLineEdit*>(&widget))
    return line->echoMode() == QLineEdit::Normal ? line->selectedText() : QString{};
  if (const auto* edit = qobject_cast<const QTextEdit*>(&widget))
    return plain(edit->textCursor().selectedText());
  if (const auto* edit = qobject_cast<const QPlainTextEdit*>(&widget))
    return plain(edit->textCursor().selectedText());
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) return plain(label->selectedText());
  return {};
}

void insert(QWidget& widget, const QString& text) {
  if (auto* line = qobject_cast<QLineEdit*>(&widget); line != nullptr && !line->isReadOnly()) {
    line->insert(QString{text}.replace('\n', ' '));
  } else if (auto* edit = qobject_cast<QTextEdit*>(&widget); edit != nullptr && !edit->isReadOnly()) {
    edit->insertPlainText(text);
  } else if (auto* plain_edit = qobject_cast<QPlainTextEdit*>(&widget);
             plain_edit != nullptr && !plain_edit->isReadOnly()) {
    plain_edit->insertPlainText(text);
  }
}

bool is_clipboard_key(const QKeyEvent& key) {
  return key.matches(QKeySequence::Copy) || key.matches(QKeySequence::Cut) ||
         key.matches(QKeySequence::Paste);
}

bool holds_text(const QWidget& widget) {
  return widget.inherits("QLineEdit") || widget.inherits("QTextEdit") || widget.inherits("QPlainTextEdit") ||
         widget.inherits("QLabel");
}

}  // namespace

PaperClipboard::PaperClipboard(QObject* parent) : QObject{parent} {
  qApp->installEventFilter(this);
  clear_system();
  QClipboard* const system = QApplication::clipboard();
  // Selecting text offers it to the whole X session; it is taken back at once.
  connect(system, &QClipboard::selectionChanged, this, [system] {
    if (system->ownsSelection() && !system->text(QClipboard::Selection).isEmpty())
      system->clear(QClipboard::Selection);
  });
  connect(system, &QClipboard::dataChanged, this, [system] {
    if (system->ownsClipboard() && !system->text().isEmpty()) system->clear();
  });
}

PaperClipboard::~PaperClipboard() { clear_system(); }

void PaperClipboard::clear_system() {
  QClipboard* const system = QApplication::clipboard();
  system->clear();
  if (system->supportsSelection()) system->clear(QClipboard::Selection);
}

bool PaperClipboard::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::Drop:
      event->ignore();
      return true;
    case QEvent::ContextMenu:
      return true;
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
      return watched->isWidgetType() && static_cast<QMouseEvent*>(event)->button() == Qt::MiddleButton;
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress: {
      auto& key = *static_cast<QKeyEvent*>(event);
      auto* const widget = qobject_cast<QWidget*>(watched);
      if (widget == nullptr || !is_clipboard_key(key) || !holds_text(*widget)) return false;
      event->accept();
      return event->type() == QEvent::ShortcutOverride || act(*widget, key);
    }
    default:
      return false;
  }
}

bool PaperClipboard::act(QWidget& widget, const QKeyEvent& key) {
  QString& own = sheet::clipboard_of_paper();
  if (key.matches(QKeySequence::Paste)) {
    if (!own.isEmpty()) insert(widget, own);
    return true;
  }
  const QString chosen = selected(widget);
  if (!chosen.isEmpty()) own = chosen;
  if (key.matches(QKeySequence::Cut) && !chosen.isEmpty()) insert(widget, {});
  return true;
}

}  // namespace examhall::window
