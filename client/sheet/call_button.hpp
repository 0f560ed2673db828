#pragma once
// Raises the hand, says what became of it, and takes it down again. The window's thread.
#include <QPushButton>

#include "client/sheet/desk.hpp"

namespace examhall::sheet {

class CallButton : public QPushButton {
  Q_OBJECT
 public:
  explicit CallButton(Desk& desk, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  Desk& desk_;
  int percent_ = 0;  ///< of the look when last written
};

}  // namespace examhall::sheet
