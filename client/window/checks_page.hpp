#pragma once
// The check of the machine, row by row, before the waiting room.
#include "client/window/machine_check.hpp"
#include "client/window/page.hpp"

namespace examhall::window {

class ChecksPage final : public PageFrame {
  Q_OBJECT
 public:
  explicit ChecksPage(QWidget* parent = nullptr);
  void retranslate() override;
  QWidget* first_control() override { return continue_; }
  void show_measured(const Measured& measured);

 signals:
  void done();

 private:
  Measured measured_;
  QLabel* verdict_;
  Facts* facts_;
  QPushButton* continue_;
};

}  // namespace examhall::window
