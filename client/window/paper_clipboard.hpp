#pragma once
// Copy and paste within the paper only. The shortcuts work on a text of our own, never on the system's
// clipboard: what was copied elsewhere cannot be pasted here, and nothing of the paper can be pasted
// elsewhere. Menus, dragging and the middle button, which would go round it, are switched off. The window's
// thread.
#include <QObject>
#include <QString>

class QKeyEvent;
class QWidget;

namespace examhall::window {

class PaperClipboard final : public QObject {
  Q_OBJECT
 public:
  /// Filters the events of the whole program while it lives.
  explicit PaperClipboard(QObject* parent = nullptr);
  ~PaperClipboard() override;

  const QString& text() const { return text_; }
  /// Another candidate sits down.
  void forget() { text_.clear(); }
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  bool act(QWidget& widget, const QKeyEvent& key);
  void clear_system();

  QString text_;
};

}  // namespace examhall::window
