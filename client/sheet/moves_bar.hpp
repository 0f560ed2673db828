#pragma once
// Back, flag, on, and to the review. The window's thread.
#include <QPushButton>
#include <QWidget>

#include "client/sheet/paper.hpp"

namespace examhall::sheet {

class MovesBar : public QWidget {
  Q_OBJECT
 public:
  explicit MovesBar(Paper& paper, QWidget* parent = nullptr);

 signals:
  void move_wanted(int places);
  void flag_wanted();
  void review_wanted();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  Paper& paper_;
  QPushButton *previous_, *next_, *flag_, *review_;
};

}  // namespace examhall::sheet
