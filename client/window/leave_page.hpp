#pragma once
// For staff: free this machine while the exam runs, for a change of seats or a broken keyboard. Not reached
// by accident, and said plainly what it means.
#include <QCheckBox>

#include "client/window/page.hpp"

namespace examhall::window {

class LeavePage final : public PageFrame {
  Q_OBJECT
 public:
  explicit LeavePage(QWidget* parent = nullptr);
  void retranslate() override;
  QWidget* first_control() override { return stay_; }
  void show_waiting(std::size_t unconfirmed);

 signals:
  void stay();
  void leave();

 private:
  std::size_t unconfirmed_ = 0;
  QLabel *words_, *unconfirmed_label_;
  QCheckBox* sure_;
  QPushButton *stay_, *leave_;
};

}  // namespace examhall::window
