#pragma once
// A small calculator that lies over the page and can be pulled aside; the question stays usable beside it.
// Its result goes into a numeric answer by a button. The window's thread.
#include <QFrame>
#include <QLabel>
#include <QPushButton>

#include "client/sheet/calculation.hpp"

namespace examhall::sheet {

class Calculator : public QFrame {
  Q_OBJECT
 public:
  explicit Calculator(QWidget* parent);
  /// Whether there is a field that takes the result.
  void set_target(bool there);
  const Calculation& calculation() const { return calculation_; }

 signals:
  void result_wanted(const QString& number);
  void closed();
  /// By the mouse, to wherever it is wanted.
  void dragged();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void press(const QString& key);
  bool press_memory(const QString& key);
  void copy();
  void paste();
  void refresh();
  void retranslate();

  Calculation calculation_;
  QLabel *title_, *pending_, *display_;
  QPushButton *use_, *close_;
  std::vector<QPushButton*> keys_;
  QPoint grip_;
};

}  // namespace examhall::sheet
