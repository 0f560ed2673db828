#pragma once
// Which exam, who sits it, how much time is left. The window's thread.
#include <QFrame>
#include <QLabel>

#include "client/sheet/desk.hpp"

namespace examhall::sheet {

class TopBar : public QFrame {
  Q_OBJECT
 public:
  explicit TopBar(Desk& desk, QWidget* parent = nullptr);
  /// To be called when the figure changes.
  void tick();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();

  Desk& desk_;
  QLabel *title_, *person_, *caption_, *time_;
};

}  // namespace examhall::sheet
