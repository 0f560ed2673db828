#pragma once
// The bar over the pages around the paper: language, size of the text, contrast. The paper has these in its
// own bar. The window's thread.
#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace examhall::window {

class Header final : public QFrame {
  Q_OBJECT
 public:
  explicit Header(QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  QPushButton* button(const char* name);

  QLabel* name_;
  QPushButton *language_, *smaller_, *bigger_, *contrast_;
};

}  // namespace examhall::window
