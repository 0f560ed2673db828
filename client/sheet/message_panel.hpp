#pragma once
// The latest message that was not read, above the question. It never takes the keyboard: whoever types goes
// on typing. The window's thread.
#include <QFrame>
#include <QLabel>
#include <QPushButton>

#include "client/sheet/messages.hpp"

namespace examhall::sheet {

class MessagePanel : public QFrame {
  Q_OBJECT
 public:
  explicit MessagePanel(Messages& messages, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();

  Messages& messages_;
  QLabel *text_, *more_;
  QPushButton* read_;
};

}  // namespace examhall::sheet
