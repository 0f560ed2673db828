#pragma once
// A question to the candidate that covers the paper: nothing behind it can be pressed meanwhile. The keyboard
// is on the answer that changes nothing. The window's thread.
#include <functional>
#include <QLabel>
#include <QPushButton>

namespace examhall::sheet {

struct Ask {
  std::function<QString()> title, text, yes, no;  ///< asked each time, for the language may change
  std::function<void()> agreed;
};

class AskPage : public QWidget {
  Q_OBJECT
 public:
  explicit AskPage(QWidget* parent = nullptr);
  void ask(Ask ask);

 signals:
  void done(bool agreed);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void finish(bool agreed);
  void retranslate();

  Ask ask_;
  QLabel *title_, *text_;
  QPushButton *yes_, *no_;
};

}  // namespace examhall::sheet
