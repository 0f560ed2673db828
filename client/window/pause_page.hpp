#pragma once
// The paper is covered because staff paused the exam. Nothing of the paper is on this page.
#include "client/sheet/desk.hpp"
#include "client/window/page.hpp"

namespace examhall::window {

class PausePage final : public PageFrame {
  Q_OBJECT
 public:
  explicit PausePage(QWidget* parent = nullptr);
  void retranslate() override;
  void show_desk(const sheet::Desk& desk);

 private:
  std::optional<base::Span> left_;
  std::string notice_;
  QString connection_;
  QLabel *stands_, *notice_label_, *left_label_, *line_;
};

}  // namespace examhall::window
