#pragma once
// Copy and paste within the paper only. The shortcuts work on the paper's own clipboard, never on the
// system's: what was copied elsewhere cannot be pasted here, and nothing of the paper can be pasted
// elsewhere. Menus, dragging and the middle button, which would go round it, are switched off. The window's
// thread.
#include <QObject>

class QKeyEvent;
class QWidget;

namespace examhall::window {

class PaperClipboard final : public QObject {
  Q_OBJECT
 public:
  /// Filters the events of the whole program while it lives.
  explicit PaperClipboard(QObject* parent = nullptr);
  ~PaperClipboard() override;

  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  bool act(QWidget& widget, const QKeyEvent& key);
  void clear_system();
};

}  // namespace examhall::window
