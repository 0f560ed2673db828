#pragma once
// It is over on this machine and there is no receipt to show: taken over, too late, terminated, not
// understood.
#include "client/core/observer.hpp"
#include "client/window/page.hpp"

namespace examhall::window {

class ClosingPage final : public PageFrame {
  Q_OBJECT
 public:
  explicit ClosingPage(QWidget* parent = nullptr);
  void retranslate() override;
  QWidget* first_control() override { return back_; }
  void show_stop(const client::Stop& stop);

 signals:
  void back();

 private:
  client::Stop stop_{client::StopReason::left, {}, {}};
  QLabel *words_, *advice_, *unconfirmed_;
  QPushButton* back_;
};

/// "3 answers were never confirmed …"; empty for none.
QString unconfirmed_words(std::size_t count);

}  // namespace examhall::window
